namespace WarmLeads.ML.Leads;

/// <summary>What a look at a lead found.</summary>
/// <param name="Standing">What is believed now; the same object as before when the look is not later than the one before, or the lead is closed.</param>
/// <param name="Transitions">What changed, in order, to be written down together with the standing; mostly empty.</param>
/// <param name="Criteria">Every criterion with whether it is met, in words.</param>
public sealed record Verdict(
    LeadStanding Standing, IReadOnlyList<Transition> Transitions, IReadOnlyList<CriterionResult> Criteria);
