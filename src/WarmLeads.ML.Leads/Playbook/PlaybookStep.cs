namespace WarmLeads.ML.Leads;

/// <summary>One touch of a plan.</summary>
/// <param name="Number">Counts the steps of the plan, from 1.</param>
/// <param name="Day">Days after the lead entered the state.</param>
/// <param name="Action">What to do, by its stable name.</param>
/// <param name="Words">The same in one sentence.</param>
/// <param name="Content">The kind of content that goes with it, by its stable name.</param>
public sealed record PlaybookStep(int Number, double Day, string Action, string Words, string Content);
