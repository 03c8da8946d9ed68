namespace WarmLeads.ML.Leads;

/// <summary>What a feature of the builder means. Every one is a number; NaN says that there is nothing to measure.</summary>
/// <param name="Name">Stable name, unique among the builder's features: `page_view_count_30d`.</param>
/// <param name="DisplayName">The name that a marketer reads: "Page views in the last 30 days".</param>
/// <param name="Family">The family it is reported under.</param>
/// <param name="Unit">What one of it is: "events", "days", "ratio".</param>
/// <param name="Definition">One sentence that says how it is computed.</param>
public sealed record FeatureDefinition(string Name, string DisplayName, SignalFamily Family, string Unit, string Definition);
