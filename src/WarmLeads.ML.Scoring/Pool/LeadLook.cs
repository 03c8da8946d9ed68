using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>What one look at one lead found.</summary>
/// <param name="Change">What is to be written; null when nothing is.</param>
/// <param name="Score">The lead's score as of the moment; null when it is closed, objected to profiling, or there is no model.</param>
public readonly record struct LeadLook(PoolChange? Change, LeadScore? Score);
