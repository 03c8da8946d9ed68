namespace WarmLeads.ML.BoostedTrees;

/// <summary>A way to part the examples of a node; the default value is no way at all.</summary>
/// <param name="Gain">Twice the log-loss it takes away beyond the node's own; 0 = there is no split.</param>
/// <param name="Column">Column of the binned data.</param>
/// <param name="Bin">Numeric: bins 1..Bin go left.</param>
/// <param name="MissingLeft">Numeric: bin 0 goes left.</param>
/// <param name="IsCategorical">The bins of <paramref name="Set"/> go left instead.</param>
/// <param name="Set">Categorical: the bins that go left; those of a wide column stand beside the candidate.</param>
/// <param name="LeftWord">Packed sums of the left side.</param>
/// <param name="ExtraL2">L2 that the children's values carry beside the usual.</param>
readonly record struct SplitCandidate(
    double Gain, int Column, int Bin, bool MissingLeft, bool IsCategorical, BinSet Set, long LeftWord, double ExtraL2)
{
    /// <summary>1 when the left child must stay at or below the right one, -1 at or above, 0 when it is free.</summary>
    public int Order { get; init; }

    /// <summary>True when there is a split.</summary>
    public bool Exists => Gain > 0;

    /// <summary>True when a bin of a column that is not wide goes left.</summary>
    public bool GoesLeft(int bin) => IsCategorical ? Set.Contains(bin) : bin == 0 ? MissingLeft : bin <= Bin;
}
