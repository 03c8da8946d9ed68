namespace WarmLeads.ML.Api;

/// <summary>One page of handoffs.</summary>
/// <param name="Handoffs">The handoffs, the soonest due first.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
sealed record HandoffList(IReadOnlyList<HandoffAnswer> Handoffs, string? Next);
