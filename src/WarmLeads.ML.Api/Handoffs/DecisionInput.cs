namespace WarmLeads.ML.Api;

/// <summary>What sales says of a handoff.</summary>
/// <param name="Decision">`accepted` or `rejected`.</param>
/// <param name="Reason">Why it is rejected: `not_ready`, `bad_fit`, `duplicate`, `unreachable`, `no_need` or `other`.</param>
/// <param name="Note">In words; needed with `other`.</param>
/// <param name="By">Who says so.</param>
sealed record DecisionInput(string? Decision, string? Reason, string? Note, string? By);
