namespace WarmLeads.ML.Leads;

/// <summary>A lead as some criteria would have seen it.</summary>
/// <param name="Transitions">Every change in order.</param>
/// <param name="Standing">What was believed at the last look; null when it was registered too late for any.</param>
public sealed record ReplayedLead(IReadOnlyList<Transition> Transitions, LeadStanding? Standing);
