namespace WarmLeads.ML.Scoring;

/// <summary>A column that the model does not use.</summary>
/// <param name="Name">The column.</param>
/// <param name="Reason">Why, in words: "identifier: 9,240 different values in 9,240 rows".</param>
public sealed record DroppedColumn(string Name, string Reason);
