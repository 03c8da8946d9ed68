using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>How an inner node decides.</summary>
/// <param name="Node">The test, and the places of the children.</param>
/// <param name="EarlierEdge">As in <see cref="EdgeTable.EarlierEdges"/>.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct PointTest(BatchNode Node, int EarlierEdge);
