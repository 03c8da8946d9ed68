namespace WarmLeads.ML.Leads;

/// <summary>One look at an open lead: what its acts, the rules and the model together say as of a moment.</summary>
sealed class TemperatureLook
{
    public TemperatureLook(
        LeadActs acts, CriteriaRules rules, string segment, LeadStanding? before, LeadHistory history, ModelView? model, DateTimeOffset now)
    {
        (Acts, Rules, Segment, Model, Now) = (acts, rules, segment, model, now);
        acts.Read(history, rules, now);
        HotRule = new ThresholdRule(rules.HotEnter, rules.HotLeave, rules.DwellDays);
        MqlRule = new ThresholdRule(rules.MqlEnter, rules.MqlLeave, rules.DwellDays);
        var lateFrom = LateFrom(history.Lead, before);
        HotSpell = Remember(HotRule, before?.HotSpell ?? default, history.Lead, before, lateFrom);
        MqlSpell = Remember(MqlRule, before?.MqlSpell ?? default, history.Lead, before, lateFrom);

        var ticks = now.UtcTicks;
        IsHotByAct = acts.Decisive.Holds(ticks);
        IsWarmByRule = acts.Warm.Holds(ticks);
        State = IsHotByAct || HotSpell.IsOpen ? LeadState.Hot : IsWarmByRule ? LeadState.Warm : LeadState.Cold;
        Since = SinceOf(history.Lead.CreatedAt.UtcTicks);
        MqlSince = MqlSinceOf();
        Rhythm = State == LeadState.Cold && acts.EngagedAt is null ? null : LookAtRhythm(history.Lead);
        (Trend, TrendSince) = TrendOf();
        NextLookAt = NextLook(history);
    }

    public LeadActs Acts { get; }

    public CriteriaRules Rules { get; }

    public string Segment { get; }

    public ModelView? Model { get; }

    public DateTimeOffset Now { get; }

    public ThresholdRule HotRule { get; }

    public ThresholdRule MqlRule { get; }

    public ThresholdSpell HotSpell { get; }

    public ThresholdSpell MqlSpell { get; }

    public bool IsHotByAct { get; }

    public bool IsWarmByRule { get; }

    public LeadState State { get; }

    public DateTimeOffset Since { get; }

    public DateTimeOffset? MqlSince { get; }

    public DateTimeOffset? SqlSince => Instant(Acts.AcceptedAt);

    public LeadTrend Trend { get; }

    public DateTimeOffset? TrendSince { get; }

    /// <summary>What the rhythm test found; null for a lead that never engaged.</summary>
    public RhythmFinding? Rhythm { get; }

    public DateTimeOffset NextLookAt { get; }

