namespace WarmLeads.ML.Training;

/// <summary>How the baseline is fitted.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>
    /// Penalty on half the squared coefficients, 0 or more; 1 by default. Numbers are standardised before, categories are
    /// 0 or 1, and the intercept is free. Above 0, also data that one column parts perfectly have a finite answer.
    /// </summary>
    public double Ridge { get; init; } = 1;

    /// <summary>Rows that a category needs for a coefficient of its own, 1 or more; the rarer share one.</summary>
    public int MinimumExampleCountPerCategory { get; init; } = 10;

    /// <summary>Coefficients of categories over all columns, 1 or more; beyond it the rarest categories count as rare.</summary>
    public int MaximumCategoryTerms { get; init; } = 1000;

    /// <summary>
    /// Excess kurtosis above which a number enters as its signed logarithm, 0 or more; lower it for more logarithms.
    /// The normal distribution has 0, an income about 100; one such column can spoil a linear model.
    /// </summary>
    public double KurtosisForLogarithm { get; init; } = 20;

    /// <summary>Newton steps at most, 1 or more; some ten suffice.</summary>
    public int MaximumIterations { get; init; } = 100;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Ridge);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumExampleCountPerCategory, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumCategoryTerms, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(KurtosisForLogarithm);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumIterations, 1);
    }
}
