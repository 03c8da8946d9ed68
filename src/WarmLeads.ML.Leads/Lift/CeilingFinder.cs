namespace WarmLeads.ML.Leads;

/// <summary>Finds the number of touches in 14 days beyond which leads turn away more often after each.</summary>
/// <remarks>
/// Of all numbers the one whose two sides differ most likely is taken (a step in the rate, by the likelihood). It becomes the ceiling if the rate beyond is
/// above the other by an exact test of two Poisson rates at 1 %, times the numbers tried. Source: Przyborowski and Wilenski 1940.
/// </remarks>
static class CeilingFinder
{
    /// <summary>Fewer that turned away say nothing.</summary>
    public const int FewestTurnedAway = 20;

    const int FewestTouches = 30, MostTouches = 14;
    const double Level = 0.01;

    /// <summary>Looks for the ceiling.</summary>
    /// <param name="days">Days on which leads were touched: how many touches within 14 days, and whether the lead turned away after it.</param>
    /// <param name="isOfSilence">Whether turning away is silence.</param>
    public static TouchCeiling? Find(IReadOnlyList<(int Touches, bool TurnedAway)> days, bool isOfSilence)
    {
        var (of, turned) = (new int[MostTouches + 1], new int[MostTouches + 1]);
        foreach (var (touches, turnedAway) in days)
        {
            var place = Math.Min(touches, MostTouches);
            of[place]++;
            turned[place] += turnedAway ? 1 : 0;
        }

        if (turned.Sum() < FewestTurnedAway)
            return null;
        var tried = new List<(double LogLikelihood, TouchCeiling Ceiling)>();
        for (var from = 2; from <= MostTouches; from++)
        {
            var (below, turnedBelow) = (of[..from].Sum(), turned[..from].Sum());
            var (above, turnedAbove) = (of[from..].Sum(), turned[from..].Sum());
            if (Math.Min(below, above) < FewestTouches)
                continue;
            var p = AtLeast(turnedAbove, turnedAbove + turnedBelow, above / (double)(above + below));
            tried.Add((Fit(turnedBelow, below) + Fit(turnedAbove, above),
                new TouchCeiling(from - 1, isOfSilence, WilsonInterval.From(turnedAbove, above), WilsonInterval.From(turnedBelow, below), p)));
        }

        if (tried.Count == 0)
            return null;
        var best = tried.MaxBy(one => one.LogLikelihood).Ceiling;
        best = best with { ChanceOfNoEffect = Math.Min(1, best.ChanceOfNoEffect * tried.Count) };
        return best.ChanceOfNoEffect < Level ? best : null;
    }

    static double Fit(int turned, int of) => Part(turned, of) + Part(of - turned, of);

    static double Part(int count, int of) => count == 0 ? 0 : count * Math.Log(count / (double)of);

    /// <summary>The chance that a binomial count is so large or larger.</summary>
    /// <param name="count">The count.</param>
    /// <param name="of">Of so many.</param>
    /// <param name="share">The chance of each, above 0 and below 1.</param>
    public static double AtLeast(int count, int of, double share)
    {
        var (log, sum) = (of * Math.Log(1 - share), 0.0);
        for (var k = 0; k <= of; k++)
        {
            if (k >= count)
                sum += Math.Exp(log);
            log += Math.Log((of - k) / (k + 1.0) * share / (1 - share));
        }

        return Math.Min(1, sum);
    }
}
