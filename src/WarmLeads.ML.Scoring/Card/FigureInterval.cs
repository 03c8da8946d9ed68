namespace WarmLeads.ML.Scoring;

/// <summary>Between which two figures the truth lies.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct FigureInterval(double Low, double High);