    public static DateTimeOffset? Instant(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;

    /// <summary>When the earliest of the events occurred that belong before the latest look and were not known then; null when there are none.</summary>
    DateTimeOffset? LateFrom(Lead lead, LeadStanding? before)
    {
        if (before is null)
            return null;
        foreach (ref readonly var item in Acts.Items)
        {
            if (item.OccurredAt >= before.EvaluatedAt.UtcTicks)
                return null;
            if (item.Event.ReceivedAt >= before.EvaluatedAt)
                return item.Event.OccurredAt < lead.CreatedAt ? lead.CreatedAt : item.Event.OccurredAt;
        }
        return null;
    }

    ThresholdSpell Remember(ThresholdRule rule, ThresholdSpell spell, Lead lead, LeadStanding? before, DateTimeOffset? lateFrom)
    {
        if (Model is null)
            return spell;
        if (lateFrom is { } from && Model.ProbabilityAt is { } probabilityAt)
            spell = rule.PutRight(spell, probabilityAt, from, lead.CreatedAt, before!.EvaluatedAt);
        return rule.After(spell, Model.Probability, Now);
    }

    Spell HotByChance => HotSpell.Since is { } since ? new Spell(since.UtcTicks, (HotSpell.Until ?? Now).UtcTicks) : Spell.None;

    DateTimeOffset SinceOf(long registeredAt)
    {
        var now = Now.UtcTicks;
        var chance = HotByChance;
        var since = State switch
        {
            LeadState.Hot => Earliest(HotSpell.IsOpen ? chance : Spell.None, IsHotByAct ? Acts.Decisive : Spell.None, [chance, Acts.Decisive]),
            LeadState.Warm => Latest(now, Acts.Warm.From, Acts.Decisive.Until, chance.Until),
            _ => Latest(now, Math.Min(registeredAt, now), Acts.Warm.Until, Acts.Decisive.Until, chance.Until),
        };
        return new DateTimeOffset(since, TimeSpan.Zero);
    }

    /// <summary>The start of the first of two spells, and of any that led into it without a gap.</summary>
    static long Earliest(Spell one, Spell other, ReadOnlySpan<Spell> leading)
    {
        var since = Math.Min(one.From, other.From);
        for (var pass = 0; pass < leading.Length; pass++)
        {
            foreach (var spell in leading)
            {
                if (spell.From < since && since <= spell.Until)
                    since = spell.From;
            }
        }
        return since;
    }

    static long Latest(long now, long first, params ReadOnlySpan<long> ends)
    {
        foreach (var end in ends)
        {
            if (end > first && end <= now)
                first = end;
        }
        return first;
    }

    DateTimeOffset? MqlSinceOf()
    {
        if (State == LeadState.Cold)
            return null;
        var now = Now.UtcTicks;
        var warm = IsWarmByRule ? Acts.Warm : Spell.None;
        var hot = State == LeadState.Hot ? new Spell(Since.UtcTicks, now) : Spell.None;
        var open = new DateTimeOffset(Earliest(warm, hot, [Acts.Warm, Acts.Decisive, HotByChance]), TimeSpan.Zero);
        if (Rules.MqlRelation == MqlRelation.SameAsWarm)
            return open;

        var reason = hot.From;
        if (Acts.Qualifying.Holds(now))
            reason = Math.Min(reason, Acts.Qualifying.From);
        if (MqlSpell.IsOpen)
            reason = Math.Min(reason, MqlSpell.Since!.Value.UtcTicks);
        if (reason == long.MaxValue)
            return null;
        return new DateTimeOffset(Math.Max(reason, open.UtcTicks), TimeSpan.Zero);
    }

    RhythmFinding LookAtRhythm(Lead lead)
    {
        var test = new RhythmTest(Rules.HeatingFalseAlarmsAYear, Rules.CoolingFalseAlarmsAYear, Rules.Burstiness);
        return test.Look(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Acts.ActiveDays), Days(lead.CreatedAt.UtcTicks), Days(Now.UtcTicks),
            static days => days * TimeSpan.TicksPerDay < DateTimeOffset.MaxValue.Ticks
                ? new DateTimeOffset((long)(days * TimeSpan.TicksPerDay) / 10 * 10, TimeSpan.Zero)
                : DateTimeOffset.MaxValue);
    }

    static double Days(long ticks) => ticks / (double)TimeSpan.TicksPerDay;

    (LeadTrend, DateTimeOffset?) TrendOf()
    {
        if (Acts.TurnedAway >= 0 && State != LeadState.Cold)
            return (LeadTrend.Cooling, Instant(Acts.Items[Acts.TurnedAway].OccurredAt));
        // A cold lead has nothing left to lose: its silence is its state.
        if (Rhythm is null || (Rhythm.Trend == LeadTrend.Cooling && State == LeadState.Cold))
            return (LeadTrend.Steady, null);
        return (Rhythm.Trend, Rhythm.Since);
    }

    DateTimeOffset NextLook(LeadHistory history)
    {
        var now = Now.UtcTicks;
        var next = long.MaxValue;
        Consider(Acts.Decisive.Until, ref next);
        Consider(Acts.Warm.Until, ref next);
        Consider(Acts.Qualifying.Until, ref next);
        if (Acts.Returns.Count > 0)
            Consider(Acts.Returns[^1] + (long)(Rules.RewarmedForDays * TimeSpan.TicksPerDay), ref next);
        if (Model is not null)
        {
            if (HotSpell.IsOpen && Model.Probability < Rules.HotLeave)
                Consider(HotRule.DwellOver(HotSpell).UtcTicks - 1, ref next);
            if (MqlSpell.IsOpen && Model.Probability < Rules.MqlLeave)
                Consider(MqlRule.DwellOver(MqlSpell).UtcTicks - 1, ref next);
        }
        if (Rhythm is not null)
            Consider(Rhythm.NextLookAt.UtcTicks, ref next);
        foreach (var item in history.Events)
            Consider(Math.Max(item.OccurredAt.UtcTicks, item.ReceivedAt.UtcTicks), ref next);
        if (history.Outcome is { } outcome)
            Consider(Math.Max(outcome.OccurredAt.UtcTicks, outcome.RecordedAt.UtcTicks), ref next);
        return next >= DateTimeOffset.MaxValue.UtcTicks ? DateTimeOffset.MaxValue : new DateTimeOffset(next, TimeSpan.Zero);

        // What holds until an instant, that included, is over one tick later; so is what is known only after it.
        void Consider(long last, ref long earliest)
        {
            if (last >= now && last < earliest)
                earliest = last + 1;
        }
    }
}
