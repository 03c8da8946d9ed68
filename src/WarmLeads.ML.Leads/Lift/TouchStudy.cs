namespace WarmLeads.ML.Leads;

/// <summary>Learns from a history which touches go with more conversions among leads alike, and how many touches leads bear.</summary>
public sealed class TouchStudy
{
    const int FewestLooks = 30, FewestConversions = 10, Tenths = 10, Levels = 15;

    readonly TouchStudyOptions _options;
    readonly TouchReader _reader;
    readonly List<TouchedLead> _leads = [];

    /// <summary>Begins a study.</summary>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <param name="options">What is asked.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the sentence says which.</exception>
    public TouchStudy(SignalCatalog catalog, TouchStudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        if (options.HorizonDays < 1)
            throw new ArgumentException($"The horizon is {options.HorizonDays} days; give 1 or more.", nameof(options));
        if (options.Draws < 100)
            throw new ArgumentException($"Intervals of {options.Draws} draws say nothing; draw 100 times or more.", nameof(options));
        (_options, _reader) = (options, new TouchReader(catalog, options));
    }

    /// <summary>Takes leads, on all threads; the order of the leads decides nothing but the draws.</summary>
    public void Add(IEnumerable<LeadHistory> leads, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(leads);
        const int block = 256;
        foreach (var some in leads.Where(lead => lead.Lead.CreatedAt < _options.Now).Chunk(block))
        {
            stop.ThrowIfCancellationRequested();
            _leads.AddRange(some.AsParallel().AsOrdered().Select(_reader.Read));
        }
    }

    /// <summary>What all that was taken tells.</summary>
    /// <param name="stop">Stops between actions.</param>
    public TouchFindings Finish(CancellationToken stop)
    {
        var (of, bounds) = (Levels, Array.Empty<double>());
        if (_options.Chance is not null)
        {
            var chances = _leads.SelectMany(lead => lead.Looks).Select(look => look.Chance).Order().ToArray();
            (of, bounds) = (Tenths, chances.Length == 0 ? [] : [.. Enumerable.Range(1, Tenths - 1).Select(i => chances[i * chances.Length / Tenths])]);
        }

        var (effects, tooFew) = (new List<TouchEffect>(), new List<string>());
        foreach (var name in _leads.SelectMany(lead => lead.Looks).SelectMany(look => look.Touches).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            if (Effect(name, of, look => _options.Chance is null ? look.Level : bounds.Count(bound => bound <= look.Chance)) is { } effect)
                effects.Add(effect);
            else
                tooFew.Add(name);
        }

        return new TouchFindings(effects, tooFew, Ceiling(), _leads.Count);
    }

    TouchEffect? Effect(string name, int classes, Func<TouchLook, int> classOf)
    {
        List<(int Lead, int Class, bool Touched, bool Converted)> looks =
            [.. _leads.SelectMany((lead, number) => lead.Looks.Where(look => !look.Before.Contains(name)).Select(look => (number, (classOf(look) * TouchReader.TouchDays) + look.Day, look.Touches.Contains(name), look.Converted)))];
        int Count(bool touched, bool converted) => looks.Count(look => look.Touched == touched && (look.Converted || !converted));
        var (with, converts, without, convertsWithout) = (Count(true, false), Count(true, true), Count(false, false), Count(false, true));
        if (Math.Min(with, without) < FewestLooks || Math.Min(converts, convertsWithout) < FewestConversions)
            return null;
        return MatchedRatio.Of(looks, _leads.Count, classes * TouchReader.TouchDays, _options.Draws, _options.Seed) is { } found
            ? new TouchEffect(name, found.Ratio, found.Low, found.High, with, converts, without, convertsWithout, _options.HorizonDays, _options.Chance is not null)
            : null;
    }

    TouchCeiling? Ceiling()
    {
        var days = _leads.SelectMany(lead => lead.Days).ToList();
        if (days.Count(day => day.Unsubscribed) >= CeilingFinder.FewestTurnedAway)
            return CeilingFinder.Find([.. days.Select(day => (day.Touches, day.Unsubscribed))], isOfSilence: false);

        // The touches of a lead are answered alike, whatever their number: one of each lead, any of them.
        var random = new Random(_options.Seed);
        return CeilingFinder.Find(
            [.. _leads.Where(lead => lead.Days.Count > 0).Select(lead => lead.Days[random.Next(lead.Days.Count)]).Select(day => (day.Touches, day.StayedSilent))],
            isOfSilence: true);
    }
}
