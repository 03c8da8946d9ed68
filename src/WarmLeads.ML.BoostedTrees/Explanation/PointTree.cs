namespace WarmLeads.ML.BoostedTrees;

/// <summary>Where some trees that are worked on together, or one chunk of their points, stand in the arrays of a <see cref="PointForest"/>.</summary>
/// <param name="FirstNode">The first node, a multiple of 8.</param>
/// <param name="RootCount">Trees; their roots are the first nodes.</param>
/// <param name="NodeCount">Inner nodes, parents before children.</param>
/// <param name="FirstLeaf">The first leaf.</param>
/// <param name="PointCount">Points, at most 8.</param>
/// <param name="FirstWeight">The first weight of the points.</param>
readonly record struct PointTree(int FirstNode, int RootCount, int NodeCount, int FirstLeaf, int PointCount, int FirstWeight)
{
    /// <summary>Leaves; their places follow those of the inner nodes.</summary>
    public int LeafCount => NodeCount + RootCount;

    /// <summary>Places; the number behind the last one stands for "no earlier edge".</summary>
    public int PlaceCount => NodeCount + LeafCount;

    /// <summary>Doubles that the points are padded to.</summary>
    public int Lanes => PointCount <= PointForest.FewPoints ? PointForest.FewPoints : EdgeTable.MostPoints;
}
