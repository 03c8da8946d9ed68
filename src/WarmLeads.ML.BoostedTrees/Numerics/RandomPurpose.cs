namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a random number is for; two purposes never share bits.</summary>
enum RandomPurpose
{
    /// <summary>Rounding gradients to integers.</summary>
    Rounding,

    /// <summary>Which examples a tree sees.</summary>
    Examples,

    /// <summary>Which features a tree sees.</summary>
    Features,

    /// <summary>Which rows place the bin boundaries.</summary>
    Binning,

    /// <summary>Which fold an example's target statistics are left out of.</summary>
    Folds,

    /// <summary>Which examples judge products of categories.</summary>
    Screening,

    /// <summary>Which groups a bootstrap draws.</summary>
    Bootstrap,

    /// <summary>In which order a feature's values are put to break its bond with the labels.</summary>
    Permutation,
}
