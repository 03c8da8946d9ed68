using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>An inner node as <see cref="PointForest"/> keeps it.</summary>
/// <param name="Edge">Where the slope of the edge to it stands: the parent's place, and <see cref="PointForest.SlopeStride"/> more for a right child.</param>
/// <param name="Factors">Where the factors that stand before its edges begin in <see cref="PointForest.Factors"/>.</param>
/// <param name="Feature">Number of the feature it tests in <see cref="PointForest.Features"/>.</param>
/// <param name="Parent">Place of its parent; its own for the root.</param>
/// <param name="Left">Place of the left child.</param>
/// <param name="Right">Place of the right child.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct PointNode(int Edge, int Factors, int Feature, ushort Parent, ushort Left, ushort Right);
