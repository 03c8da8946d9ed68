using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>1: of a value with errors of one size.</summary>
readonly struct UnitVariance : IVariance
{
    public static double Of(double mean) => 1;

    public static Vector512<double> Of(Vector512<double> mean) => Vector512<double>.One;
}
