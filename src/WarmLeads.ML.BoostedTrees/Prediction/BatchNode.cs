using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>An inner node as a batch sees it. Places 0, 1, 2... are the tree's inner nodes in pre-order, then its leaves.</summary>
/// <param name="Slot">The byte of the rows to look at.</param>
/// <param name="Left">Place of the left child.</param>
/// <param name="Right">Place of the right child.</param>
/// <param name="Test">As in <see cref="SlotNode"/>.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct BatchNode(ushort Slot, ushort Left, ushort Right, int Test);
