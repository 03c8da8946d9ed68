using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>How large a model may grow, and how it is held back; validation chooses among them.</summary>
/// <param name="Name">Its name on the card.</param>
/// <param name="Options">The engine's options; null for the constant rate, which has no trees.</param>
/// <param name="RateFactor">Factor of the plan's learning rate: trees that do little may take larger steps.</param>
public sealed record Capacity(string Name, BoostedTreeOptions? Options, double RateFactor = 1)
{
    /// <summary>The sizes whose models are averaged; empty for a size of its own.</summary>
    public IReadOnlyList<Capacity> Parts { get; init; } = [];

    /// <summary>Several sizes averaged: the mean of their scores, still one forest.</summary>
    /// <param name="parts">Sizes with trees, 2 or more.</param>
    public static Capacity Averaged(IReadOnlyList<Capacity> parts) =>
        new($"mean of {string.Join(" and ", parts.Select(part => part.Name))}", null) { Parts = parts };

    /// <summary>The sizes from the simplest up.</summary>
    /// <remarks>
    /// Small, damped trees win on lead-sized tables; large ones are there for tables that can feed them. Trees of one
    /// split have no interactions: where effects simply add up, they keep up with logistic regression.
    /// </remarks>
    public static IReadOnlyList<Capacity> All { get; } =
    [
        new("constant", null),
        new("additive", new BoostedTreeOptions
        {
            NumberOfLeaves = 2, MaximumDepth = 1, MinimumExampleCountPerLeaf = 10, L2Regularization = 2,
            FeatureFraction = 0.6, ExampleFraction = 0.75,
        }, RateFactor: 2),
        new("small", new BoostedTreeOptions
        {
            NumberOfLeaves = 8, MaximumDepth = 3, MinimumExampleCountPerLeaf = 20, MinimumHessianPerLeaf = 5,
            L2Regularization = 5, FeatureFraction = 0.6, ExampleFraction = 0.75, PathSmoothing = 10,
        }),
        new("medium", new BoostedTreeOptions
        {
            NumberOfLeaves = 16, MaximumDepth = 5, MinimumExampleCountPerLeaf = 20,
            L2Regularization = 2, FeatureFraction = 0.6, ExampleFraction = 0.75, PathSmoothing = 5,
        }),
        new("large", new BoostedTreeOptions
        {
            NumberOfLeaves = 40, MinimumExampleCountPerLeaf = 20,
            L2Regularization = 1, FeatureFraction = 0.6, ExampleFraction = 0.75, PathSmoothing = 1,
        }),
    ];

    /// <summary>The sizes for tables of few outcomes: the base rate, and trees of one split.</summary>
    public static IReadOnlyList<Capacity> Simple { get; } = [.. All.Take(2)];
}
