namespace WarmLeads.ML.Leads;

/// <summary>What to do with leads of a state and segment when nothing is known of the single lead.</summary>
/// <param name="State">`hot`, `rewarmed`, `warm` or `cold`.</param>
/// <param name="Segment">The segment; empty for all that have no plan of their own.</param>
/// <param name="EndsAfterDays">From this day on the plan is over, if the lead has not engaged: what it was begun for is no longer so.</param>
/// <param name="Steps">The touches, in their order; a lead that answers or changes its state leaves the plan.</param>
/// <param name="Allowed">What is good to do in this state.</param>
/// <param name="Disallowed">What is not to be done in it, and why.</param>
public sealed record PlaybookPlan(
    string State, string Segment, double EndsAfterDays, IReadOnlyList<PlaybookStep> Steps, IReadOnlyList<ActionAdvice> Allowed,
    IReadOnlyList<ActionAdvice> Disallowed);
