using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a node's edges do to the weight of a path at one point of the quadrature, and what the node's feature gains.</summary>
/// <remarks>
/// The state of an edge for a row is a number: 0 the row takes it and it is a left one, 1 the same with a right one,
/// 2 the row takes the other edge, 3 the row failed an earlier test on the feature. The factor of the edge is number
/// "state" of the eight, the feature's share in the weight behind it number "state + 4".
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
readonly record struct EdgeFactors(
    double LeftPassed, double RightPassed, double Failed, double FailedEarlier,
    double LeftShare, double RightShare, double FailedShare, double FailedEarlierShare)
{
    /// <summary>States of an edge.</summary>
    public const int StateCount = 4;
}
