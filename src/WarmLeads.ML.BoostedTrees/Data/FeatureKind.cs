namespace WarmLeads.ML.BoostedTrees;

/// <summary>How the values of a feature are to be read.</summary>
public enum FeatureKind
{
    /// <summary>An ordered quantity. NaN is missing; the infinities are values.</summary>
    Numeric,

    /// <summary>A code 0..CategoryCount-1 without order. NaN or a negative number is missing.</summary>
    Categorical,
}
