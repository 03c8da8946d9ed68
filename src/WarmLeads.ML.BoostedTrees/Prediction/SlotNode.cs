using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node as the predictor walks it, eight bytes. Nodes are in pre-order: the left child is the next one.</summary>
/// <param name="Slot">The byte of the row to look at.</param>
/// <param name="RightOffset">Nodes from here to the right child; 0 = this is a leaf.</param>
/// <param name="Test">
/// Numeric: bytes up to and including it go left. Categorical: -1 - number of the set whose bins go left.
/// Leaf: its number among all leaves of the forest.
/// </param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct SlotNode(ushort Slot, ushort RightOffset, int Test)
{
    /// <summary>True when it has no children.</summary>
    public bool IsLeaf => RightOffset == 0;
}
