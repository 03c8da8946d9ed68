namespace WarmLeads.ML.Leads;

/// <summary>Cuts leads' histories into spells of silence, and into the one spell since registration.</summary>
/// <remarks>
/// A spell of silence begins with the registration or the last engagement of a session of the lead's own, and ends with the next
/// session; a session ends after 30 minutes. What we did, what machines did, what others reported and what turns away breaks no silence.
/// </remarks>
/// <param name="catalog">What kinds of events mean.</param>
/// <param name="options">The end of knowledge and what counts as a conversion.</param>
sealed class SpellReader(SignalCatalog catalog, SurvivalOptions options)
{
    const long SessionGap = 30 * TimeSpan.TicksPerMinute;

    readonly KnownEvents _known = new(catalog);
    readonly List<(long First, long Last)> _sessions = [];
    readonly List<long> _conversions = [];

    /// <summary>Takes a lead's spells.</summary>
    /// <param name="number">Number of the lead.</param>
    /// <param name="history">The lead.</param>
    /// <param name="silences">Receives its spells of silence.</param>
    /// <param name="ages">Receives the spell since registration.</param>
    /// <returns>Whether it has converted, as far as is known.</returns>
    public bool Read(int number, LeadHistory history, List<FollowedSpell> silences, List<FollowedSpell> ages)
    {
        var now = options.Now.UtcTicks;
        var created = history.Lead.CreatedAt.UtcTicks;
        var outcome = history.Outcome is { } end && end.RecordedAt < options.Now && end.OccurredAt < options.Now ? end : null;
        var closed = outcome is null ? now : Math.Min(outcome.OccurredAt.UtcTicks, outcome.RecordedAt.UtcTicks);

        _known.Read(history.Events, options.Now);
        _sessions.Clear();
        _conversions.Clear();
        _sessions.Add((created, created));
        if (options.ConvertedBy.Count == 0 && outcome is { Kind: OutcomeKind.Converted })
            _conversions.Add(outcome.OccurredAt.UtcTicks);
        foreach (ref readonly var item in _known.Items)
        {
            if (options.ConvertedBy.Contains(item.Event.Kind, StringComparer.Ordinal) && item.OccurredAt > created)
                _conversions.Add(item.OccurredAt);
            if (!item.IsEngagement || item.OccurredAt <= _sessions[^1].Last || item.OccurredAt >= closed)
                continue;
            if (item.OccurredAt - _sessions[^1].Last > SessionGap)
                _sessions.Add((item.OccurredAt, item.OccurredAt));
            else
                _sessions[^1] = _sessions[^1] with { Last = item.OccurredAt };
        }

        if (created >= closed)
            return _conversions.Count > 0;
        AddAges(number, created, closed, ages);
        for (var i = 0; i < _sessions.Count; i++)
        {
            var (from, to) = (_sessions[i].Last, i + 1 < _sessions.Count ? _sessions[i + 1].First : closed);

            // A conversion that is the engagement itself is not the next one.
            var next = _conversions.FindIndex(time => time > from || (time == from && options.ConvertedBy.Count == 0));
            silences.Add(Spell(number, from, from, to, next < 0 ? null : _conversions[next]));
        }

        return _conversions.Count > 0;
    }

    // One stretch up to each conversion, and one after the last: what comes next is another conversion for each of them.
    void AddAges(int number, long created, long closed, List<FollowedSpell> ages)
    {
        var from = created;
        foreach (var conversion in _conversions)
        {
            if (conversion > from || options.ConvertedBy.Count == 0)
                ages.Add(Spell(number, created, from, Math.Min(conversion, closed), conversion));
            from = conversion;
        }

        if (from < closed)
            ages.Add(Spell(number, created, from, closed, null));
    }

    FollowedSpell Spell(int number, long beginning, long from, long to, long? converts) => new(
        number, Days(from - beginning), Days(to - beginning), converts is { } time ? Days(time - beginning) : double.PositiveInfinity,
        Days(options.Now.UtcTicks - beginning));

    static double Days(long ticks) => ticks / (double)TimeSpan.TicksPerDay;
}
