namespace WarmLeads.ML.Leads;

/// <summary>Between what bounds a figure would lie in 90 of 100 repetitions with other leads of the same sort (bootstrap over leads).</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct HandoffRange(double Low, double High);
