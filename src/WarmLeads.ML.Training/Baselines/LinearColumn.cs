namespace WarmLeads.ML.Training;

/// <summary>How one column enters a linear model: at most one term for its value and one for its absence.</summary>
abstract class LinearColumn
{
    /// <summary>Coefficients that the column takes, from <see cref="FirstTerm"/> on.</summary>
    public abstract int TermCount { get; }

    /// <summary>The first of its coefficients.</summary>
    public int FirstTerm { get; set; }

    /// <summary>The term of a value and the factor of its coefficient; the factor 0 where the value has no term.</summary>
    public abstract (int Term, double Factor) Encode(double value);
}
