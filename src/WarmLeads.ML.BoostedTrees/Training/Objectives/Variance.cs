namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which <see cref="IVariance"/> a fit has; the loops over examples are compiled once for each.</summary>
enum Variance
{
    /// <summary><see cref="BinomialVariance"/>.</summary>
    Binomial,

    /// <summary><see cref="UnitVariance"/>.</summary>
    Unit,

    /// <summary><see cref="PoissonVariance"/>.</summary>
    Poisson,
}
