namespace WarmLeads.ML.BoostedTrees;

/// <summary>1: of a value with errors of one size.</summary>
readonly struct UnitVariance : IVariance
{
    public static double Of(double mean) => 1;
}
