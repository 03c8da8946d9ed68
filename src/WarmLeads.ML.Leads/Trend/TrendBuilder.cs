namespace WarmLeads.ML.Leads;

/// <summary>From transitions to the states that leads were in at the end of past weeks, and their moves in between.</summary>
/// <remarks>
/// Takes every transition since the first one, so that what is counted at a past week's end is exactly what was believed then; a
/// lead without a change of state is cold from its registration on. For one thread.
/// </remarks>
public sealed class TrendBuilder
{
    const int DaysPerWeek = 7, MostSegments = 50, OpenStates = 3;

    readonly DateTimeOffset[] _ends;
    readonly DateTimeOffset _first;
    readonly Dictionary<string, LeadPath> _paths = new(StringComparer.Ordinal);
    readonly Dictionary<string, Tally> _segments = new(StringComparer.OrdinalIgnoreCase);
    readonly Tally _all;

    /// <summary>Prepares the weeks.</summary>
    /// <param name="asOf">The moment; nothing from then on is counted.</param>
    /// <param name="weeks">How many, the one under way among them; 1 or more.</param>
    public TrendBuilder(DateTimeOffset asOf, int weeks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        // Days since Monday; at its very beginning a week has not begun to be counted yet.
        var latest = asOf.ToUniversalTime().AddTicks(-1);
        var monday = new DateTimeOffset(latest.Date, TimeSpan.Zero).AddDays(-(((int)latest.DayOfWeek + 6) % DaysPerWeek));
        _first = monday.AddDays(-DaysPerWeek * (weeks - 1));
        _ends = [.. Enumerable.Range(1, weeks).Select(week => week == weeks ? asOf : _first.AddDays(DaysPerWeek * week))];
        _all = new Tally(weeks);
    }

    /// <summary>Takes a transition; those of a lead come in their order.</summary>
    public void Add(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        var isMove = transition.Kind == TransitionKind.State && transition.From != transition.To;
        if (transition.At >= _ends[^1] || !(isMove || transition.Kind == TransitionKind.Rewarmed))
            return;
        if (!_paths.TryGetValue(transition.LeadId, out var path))
            _paths.Add(transition.LeadId, path = new LeadPath());
        var week = transition.At < _first ? -1 : (int)((transition.At - _first).Ticks / (DaysPerWeek * TimeSpan.TicksPerDay));
        if (!isMove)
        {
            path.Move(week, Moves.Rewarmed);
            return;
        }

        path.States.Add((transition.At, transition.To));
        var (from, to) = (transition.From, transition.To);
        if (to == LeadState.Converted)
            path.Move(week, Moves.Converted);
        else if (to == LeadState.Lost)
            path.Move(week, Moves.Lost);
        else if (to < from && from < LeadState.Converted)
            path.Move(week, Moves.Cooled);
        if (from == LeadState.Cold && to is LeadState.Warm or LeadState.Hot)
            path.Move(week, path.WasWarm ? Moves.WarmAgain : Moves.NewlyWarm);
        if (to == LeadState.Hot)
            path.Move(week, Moves.TurnedHot);
        path.WasWarm |= to is LeadState.Warm or LeadState.Hot;
    }

    /// <summary>Takes a lead, when all transitions are taken.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="createdAt">When it was registered.</param>
    /// <param name="segment">Its segment, compared without regard to case; empty when it says none.</param>
    public void Count(string leadId, DateTimeOffset createdAt, string segment)
    {
        ArgumentNullException.ThrowIfNull(leadId);
        ArgumentNullException.ThrowIfNull(segment);
        if (!_segments.TryGetValue(segment, out var own))
            _segments.Add(segment, own = new Tally(_ends.Length));
        var path = _paths.GetValueOrDefault(leadId);
        var (next, state) = (0, createdAt < _ends[^1] ? LeadState.Cold : (LeadState?)null);
        own.Leads++;
        for (var week = 0; week < _ends.Length; week++)
        {
            for (; path is not null && next < path.States.Count && path.States[next].At < _ends[week]; next++)
                state = path.States[next].To;
            var isKnown = createdAt < _ends[week] || next > 0;
            if (isKnown && state is { } open and < LeadState.Converted)
            {
                own.States[(week * OpenStates) + (int)open]++;
                _all.States[(week * OpenStates) + (int)open]++;
            }
        }

        foreach (var (week, move) in path?.All ?? [])
        {
            own.Moves[(week * Tally.Kinds) + (int)move]++;
            _all.Moves[(week * Tally.Kinds) + (int)move]++;
        }
    }

    /// <summary>The trend of the leads that were counted.</summary>
    public PoolTrend Build() => new(
        _ends[^1], new SegmentTrend(null, Weeks(_all)),
        [
            .. _segments.OrderByDescending(segment => segment.Value.Leads).ThenBy(segment => segment.Key, StringComparer.Ordinal).Take(MostSegments)
                .Select(segment => new SegmentTrend(segment.Key, Weeks(segment.Value))),
        ]);

    TrendWeek[] Weeks(Tally tally) =>
    [
        .. _ends.Select((end, week) =>
        {
            long In(LeadState state) => tally.States[(week * OpenStates) + (int)state];
            long Of(Moves move) => tally.Moves[(week * Tally.Kinds) + (int)move];
            return new TrendWeek(
                _first.AddDays(DaysPerWeek * week), end, In(LeadState.Cold), In(LeadState.Warm), In(LeadState.Hot), Of(Moves.NewlyWarm), Of(Moves.WarmAgain),
                Of(Moves.Rewarmed), Of(Moves.TurnedHot), Of(Moves.Cooled), Of(Moves.Converted), Of(Moves.Lost));
        }),
    ];

    enum Moves
    {
        NewlyWarm,
        WarmAgain,
        Rewarmed,
        TurnedHot,
        Cooled,
        Converted,
        Lost,
    }

    sealed class LeadPath
    {
        public List<(DateTimeOffset At, LeadState To)> States { get; } = [];

        public List<(int Week, Moves Move)> All { get; } = [];

        public bool WasWarm { get; set; }

        public void Move(int week, Moves move)
        {
            if (week >= 0)
                All.Add((week, move));
        }
    }

    /// <summary>Counts of a segment: leads in each open state by week, and moves of each kind by week.</summary>
    sealed class Tally(int weeks)
    {
        public const int Kinds = (int)TrendBuilder.Moves.Lost + 1;

        public long[] States { get; } = new long[weeks * OpenStates];

        public long[] Moves { get; } = new long[weeks * Kinds];

        public long Leads { get; set; }
    }
}
