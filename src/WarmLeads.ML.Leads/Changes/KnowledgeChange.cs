namespace WarmLeads.ML.Leads;

/// <summary>What became known of a lead between two moments, in steps.</summary>
/// <remarks>
/// An event is known from the later of its occurrence and its receipt on, as the feature builder has it. What was known at the
/// first moment, and then the steps in turn, make up exactly what is known at the second.
/// </remarks>
public sealed class KnowledgeChange
{
    KnowledgeChange(IReadOnlyList<EngagementEvent> before, IReadOnlyList<ChangeStep> steps) => (Before, Steps) = (before, steps);

    /// <summary>The events that were known at the first moment.</summary>
    public IReadOnlyList<EngagementEvent> Before { get; }

    /// <summary>What became known since: by kind and day (UTC), the lead's own apart from its colleagues', in the order in which it did.</summary>
    public IReadOnlyList<ChangeStep> Steps { get; }

    /// <summary>Finds what became known.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="events">Its events, and those of its colleagues where they matter, in any order, each once.</param>
    /// <param name="since">The first moment.</param>
    /// <param name="until">The second moment.</param>
    /// <param name="mostSteps">With more steps than this, the earliest ones are told by kind and not by day; 1 or more.</param>
    /// <exception cref="ArgumentException">The moments are in the wrong order.</exception>
    public static KnowledgeChange Between(
        string leadId, IReadOnlyList<EngagementEvent> events, DateTimeOffset since, DateTimeOffset until, int mostSteps)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (since > until)
            throw new ArgumentException($"Nothing can change from {since:O} back to {until:O}. Hand in the earlier moment first.", nameof(since));
        var steps = InSteps(leadId, events.Where(item => KnownFrom(item) >= since && KnownFrom(item) < until), item => KnownFrom(item).UtcDateTime.Date);
        if (steps.Count > mostSteps)
        {
            var late = steps.Skip(steps.Count - mostSteps).ToList();
            var early = steps.Take(steps.Count - mostSteps).SelectMany(step => step.Events);
            steps = [.. InSteps(leadId, early, _ => default), .. late];
        }
        return new KnowledgeChange([.. events.Where(item => KnownFrom(item) < since)], steps);
    }

    /// <summary>The moment from which on an event is known.</summary>
    public static DateTimeOffset KnownFrom(EngagementEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.OccurredAt > item.ReceivedAt ? item.OccurredAt : item.ReceivedAt;
    }

    static List<ChangeStep> InSteps(string leadId, IEnumerable<EngagementEvent> events, Func<EngagementEvent, DateTime> dayOf) =>
    [
        .. events
            .OrderBy(KnownFrom).ThenBy(item => item.OccurredAt)
            .ThenBy(item => item.Source, StringComparer.Ordinal).ThenBy(item => item.EventId, StringComparer.Ordinal).ThenBy(item => item.LeadId, StringComparer.Ordinal)
            .GroupBy(item => (Day: dayOf(item), IsOfColleagues: item.LeadId != leadId, item.Kind))
            .Select(group => new ChangeStep(
                KnownFrom(group.First()), group.Key.Kind, [.. group.OrderBy(item => item.OccurredAt)], group.Key.IsOfColleagues))
            .OrderBy(step => step.KnownAt).ThenBy(step => step.IsOfColleagues).ThenBy(step => step.Kind, StringComparer.Ordinal),
    ];
}
