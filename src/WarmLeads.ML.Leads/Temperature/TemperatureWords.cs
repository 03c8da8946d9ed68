using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Causes and criteria in sentences.</summary>
static class TemperatureWords
{
    const int MostSignals = 5;

    static readonly IFormatProvider s_plain = CultureInfo.InvariantCulture;

    /// <summary>Every criterion of an open lead, with what met it or what is missing.</summary>
    public static IReadOnlyList<CriterionResult> Criteria(TemperatureLook look)
    {
        var results = new List<CriterionResult>(6 + look.Acts.Levels.Count) { WarmAct(look) };
        foreach (var level in look.Acts.Levels)
            results.Add(Level(look, level));
        if (look.IsWarmByRule)
            results.Add(Patience(look));
        results.Add(Decisive(look));
        results.Add(Chance(look));
        results.Add(Mql(look));
        results.Add(Sql(look));
        return results;
    }

    public static CriterionResult Closed(LeadState state, DateTimeOffset since) =>
        new("outcome", state, IsMet: true, string.Create(s_plain, $"The CRM recorded it as {Name(state)} on {since.UtcDateTime:yyyy-MM-dd}."));

    /// <summary>Why the state changed.</summary>
    public static string Cause(TemperatureLook look, LeadState from) => look.State switch
    {
        LeadState.Hot when look.IsHotByAct => Decisive(look).Words,
        LeadState.Hot => Chance(look).Words,
        LeadState.Warm when from == LeadState.Cold => (WarmAct(look) is { IsMet: true } act
            ? act
            : look.Acts.Levels.Select(level => Level(look, level)).FirstOrDefault(level => level.IsMet) ?? Patience(look)).Words,
        LeadState.Warm => $"It is no longer hot: {Lower(NotHot(look))}",
        _ when from == LeadState.Hot && !look.Acts.Warm.Exists => $"It is no longer hot: {Lower(NotHot(look))} No warm criterion is met either.",
        _ when look.Acts.Warm.Exists => string.Create(
            s_plain, $"No engagement for more than {look.Rules.PatienceDays:0.##} days{Segment(look)}: patience is over."),
        _ => "No warm criterion is met by what is known now.",
    };

    static string NotHot(TemperatureLook look) => look.HotSpell.Until == look.Now
        ? string.Create(s_plain, $"The chance of conversion of {look.Model!.Probability:0.###} fell below the threshold of {look.Rules.HotLeave:0.###}.")
        : Decisive(look).Words;

    static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    public static string Rewarmed(TemperatureLook look, long at)
    {
        var days = look.Rules.RewarmSilenceDays;
        return string.Create(
            s_plain, $"It engages again on {Date(at)}, after {days:0.##} days or more of silence or of being cold{Segment(look)}.");
    }

    /// <summary>Why the trend is what it is now.</summary>
    public static string Trend(TemperatureLook look) => look.Trend == LeadTrend.Cooling && look.Acts.TurnedAway >= 0
        ? $"It turned away: {Act(look.Acts.Items[look.Acts.TurnedAway])}, and has not engaged since."
        : look.Trend == LeadTrend.Steady && look.State == LeadState.Cold
            ? "It is cold, and silence is its state."
            : look.Rhythm?.Words ?? "The lead has not engaged yet.";

    /// <summary>The engagement since an instant, newest first.</summary>
    public static IReadOnlyList<string> SignalsSince(TemperatureLook look, long since)
    {
        var signals = new List<string>();
        var items = look.Acts.Items;
        for (var i = items.Length - 1; i >= 0 && items[i].OccurredAt >= since && signals.Count < MostSignals; i--)
        {
            if (items[i].IsEngagement)
                signals.Add(Act(items[i]));
        }
        return signals;
    }

    /// <summary>The acts that still count for the state, newest first.</summary>
    public static IReadOnlyList<string> Signals(TemperatureLook look)
    {
        if (look.State == LeadState.Cold)
            return [];
        var days = look.State == LeadState.Hot ? look.Rules.DecisiveActDays : look.Rules.WarmActDays;
        return SignalsSince(look, look.Now.UtcTicks - (long)(days * TimeSpan.TicksPerDay));
    }

    static CriterionResult WarmAct(TemperatureLook look)
    {
        var (place, days) = (look.Acts.LatestWarmAct, look.Rules.WarmActDays);
        var isMet = place >= 0 && IsWithin(look, place, days);
        return new CriterionResult("warm_act", LeadState.Warm, isMet, isMet
            ? string.Create(s_plain, $"A warm act, {Act(look.Acts.Items[place])}, counts for {days:0.##} days.")
            : string.Create(s_plain, $"No warm act in the last {days:0.##} days{Latest(look, place)}."));
    }

    static CriterionResult Level(TemperatureLook look, LevelProgress level)
    {
        var now = look.Now.UtcTicks;
        var parts = level.Level.Counts.Select((count, i) =>
            string.Create(s_plain, $"{level.CountOf(i, now)} of {count.AtLeast} {level.DisplayNames[i]}"));
        return new CriterionResult(
            level.Level.Name, LeadState.Warm, level.MetUntil() >= now,
            string.Create(s_plain, $"{string.Join(" and ", parts)} in the last {level.Level.WithinDays:0.##} days."));
    }

