namespace WarmLeads.ML.Leads;

/// <summary>What the known events of a lead amount to as of a moment: spells of being warm and hot by rule, returns, rhythm.</summary>
/// <remarks>
/// One pass over the events in order of occurrence. It depends on the set of known events and the rules only: not on when or in
/// which order they arrived, nor on earlier looks. Used again for every lead; for one thread.
/// </remarks>
sealed class LeadActs(SignalCatalog catalog)
{
    const long Day = TimeSpan.TicksPerDay;

    readonly KnownEvents _events = new(catalog);
    readonly List<double> _activeDays = [];
    readonly List<long> _returns = [];
    readonly List<LevelProgress> _levels = [];
    CriteriaRules? _rules;
    long _firstInstant, _latestAct, _latestActiveDay;

    /// <summary>The known events in order.</summary>
    public ReadOnlySpan<KnownEvent> Items => _events.Items;

    /// <summary>The latest spell of being warm: from a met criterion until patience is over.</summary>
    public Spell Warm { get; private set; }

    /// <summary>The latest spell of being hot by a decisive act.</summary>
    public Spell Decisive { get; private set; }

    /// <summary>The latest spell during which an act that qualifies counts.</summary>
    public Spell Qualifying { get; private set; }

    /// <summary>Since when sales has accepted the lead; null when it has not.</summary>
    public long? AcceptedAt { get; private set; }

    /// <summary>When sales gave it back last; null when it did not.</summary>
    public long? ReturnedAt { get; private set; }

    /// <summary>Places of the latest events of their sort, or -1.</summary>
    public int LatestWarmAct { get; private set; }

    /// <inheritdoc cref="LatestWarmAct"/>
    public int LatestDecisiveAct { get; private set; }

    /// <inheritdoc cref="LatestWarmAct"/>
    public int LatestQualifyingAct { get; private set; }

    /// <summary>The latest act of turning away (an unsubscribe) after which the lead did not engage; -1 when there is none.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>The lead's latest engagement; null when there was none.</summary>
    public long? EngagedAt { get; private set; }

    /// <summary>When the lead engaged again after long silence, or turned warm after long coldness; in order.</summary>
    public IReadOnlyList<long> Returns => _returns;

    /// <summary>The lead's active days, each by its first engagement, in days since the first day of the calendar.</summary>
    public List<double> ActiveDays => _activeDays;

    /// <summary>How far the lead is with each level of the rules.</summary>
    public IReadOnlyList<LevelProgress> Levels => _levels;

    /// <summary>Takes a lead as of a moment.</summary>
    public void Read(LeadHistory history, CriteriaRules rules, DateTimeOffset now)
    {
        _events.Read(history.Events, now);
        Begin(rules);
        var items = _events.Items;
        var registeredAt = history.Lead.CreatedAt.UtcTicks;
        _firstInstant = _latestAct = items.Length == 0 ? registeredAt : Math.Min(registeredAt, items[0].OccurredAt);
        for (var i = 0; i < items.Length; i++)
        {
            var kind = items[i].Event.Kind;
            if (Has(rules.SqlAcceptedBy, kind))
            {
                AcceptedAt = AcceptedAt is { } first && !(ReturnedAt > first) ? first : items[i].OccurredAt;
            }
            else if (Has(rules.SqlReturnedBy, kind))
            {
                ReturnedAt = items[i].OccurredAt;
            }
            else if (items[i].IsEngagement)
            {
                Engage(items[i], i);
            }
            else if (items[i].Meaning is { IsCooling: true, IsOwnTouch: false })
            {
                TurnedAway = i;
            }
        }
        if (AcceptedAt <= ReturnedAt)
            AcceptedAt = null;
    }

    void Begin(CriteriaRules rules)
    {
        Warm = Decisive = Qualifying = Spell.None;
        AcceptedAt = ReturnedAt = EngagedAt = null;
        LatestWarmAct = LatestDecisiveAct = LatestQualifyingAct = TurnedAway = -1;
        _latestActiveDay = -1;
        _activeDays.Clear();
        _returns.Clear();
        if (!ReferenceEquals(rules, _rules))
        {
            _rules = rules;
            _levels.Clear();
            foreach (var level in rules.WarmLevels)
                _levels.Add(new LevelProgress(level, catalog));
        }
        foreach (var level in _levels)
            level.Begin();
    }

    void Engage(in KnownEvent item, int place)
    {
        var rules = _rules!;
        var at = item.OccurredAt;
        var isReturn = at - _latestAct >= Ticks(rules.RewarmSilenceDays);
        TurnedAway = -1;
        var metUntil = long.MinValue;
        if ((item.Meaning.Traits & SignalTraits.Warm) != SignalTraits.None)
        {
            LatestWarmAct = place;
            metUntil = at + Ticks(rules.WarmActDays);
        }
        foreach (var level in _levels)
            metUntil = Math.Max(metUntil, level.Add(item.Meaning.TrackedSignals, at));

        var isWarming = metUntil != long.MinValue && !(Warm.Exists && at <= Warm.Until);
        // Coldness counts from the end of the spell before, or from the lead's first day.
        var coldSince = Warm.Exists ? Warm.Until : _firstInstant;
        isReturn |= isWarming && at - coldSince >= Ticks(rules.RewarmSilenceDays) &&
            !(_returns.Count > 0 && at - _returns[^1] <= Ticks(rules.RewarmedForDays));
        if (isReturn)
            _returns.Add(at);

        if (isWarming || (Warm.Exists && at <= Warm.Until))
            Warm = Warm.Extend(at, Math.Max(metUntil, at + Ticks(rules.PatienceDays)));
        if ((item.Meaning.Traits & SignalTraits.Decisive) != SignalTraits.None)
        {
            LatestDecisiveAct = place;
            Decisive = Decisive.Extend(at, at + Ticks(Math.Max(rules.DecisiveActDays, rules.DwellDays)));
        }
        if (Has(rules.MqlActs, item.Event.Kind))
        {
            LatestQualifyingAct = place;
            Qualifying = Qualifying.Extend(at, at + Ticks(rules.MqlActDays));
        }

        EngagedAt = _latestAct = at;
        var day = at / Day;
        if (day == _latestActiveDay)
            return;
        _latestActiveDay = day;
        _activeDays.Add(at / (double)Day);
    }

    static long Ticks(double days) => (long)(days * Day);

    static bool Has(IReadOnlyList<string> kinds, string kind)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            if (kinds[i].Equals(kind, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
