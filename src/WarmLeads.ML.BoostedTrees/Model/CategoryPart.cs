namespace WarmLeads.ML.BoostedTrees;

/// <summary>What is added to a model's score for the examples of one category, and for no others.</summary>
/// <param name="Feature">Index of a categorical feature.</param>
/// <param name="Code">The category, one of the feature's codes.</param>
/// <param name="Offset">A constant, on the scale of the link, finite.</param>
/// <param name="Trees">
/// What comes on top of it, such as trees that were fitted to the category's examples with the model's scores as initial scores; null
/// for nothing. Its features are the model's first ones. Of a model of time only the score is taken, not how it spreads over the days.
/// </param>
/// <param name="Count">Training examples of the category, 1 or more.</param>
/// <param name="Cover">Their summed weights, above 0: contributions are measured from the mean over all examples.</param>
/// <param name="OtherCount">Training examples of other categories or none, 1 or more.</param>
/// <param name="OtherCover">Their summed weights, above 0.</param>
public sealed record CategoryPart(
    int Feature, int Code, double Offset, BoostedTreeModel? Trees, int Count, double Cover, int OtherCount, double OtherCover);
