namespace WarmLeads.ML.Training;

/// <summary>Rows to learn from and rows to be judged on, apart from each other.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Train">Indices of rows that may be learnt from.</param>
/// <param name="Test">Indices of rows that nothing may be learnt from.</param>
public sealed record TestPart(string Name, int[] Train, int[] Test);
