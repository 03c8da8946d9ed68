namespace WarmLeads.ML.BoostedTrees;

/// <summary>A model that another engine trained.</summary>
/// <param name="Model">The model, as one of our own.</param>
/// <param name="Remarks">What a user should know of how it was read: one sentence each, none when nothing was out of the ordinary.</param>
public sealed record ImportedModel(BoostedTreeModel Model, IReadOnlyList<string> Remarks);
