namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the split search knows about a node as a whole.</summary>
/// <param name="Word">Packed sums of its examples.</param>
/// <param name="Count">Its examples.</param>
/// <param name="Value">Its value as a leaf before the learning rate, on which its children's lean.</param>
/// <param name="Worth">Its worth as a leaf: what a split must beat.</param>
/// <param name="LeastCount">Examples that a side needs; above the option's when an estimate has proved too low.</param>
readonly record struct NodeTotals(long Word, int Count, double Value, double Worth, double LeastCount)
{
    /// <summary>Between which values its children must stay, and where the node itself is.</summary>
    public ValueLimits Limits { get; init; } = ValueLimits.None;
}
