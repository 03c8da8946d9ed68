namespace WarmLeads.ML.Leads;

/// <summary>From transitions to conversion rates from state to state.</summary>
/// <remarks>
/// A stay begins when a lead enters a state and ends when it leaves it. It belongs to the month of its beginning, so that months
/// are compared by what became of the leads that entered in them. Warm to hot, warm to cold and hot to warm are the next step of the
/// stay; to converted and to lost is whether the lead was so in the end, whatever came between, once for each lead, month and state.
/// For one thread.
/// </remarks>
/// <param name="from">The first instant of the period.</param>
/// <param name="to">The instant that it ends before.</param>
public sealed class FunnelBuilder(DateTimeOffset from, DateTimeOffset to)
{
    const int MostSegments = 50;

    static readonly (LeadState From, LeadState To)[] s_steps =
    [
        (LeadState.Cold, LeadState.Warm), (LeadState.Warm, LeadState.Hot), (LeadState.Warm, LeadState.Cold), (LeadState.Warm, LeadState.Converted),
        (LeadState.Warm, LeadState.Lost), (LeadState.Hot, LeadState.Warm), (LeadState.Hot, LeadState.Converted), (LeadState.Hot, LeadState.Lost),
    ];

    readonly Dictionary<string, List<Stay>> _stays = new(StringComparer.Ordinal);
    readonly Dictionary<string, (LeadState State, DateTimeOffset At)> _ends = new(StringComparer.Ordinal);
    readonly HashSet<string> _closedAtFirstLook = new(StringComparer.Ordinal);

    /// <summary>The leads that changed their state.</summary>
    public IReadOnlyCollection<string> LeadIds => _stays.Keys;

    /// <summary>The earliest transition; null when there is none.</summary>
    public DateTimeOffset? FirstAt { get; private set; }

    /// <summary>Takes a transition; those of a lead come in their order. What is no change of state, or after the period, has no effect.</summary>
    public void Add(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        if (transition.Kind != TransitionKind.State || transition.At < from || transition.At >= to || transition.From == transition.To)
            return;
        FirstAt = FirstAt < transition.At ? FirstAt : transition.At;
        if (transition is { Number: 1, To: LeadState.Converted or LeadState.Lost })
            _closedAtFirstLook.Add(transition.LeadId);
        if (!_stays.TryGetValue(transition.LeadId, out var stays))
            _stays.Add(transition.LeadId, stays = []);
        if (stays.Count > 0 && stays[^1].Next is null)
            stays[^1] = stays[^1] with { Next = transition.To, LeftAt = transition.At };
        if (transition.To is LeadState.Converted or LeadState.Lost)
            _ends.TryAdd(transition.LeadId, (transition.To, transition.At));
        else
            stays.Add(new Stay(transition.To, transition.At, null, null));
    }

