namespace WarmLeads.ML.BoostedTrees;

/// <summary>How a node decides; as a struct, so that each way gets a loop of its own.</summary>
interface INodeTest
{
    /// <summary>1 when the byte goes left, else 0. At a leaf the answer must exist but means nothing.</summary>
    int GoesLeft(byte cell, int test);
}