    static CriterionResult Patience(TemperatureLook look) => new(
        "patience", LeadState.Warm, IsMet: true,
        string.Create(
            s_plain, $"It stays warm until {Date(look.Acts.Warm.Until)} without a further act: patience is {look.Rules.PatienceDays:0.##} days{Segment(look)}."));

    static CriterionResult Decisive(TemperatureLook look)
    {
        var (place, days) = (look.Acts.LatestDecisiveAct, look.Rules.DecisiveActDays);
        return new CriterionResult("decisive_act", LeadState.Hot, look.IsHotByAct, look.IsHotByAct
            ? string.Create(s_plain, $"A decisive act, {Act(look.Acts.Items[place])}, counts for {days:0.##} days.")
            : string.Create(s_plain, $"No decisive act in the last {days:0.##} days{Latest(look, place)}."));
    }

    static CriterionResult Chance(TemperatureLook look)
    {
        var (enter, leave) = (look.Rules.HotEnter, look.Rules.HotLeave);
        var isMet = look.HotSpell.IsOpen;
        var words = look.Model switch
        {
            null => string.Create(s_plain, $"No model has said a chance of conversion; hot begins at {enter:0.###}."),
            { Probability: var p } when p >= enter =>
                string.Create(s_plain, $"The chance of conversion of {p:0.###} is at or above the threshold of {enter:0.###}."),
            { Probability: var p } when isMet && p < leave => string.Create(
                s_plain, $"The chance of conversion of {p:0.###} is below {leave:0.###}, and it stays hot for {look.Rules.DwellDays:0.##} days at least."),
            { Probability: var p } when isMet => string.Create(
                s_plain, $"The chance of conversion of {p:0.###} has reached {enter:0.###} and not fallen below {leave:0.###} since."),
            { Probability: var p } => string.Create(s_plain, $"The chance of conversion of {p:0.###} is below the threshold of {enter:0.###}."),
        };
        return new CriterionResult("hot_probability", LeadState.Hot, isMet, words);
    }

    public static CriterionResult Mql(TemperatureLook look)
    {
        var (place, enter) = (look.Acts.LatestQualifyingAct, look.Rules.MqlEnter);
        var isMet = look.MqlSince is not null;
        var words = look switch
        {
            { State: LeadState.Cold } => "It is cold, and only a warm or hot lead is marketing-qualified.",
            { Rules.MqlRelation: MqlRelation.SameAsWarm } => $"Every {Name(look.State)} lead is marketing-qualified.",
            { State: LeadState.Hot } => "A hot lead is marketing-qualified.",
            _ when look.Acts.Qualifying.Holds(look.Now.UtcTicks) =>
                string.Create(s_plain, $"An act that qualifies, {Act(look.Acts.Items[place])}, counts for {look.Rules.MqlActDays:0.##} days."),
            _ when isMet => string.Create(
                s_plain, $"The chance of conversion has reached {enter:0.###} and not stayed below {look.Rules.MqlLeave:0.###} since."),
            _ => string.Create(s_plain, $"No act that qualifies in the last {look.Rules.MqlActDays:0.##} days{Latest(look, place)}, and ") +
                (look.Model is { } model
                    ? string.Create(s_plain, $"the chance of conversion of {model.Probability:0.###} is below {enter:0.###}.")
                    : "no model has said a chance of conversion."),
        };
        return new CriterionResult("mql", null, isMet, words);
    }

    public static CriterionResult Sql(TemperatureLook look) => look.Acts switch
    {
        { AcceptedAt: { } accepted } => new("sql", null, IsMet: true, $"Sales accepted it on {Date(accepted)}."),
        { ReturnedAt: { } returned } => new("sql", null, IsMet: false, $"Sales gave it back on {Date(returned)}."),
        _ => new("sql", null, IsMet: false, "Sales has not accepted it."),
    };

    static bool IsWithin(TemperatureLook look, int place, double days) =>
        look.Acts.Items[place].OccurredAt >= look.Now.UtcTicks - (long)(days * TimeSpan.TicksPerDay);

    static string Latest(TemperatureLook look, int place) => place < 0 ? "" : $" (the latest was {Act(look.Acts.Items[place])})";

    static string Segment(TemperatureLook look) => look.Segment.Length == 0 ? "" : $" for segment '{look.Segment}'";

    static string Act(in KnownEvent item) => $"{item.Event.Kind} on {Date(item.OccurredAt)}";

    static string Date(long ticks) => new DateTime(Math.Min(ticks, DateTime.MaxValue.Ticks)).ToString("yyyy-MM-dd", s_plain);

    static string Name(LeadState state) => state switch
    {
        LeadState.Converted => "converted",
        LeadState.Lost => "lost",
        LeadState.Hot => "hot",
        LeadState.Warm => "warm",
        _ => "cold",
    };
}
