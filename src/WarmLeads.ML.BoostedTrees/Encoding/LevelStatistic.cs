namespace WarmLeads.ML.BoostedTrees;

/// <summary>What is known of one category, or of one pair of them.</summary>
/// <param name="Rate">Share of positives, drawn towards the base rate where examples are few, 0..1.</param>
/// <param name="Count">Examples, as the sum of their weights; 0 for a category never seen.</param>
/// <param name="Positives">Positives among them, as the sum of their weights.</param>
public readonly record struct LevelStatistic(double Rate, double Count, double Positives);
