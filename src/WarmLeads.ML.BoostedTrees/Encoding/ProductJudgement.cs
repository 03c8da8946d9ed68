namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the screen found of a product of two wide features.</summary>
/// <param name="Statistic">The product.</param>
/// <param name="Significance">How far the two halves agree on what its pairs do beyond the sum of their parts, in standard errors.</param>
/// <param name="Gain">Log-loss in nats per example that the pairs of one half save on the other, beyond the sum of their parts.</param>
/// <param name="IsPicked">Whether it is worth its columns.</param>
public sealed record ProductJudgement(CategoryStatistic Statistic, double Significance, double Gain, bool IsPicked);