    /// <summary>The report.</summary>
    /// <param name="sourceOf">A lead's source; empty when unknown.</param>
    /// <param name="segmentOf">A lead's segment; empty when it says none.</param>
    /// <param name="leadCounts">How many leads there are in each segment.</param>
    /// <param name="closedMeanwhile">
    /// Whether a lead's outcome occurred since <see cref="FirstAt"/>. One that had its outcome before anybody looked, such as an imported
    /// one, says nothing of how cold leads convert, and is held against nobody.
    /// </param>
    public FunnelReport Build(
        Func<string, string> sourceOf, Func<string, string> segmentOf, IReadOnlyDictionary<string, long> leadCounts, Func<string, bool> closedMeanwhile)
    {
        ArgumentNullException.ThrowIfNull(sourceOf);
        ArgumentNullException.ThrowIfNull(segmentOf);
        ArgumentNullException.ThrowIfNull(leadCounts);
        ArgumentNullException.ThrowIfNull(closedMeanwhile);
        var unwatched = _closedAtFirstLook.Where(lead => !closedMeanwhile(lead)).ToHashSet(StringComparer.Ordinal);
        var all = _stays.SelectMany(lead => lead.Value.Select(stay => (Lead: lead.Key, Source: sourceOf(lead.Key), Month: MonthOf(stay.EnteredAt), Stay: stay))).ToList();
        FunnelCohort Cohort(DateOnly? month, string? source, IEnumerable<(string Lead, string Source, DateOnly Month, Stay Stay)> stays) =>
            new(month, source, Steps([.. stays.Select(item => (item.Lead, item.Stay))]));

        var warmed = _stays.Where(lead => lead.Value.Any(stay => stay.State is LeadState.Warm or LeadState.Hot)).Select(lead => lead.Key).ToHashSet(StringComparer.Ordinal);
        var converted = _ends.Where(end => end.Value.State == LeadState.Converted).Select(end => end.Key).ToHashSet(StringComparer.Ordinal);
        WarmLift Lift(string? segment, long leadCount)
        {
            bool IsMeant(string lead) => segment is null || segmentOf(lead).Equals(segment, StringComparison.OrdinalIgnoreCase);
            var (warm, left) = (warmed.Where(IsMeant).ToList(), unwatched.Count(IsMeant));
            var cold = converted.Count(lead => IsMeant(lead) && !warmed.Contains(lead) && !unwatched.Contains(lead));
            return WarmLift.Of(
                segment, WilsonInterval.From(warm.Count(converted.Contains), warm.Count), WilsonInterval.From(cold, Math.Max(cold, leadCount - warm.Count - left)));
        }

        var lift = Lift(null, leadCounts.Values.Sum());
        return new FunnelReport(
            from, to, Cohort(null, null, all),
            [.. all.GroupBy(item => item.Month).OrderBy(group => group.Key).Select(group => Cohort(group.Key, null, group))],
            [.. all.GroupBy(item => item.Source, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Cohort(null, group.Key, group))],
            [.. all.GroupBy(item => (item.Month, item.Source)).OrderBy(group => group.Key.Month).ThenBy(group => group.Key.Source, StringComparer.Ordinal).Select(group => Cohort(group.Key.Month, group.Key.Source, group))],
            [.. new[] { LeadState.Cold, LeadState.Warm, LeadState.Hot }.Select(state => Time(state, [.. all.Select(item => item.Stay).Where(stay => stay.State == state)]))],
            lift.Warmed, lift.NeverWarmed, lift.Lift, lift.Low, lift.High,
            [.. leadCounts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(MostSegments).Select(count => Lift(count.Key, count.Value))]);
    }

    List<FunnelStep> Steps(List<(string Lead, Stay Stay)> stays)
    {
        var steps = new List<FunnelStep>(s_steps.Length);
        foreach (var (state, next) in s_steps)
        {
            var entered = stays.Where(item => item.Stay.State == state).ToList();
            if (next is LeadState.Converted or LeadState.Lost)
            {
                var leads = entered.GroupBy(item => item.Lead, StringComparer.Ordinal).ToList();
                var days = leads.Where(lead => _ends.TryGetValue(lead.Key, out var end) && end.State == next)
                    .Select(lead => (_ends[lead.Key].At - lead.Min(item => item.Stay.EnteredAt)).TotalDays).Order().ToList();
                steps.Add(new FunnelStep(state, next, WilsonInterval.From(days.Count, leads.Count), Quantile(days, 0.5)));
            }
            else
            {
                var days = entered.Where(item => item.Stay.Next == next).Select(item => item.Stay.Days).Order().ToList();
                steps.Add(new FunnelStep(state, next, WilsonInterval.From(days.Count, entered.Count), Quantile(days, 0.5)));
            }
        }
        return steps;
    }

    static TimeInState Time(LeadState state, List<Stay> stays)
    {
        var ended = stays.Where(stay => stay.Next is not null).Select(stay => stay.Days).Order().ToList();
        return new TimeInState(
            state, ended.Count, stays.Count - ended.Count, Quantile(ended, 0.25), Quantile(ended, 0.5), Quantile(ended, 0.75));
    }

    /// <summary>The value below which a share of rising numbers lies, between neighbours in proportion; null of none.</summary>
    static double? Quantile(List<double> rising, double share)
    {
        if (rising.Count == 0)
            return null;
        var place = share * (rising.Count - 1);
        var below = (int)place;
        return below + 1 >= rising.Count ? rising[^1] : rising[below] + ((place - below) * (rising[below + 1] - rising[below]));
    }

    static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    /// <summary>One stay of a lead in an open state.</summary>
    readonly record struct Stay(LeadState State, DateTimeOffset EnteredAt, LeadState? Next, DateTimeOffset? LeftAt)
    {
        public double Days => (LeftAt!.Value - EnteredAt).TotalDays;
    }
}
