namespace WarmLeads.ML.Leads;

/// <summary>Replays a lead's history under several criteria: at each midnight with what was known then and nothing else.</summary>
/// <remarks>
/// A midnight is looked at when something became known of it, or of its colleagues where the model measures them, since the look before, when some criteria said that time alone may change
/// something, and every <see cref="DaysBetweenLooks"/> days. All criteria are looked at at the same moments.
/// </remarks>
/// <param name="evaluators">One for each of the criteria.</param>
/// <param name="model">What the model says of a history as of a midnight; null when there is no model.</param>
public sealed class LeadReplay(IReadOnlyList<TemperatureEvaluator> evaluators, Func<LeadHistory, DateTimeOffset, ModelView>? model)
{
    /// <summary>The most days between two looks while the lead is open: a chance moves although nothing happens.</summary>
    public const int DaysBetweenLooks = 7;

    /// <summary>Whether the model measures colleagues, so that what they do is a reason to look.</summary>
    public bool FollowsColleagues { get; init; }

    /// <summary>Replays a lead.</summary>
    /// <param name="history">The whole history.</param>
    /// <param name="until">The last midnight, that included; nothing known from then on plays a part.</param>
    /// <returns>The lead under each of the criteria.</returns>
    public ReplayedLead[] Run(LeadHistory history, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(history);
        var arrivals = history.Events.Concat(FollowsColleagues ? history.EventsOfAccount?.SelectMany(events => events) ?? [] : [])
            .Select(item => item.OccurredAt > item.ReceivedAt ? item.OccurredAt : item.ReceivedAt).Order().ToArray();
        var standings = new LeadStanding?[evaluators.Count];
        var transitions = evaluators.Select(_ => new List<Transition>()).ToArray();
        var (arrived, looked) = (0, DateTimeOffset.MinValue);
        var created = history.Lead.CreatedAt;
        for (var midnight = new DateTimeOffset(created.UtcDateTime.Date, TimeSpan.Zero).AddDays(1); midnight <= until; midnight = midnight.AddDays(1))
        {
            var known = arrived;
            while (arrived < arrivals.Length && arrivals[arrived] < midnight)
                arrived++;
            var isDue = known < arrived || looked == DateTimeOffset.MinValue || (midnight - looked).TotalDays >= DaysBetweenLooks ||
                standings.Any(standing => standing!.NextLookAt <= midnight);
            if (!isDue)
                continue;

            looked = midnight;
            var now = midnight;
            var view = model?.Invoke(history, now);
            if (view is not null)
            {
                LeadHistory? knownNow = null;
                view = view with { ProbabilityAt = moment => model!(knownNow ??= KnownNow.Of(history, now), moment).Probability };
            }
            var isOpen = false;
            for (var i = 0; i < evaluators.Count; i++)
            {
                var verdict = evaluators[i].Evaluate(standings[i], history, view, now);
                standings[i] = verdict.Standing;
                transitions[i].AddRange(verdict.Transitions);
                isOpen |= !verdict.Standing.IsClosed;
            }
            if (!isOpen)
                break;
        }
        return [.. evaluators.Select((_, i) => new ReplayedLead(transitions[i], standings[i]))];
    }
}
