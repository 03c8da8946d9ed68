namespace WarmLeads.ML.BoostedTrees;

/// <summary>Where a tree, or one chunk of its points, stands in the arrays of a <see cref="PointForest"/>.</summary>
/// <param name="FirstNode">Its first node.</param>
/// <param name="NodeCount">Its inner nodes.</param>
/// <param name="PlaceCount">Its places.</param>
/// <param name="FirstScale">Its first scale.</param>
/// <param name="FirstEdge">The first double of its first edge.</param>
/// <param name="PointCount">Points, at most 8.</param>
/// <param name="FirstPoint">The first double of the points.</param>
readonly record struct PointTree(
    int FirstNode, int NodeCount, int PlaceCount, int FirstScale, int FirstEdge, int PointCount, int FirstPoint);
