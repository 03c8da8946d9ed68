namespace WarmLeads.ML.Leads;

/// <summary>Measures how long leads stay warm: the chance of conversion by days of silence and since registration, and when to stop.</summary>
/// <remarks>
/// At so many days into a spell the leads that are still open and still silent are looked at as they would be on that day: of all of
/// them, whatever they do next, the share that converts within the horizon, by Kaplan and Meier, since not all could be followed for
/// so long. A lead that is lost stays in the count without converting. A lead can have many spells, so intervals draw whole leads.
/// </remarks>
public sealed class SurvivalStudy
{
    const int MostSegments = 50;
    const double StandardStop = 0.2;

    static readonly double[] s_since = [7, 14, 30, 60, 90, 120, 180, 270, 365];

    readonly SurvivalOptions _options;
    readonly SpellReader _reader;
    readonly List<FollowedSpell> _silences = [], _ages = [];
    readonly List<bool> _converted = [];
    readonly List<string> _segments = [];

    /// <summary>Begins a study.</summary>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <param name="options">What is asked.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the sentence says which.</exception>
    public SurvivalStudy(SignalCatalog catalog, SurvivalOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        if (options.HorizonDays < 1)
            throw new ArgumentException($"The horizon is {options.HorizonDays} days; give 1 or more.", nameof(options));
        if (options.StopBelow is { } below && !(below > 0 && below < 1))
            throw new ArgumentException($"The chance to stop below is {below}; give one between 0 and 1.", nameof(options));
        if (options.Draws < 20)
            throw new ArgumentException($"Intervals of {options.Draws} draws say nothing; draw 20 times or more.", nameof(options));
        (_options, _reader) = (options, new SpellReader(catalog, options));
    }

    /// <summary>Takes a lead.</summary>
    /// <param name="history">The lead; one registered after the end of knowledge is left out.</param>
    public void Add(LeadHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Lead.CreatedAt >= _options.Now)
            return;
        _converted.Add(_reader.Read(_converted.Count, history, _silences, _ages));
        _segments.Add(_options.Segment is { } segment ? history.Lead.Attributes.GetValueOrDefault(segment) ?? "" : "");
    }

    /// <summary>Why nothing can be measured of what was taken, in one sentence; null when it can.</summary>
    public string? WhyNot()
    {
        var conversions = _converted.Count(converted => converted);
        if (_converted.Count < _options.FewestLeads || conversions < _options.FewestConversions)
        {
            return
                $"The history has {_converted.Count} leads of which {conversions} converted; how long leads stay warm takes {_options.FewestLeads} and {_options.FewestConversions}.";
        }

        return _options.Segment is { } asked && _segments.TrueForAll(text => text.Length == 0)
            ? $"No lead has an attribute '{asked}' to make segments of."
            : null;
    }

    /// <summary>The view of all that was taken.</summary>
    /// <exception cref="InvalidDataException">There are too few leads or conversions, or no lead has the segment's attribute.</exception>
    public SurvivalView Finish()
    {
        if (WhyNot() is { } reason)
            throw new InvalidDataException(reason);
        var everybody = Measure([.. Enumerable.Range(0, _converted.Count)]);
        var below = _options.StopBelow ?? StandardStop * everybody.Silence.OnAnyNight;
        var all = Curve("", everybody, everybody, below);
        var groups = _options.Segment is null ? [] : Enumerable.Range(0, _segments.Count).Where(lead => _segments[lead].Length > 0)
            .GroupBy(lead => _segments[lead], StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostSegments).ToArray();
        return new SurvivalView
        {
            AsOf = _options.Now,
            HorizonDays = _options.HorizonDays,
            StopBelow = below,
            All = all,
            SegmentColumn = _options.Segment,
            Segments =
            [
                .. groups.Select(group =>
                {
                    int[] leads = [.. group];
                    var isSmall = leads.Length < _options.FewestLeads || leads.Count(lead => _converted[lead]) < _options.FewestConversions;
                    return Curve(group.Key, new Measured(leads, everybody), isSmall ? everybody : Measure(leads), below);
                }),
            ],
        };
    }

    SurvivalCurve Curve(string segment, Measured own, Measured shown, double below) => new()
    {
        Segment = segment,
        Leads = own.Leads.Length,
        Conversions = own.Leads.Count(lead => _converted[lead]),
        IsPooled = own.Leads.Length != shown.Leads.Length,
        BySilence = shown.Silence.Points(),
        ByAge = shown.Age.Points(),
        Converted = shown.Converted,
        Halved = shown.Silence.FallsBelow(chances => chances.Length == 0 ? double.NaN : chances[0] / 2),
        Stop = shown.Silence.FallsBelow(_ => below),
    };

    Measured Measure(int[] leads)
    {
        var isMeant = new bool[_converted.Count];
        foreach (var lead in leads)
            isMeant[lead] = true;
        var draws = new LeadDraws(leads, _converted.Count, _options.Draws, _options.Seed);
        FollowedSpell[] ages = [.. _ages.Where(spell => isMeant[spell.Lead])];
        return new Measured(
            leads, ChanceCurve.Of([.. _silences.Where(spell => isMeant[spell.Lead])], draws, _options.HorizonDays),
            ChanceCurve.Of(ages, draws, _options.HorizonDays), SinceRegistration(ages, draws));
    }

    // Only as far as somebody could be followed.
    static SurvivalPoint[] SinceRegistration(FollowedSpell[] ages, LeadDraws draws)
    {
        var limit = ProductLimit.Of(
            [.. ages.Where(spell => spell.From == 0).Select(spell => (spell.Lead, Math.Min(spell.ConvertsAfter, spell.KnownFor), spell.ConvertsAfter < spell.KnownFor))]);
        double[] until = [.. s_since.Where(days => ages.Any(spell => spell.From == 0 && spell.KnownFor >= days))];
        var (chances, ofDraws) = (new double[until.Length], new double[draws.Count][]);
        limit.Before(draws.Each, until, chances);
        for (var draw = 0; draw < ofDraws.Length; draw++)
        {
            ofDraws[draw] = new double[until.Length];
            limit.Before(draws[draw], until, ofDraws[draw]);
        }

        return
        [
            .. until.Select((days, i) =>
            {
                var (low, high) = LeadDraws.Interval(ofDraws.Select(draw => draw[i]));
                return new SurvivalPoint((int)days, chances[i], low, high, ages.Count(spell => spell.From == 0 && spell.KnownFor >= days));
            }),
        ];
    }

    sealed record Measured(int[] Leads, ChanceCurve Silence, ChanceCurve Age, SurvivalPoint[] Converted)
    {
        /// <summary>The leads of one with the figures of another.</summary>
        public Measured(int[] leads, Measured figures)
            : this(leads, figures.Silence, figures.Age, figures.Converted)
        {
        }
    }
}
