namespace WarmLeads.ML.Leads;

/// <summary>The chance of conversion within the horizon after so many days of a spell, and in each draw of leads.</summary>
sealed class ChanceCurve
{
    // Fewer leads at a point say nothing.
    const int FewestLeads = 30;

    // The chance that none of them converts is this where the true chance is at the upper end.
    const double NoneOfThem = 0.025;

    // Every day for two weeks, then every week, then every second one.
    static readonly int[] s_grid =
        [.. Enumerable.Range(0, 15), .. Enumerable.Range(3, 24).Select(week => 7 * week), .. Enumerable.Range(14, 13).Select(pair => 14 * pair)];

    readonly int[] _days, _leads;
    readonly double[] _chances;
    readonly double[][] _ofDraws;

    ChanceCurve(int[] days, int[] leads, double[] chances, double[][] ofDraws) => (_days, _leads, _chances, _ofDraws) = (days, leads, chances, ofDraws);

    /// <summary>The mean chance of an open lead on any night, whatever its silence; NaN when there are too few leads.</summary>
    public required double OnAnyNight { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="spells">Spells of the leads that are drawn.</param>
    /// <param name="draws">The draws.</param>
    /// <param name="horizonDays">The horizon.</param>
    public static ChanceCurve Of(IReadOnlyList<FollowedSpell> spells, LeadDraws draws, int horizonDays)
    {
        var points = new (int Spells, int Leads, double Chance, double[] OfDraws)[s_grid.Length];
        Parallel.For(0, s_grid.Length, i => points[i] = At(spells, draws, s_grid[i], horizonDays));
        var count = points.TakeWhile(point => point.Leads >= FewestLeads).Count();
        return new ChanceCurve(
            s_grid[..count], [.. points.Take(count).Select(point => point.Leads)], [.. points.Take(count).Select(point => point.Chance)],
            [.. Enumerable.Range(0, draws.Count).Select(draw => points.Take(count).Select(point => point.OfDraws[draw]).ToArray())])
        {
            OnAnyNight = Mean(points.AsSpan(0, count)),
        };
    }

    /// <summary>The curve with its intervals.</summary>
    public IReadOnlyList<SurvivalPoint> Points() =>
    [
        .. _days.Select((days, i) =>
        {
            var (low, high) = LeadDraws.Interval(_ofDraws.Select(draw => draw[i]));

            // Draws of leads of whom none converted say that none ever will; so many leads without one say less than that.
            return new SurvivalPoint(days, _chances[i], low, _chances[i] > 0 ? high : 1 - Math.Pow(NoneOfThem, 1.0 / _leads[i]), _leads[i]);
        }),
    ];

    /// <summary>The days after which the chance stays below a threshold, with its interval.</summary>
    /// <param name="threshold">From the chances of a draw, or of all leads, to the threshold.</param>
    public SurvivalSpan FallsBelow(Func<double[], double> threshold)
    {
        var (low, high) = LeadDraws.Interval(_ofDraws.Select(draw => Crossing(draw, threshold(draw))));
        return new SurvivalSpan(Whole(Crossing(_chances, threshold(_chances))), Whole(low), Whole(high));
    }

    // Each point stands for the nights until the next one.
    static double Mean(ReadOnlySpan<(int Spells, int Leads, double Chance, double[] OfDraws)> points)
    {
        var (sum, nights) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var stood = points[i].Spells * (double)(i + 1 < s_grid.Length ? s_grid[i + 1] - s_grid[i] : 1);
            sum += stood * points[i].Chance;
            nights += stood;
        }

        return sum / nights;
    }

    static (int Spells, int Leads, double Chance, double[] OfDraws) At(IReadOnlyList<FollowedSpell> spells, LeadDraws draws, int days, int horizonDays)
    {
        List<(int Lead, double Time, bool Event)> observed = [];
        foreach (var spell in spells)
        {
            // Still as it was after so many days: then the next days are looked at, whatever they bring.
            if (spell.From > days || spell.Days <= days || spell.KnownFor <= days)
                continue;
            var converts = spell.ConvertsAfter < spell.KnownFor;
            observed.Add((spell.Lead, (converts ? spell.ConvertsAfter : spell.KnownFor) - days, converts));
        }

        var limit = ProductLimit.Of(observed);
        double[] until = [horizonDays], chance = new double[1];
        var ofDraws = new double[draws.Count];
        limit.Before(draws.Each, until, chance);
        var whole = chance[0];
        for (var draw = 0; draw < ofDraws.Length; draw++)
        {
            limit.Before(draws[draw], until, chance);
            ofDraws[draw] = chance[0];
        }

        return (observed.Count, observed.Select(one => one.Lead).Distinct().Count(), whole, ofDraws);
    }

    // Made to fall first: neighbours that rise are averaged by their leads, so that one odd point starts no stop and ends none.
    double Crossing(double[] chances, double threshold)
    {
        var falling = Falling(chances);
        if (falling.Length == 0 || double.IsNaN(threshold))
            return double.NaN;
        if (falling[0] < threshold)
            return 0;
        for (var i = 1; i < falling.Length; i++)
        {
            if (falling[i] >= threshold)
                continue;
            var share = (falling[i - 1] - threshold) / (falling[i - 1] - falling[i]);
            return _days[i - 1] + (share * (_days[i] - _days[i - 1]));
        }

        return double.PositiveInfinity;
    }

    double[] Falling(double[] chances)
    {
        // Pool adjacent violators.
        List<(double Sum, double Weight, int Count)> pools = [];
        for (var i = 0; i < chances.Length; i++)
        {
            var weight = double.IsNaN(chances[i]) ? 0 : _leads[i];
            pools.Add((weight == 0 ? 0 : weight * chances[i], weight, 1));
            while (pools.Count > 1 && MeanOf(pools[^1]) > MeanOf(pools[^2]))
            {
                var (last, before) = (pools[^1], pools[^2]);
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (last.Sum + before.Sum, last.Weight + before.Weight, last.Count + before.Count);
            }
        }

        return [.. pools.SelectMany(pool => Enumerable.Repeat(MeanOf(pool), pool.Count))];

        static double MeanOf((double Sum, double Weight, int Count) pool) => pool.Weight == 0 ? 0 : pool.Sum / pool.Weight;
    }

    static int? Whole(double days) => double.IsFinite(days) ? (int)Math.Ceiling(days) : null;
}
