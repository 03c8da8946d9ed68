using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>What one row does at one node; eight doubles stand for each place.</summary>
/// <param name="Passed">Where the weights of the child the row goes to stand.</param>
/// <param name="Failed">Where those of the other child stand.</param>
/// <param name="Before">Where the earlier edge on the feature stands in <see cref="PointForest.Edges"/>; "none" when it was failed.</param>
/// <param name="After">The same for the edge to the child the row goes to.</param>
/// <param name="IsAlive">8 when the row passed all earlier tests on the feature, else 0.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct ShapStep(int Passed, int Failed, int Before, int After, int IsAlive);
