using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>p (1 - p): of a yes or no.</summary>
readonly struct BinomialVariance : IVariance
{
    public static double Of(double mean) => mean * (1 - mean);

    public static Vector512<double> Of(Vector512<double> mean) => mean * (Vector512<double>.One - mean);
}
