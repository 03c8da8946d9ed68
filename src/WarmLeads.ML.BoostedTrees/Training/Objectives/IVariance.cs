using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The second derivative of a loss as a function of the mean m; the first is always m - y.</summary>
/// <remarks>That is what a canonical link means, and all objectives have theirs.</remarks>
interface IVariance
{
    /// <summary>Second derivative of the loss by the score, at this mean.</summary>
    static abstract double Of(double mean);

    /// <summary>The same for eight means, bit for bit.</summary>
    static abstract Vector512<double> Of(Vector512<double> mean);
}
