using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>m: of a count, and of events per time.</summary>
readonly struct PoissonVariance : IVariance
{
    public static double Of(double mean) => mean;

    public static Vector512<double> Of(Vector512<double> mean) => mean;
}
