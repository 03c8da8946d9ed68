namespace WarmLeads.ML.Leads;

/// <summary>Adds up what some criteria would have done on a history; one instance for each of the criteria.</summary>
/// <param name="version">The version of the criteria.</param>
/// <param name="until">The last midnight of the replay.</param>
public sealed class CriteriaTrial(string version, DateTimeOffset until)
{
    /// <summary>A conversion is caught when the lead was hot within so many days before it; a call on a hot lead pays when it converts within them.</summary>
    public const int HorizonDays = 30;

    readonly SortedDictionary<(LeadState From, LeadState To), int> _moves = [];
    readonly SortedDictionary<DateTimeOffset, (int Warm, int Hot)> _months = [];
    readonly SortedDictionary<TransitionKind, int> _alerts = [];
    readonly List<double> _notice = [];
    int _leads, _warm, _hot, _mql, _conversions, _caught, _decided, _paid;

    /// <summary>Takes a lead.</summary>
    /// <param name="history">The lead.</param>
    /// <param name="replayed">What these criteria made of it.</param>
    /// <returns>Whether its conversion was caught; null when it did not convert.</returns>
    public bool? Add(LeadHistory history, ReplayedLead replayed)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(replayed);
        _leads++;
        var hot = HotSpells(replayed);
        _warm += replayed.Transitions.Any(item => item is { Kind: TransitionKind.State, To: LeadState.Warm or LeadState.Hot }) ? 1 : 0;
        _hot += hot.Count > 0 ? 1 : 0;
        _mql += replayed.Transitions.Any(item => item.Kind == TransitionKind.MqlGained) ? 1 : 0;
        foreach (var transition in replayed.Transitions)
            Count(transition);

        var convertedAt = history.Outcome is { Kind: OutcomeKind.Converted } outcome && outcome.OccurredAt < until && outcome.RecordedAt < until
            ? outcome.OccurredAt
            : (DateTimeOffset?)null;
        foreach (var (from, _) in hot)
        {
            // Whether it pays is not known of leads that are open and turned hot lately.
            if (from.AddDays(HorizonDays) > until && history.Outcome is null)
                continue;
            _decided++;
            _paid += convertedAt is { } at && from <= at && at < from.AddDays(HorizonDays) ? 1 : 0;
        }
        if (convertedAt is not { } converted)
            return null;

        _conversions++;
        var notice = hot.Where(spell => spell.From <= converted && converted.AddDays(-HorizonDays) <= spell.To).ToList();
        if (notice.Count == 0)
            return false;
        _caught++;
        _notice.Add((converted - notice[0].From).TotalDays);
        return true;
    }

    /// <summary>What came of it.</summary>
    /// <param name="since">When the first lead of the history was registered: alerts are counted a week from then on.</param>
    public TrialResult Finish(DateTimeOffset since)
    {
        _notice.Sort();
        var weeks = Math.Max(1, (until - since).TotalDays / 7);
        return new TrialResult(version, _leads, _conversions)
        {
            LeadsWarm = _warm,
            LeadsHot = _hot,
            LeadsMql = _mql,
            Caught = _caught,
            HotSpellsDecided = _decided,
            HotSpellsPaid = _paid,
            MedianNoticeDays = _notice.Count == 0 ? null : _notice[_notice.Count / 2],
            Moves = [.. _moves.Select(move => new TrialMove(move.Key.From, move.Key.To, move.Value))],
            Months = [.. _months.Select(month => new TrialMonth(month.Key, month.Value.Warm, month.Value.Hot))],
            AlertsAWeek = _alerts.ToDictionary(alert => alert.Key, alert => alert.Value / weeks),
        };
    }

    void Count(Transition transition)
    {
        if (transition.Kind == TransitionKind.State)
        {
            var move = (transition.From, transition.To);
            _moves[move] = _moves.GetValueOrDefault(move) + 1;
            var month = new DateTimeOffset(transition.At.Year, transition.At.Month, 1, 0, 0, 0, TimeSpan.Zero);
            var (warm, hot) = _months.GetValueOrDefault(month);
            _months[month] = (warm + (transition.To == LeadState.Warm && transition.From == LeadState.Cold ? 1 : 0), hot + (transition.To == LeadState.Hot ? 1 : 0));
        }
        // What sales or marketing would be told of; a lead that turns hot is the alert of its state.
        var isAlert = transition.Kind is TransitionKind.Heating or TransitionKind.Cooling or TransitionKind.Rewarmed ||
            transition is { Kind: TransitionKind.State, To: LeadState.Hot };
        if (isAlert)
            _alerts[transition.Kind] = _alerts.GetValueOrDefault(transition.Kind) + 1;
    }

    List<(DateTimeOffset From, DateTimeOffset To)> HotSpells(ReplayedLead replayed)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> spells = [];
        foreach (var transition in replayed.Transitions.Where(item => item.Kind == TransitionKind.State))
        {
            if (transition.To == LeadState.Hot)
                spells.Add((transition.At, until));
            else if (transition.From == LeadState.Hot)
                spells[^1] = (spells[^1].From, transition.At);
        }
        return spells;
    }
}
