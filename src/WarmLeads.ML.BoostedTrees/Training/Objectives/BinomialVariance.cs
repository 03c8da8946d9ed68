namespace WarmLeads.ML.BoostedTrees;

/// <summary>p (1 - p): of a yes or no.</summary>
readonly struct BinomialVariance : IVariance
{
    public static double Of(double mean) => mean * (1 - mean);
}
