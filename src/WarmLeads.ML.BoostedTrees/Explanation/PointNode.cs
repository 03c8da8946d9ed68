using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>An inner node as <see cref="PointForest"/> keeps it.</summary>
/// <param name="Node">How it decides, and the places of its children.</param>
/// <param name="EarlierEdge">As in <see cref="EdgeTable.EarlierEdges"/>.</param>
/// <param name="Feature">The feature it tests.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct PointNode(BatchNode Node, int EarlierEdge, int Feature);
