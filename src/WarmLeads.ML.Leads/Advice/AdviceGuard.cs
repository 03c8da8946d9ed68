namespace WarmLeads.ML.Leads;

/// <summary>Something that goes wrong with a lead.</summary>
/// <param name="Name">Its stable name: `warm_treated_as_hot`, `warm_treated_as_cold`, `over_touched`, `turned_away`, `no_contact`, `re_warmed_unanswered`.</param>
/// <param name="Words">What happened, in one sentence.</param>
public sealed record AdviceGuard(string Name, string Words);
