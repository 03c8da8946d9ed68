namespace WarmLeads.ML.BoostedTrees;

/// <summary>The numbers that leaf values, biases and contributions are rounded to: the multiples of 2^-Exponent.</summary>
/// <remarks>
/// Doubles carry 53 bits. When all summands are multiples of 2^-e and every sum stays below 2^(53 - e), each partial sum
/// is exact, and so the order of adding changes no bit. e leaves six bits to spare above the largest score.
/// </remarks>
readonly record struct ScoreGrid(int Exponent)
{
    /// <summary>The finest grid in use: steps of about 1e-12 log-odds.</summary>
    public const int FinestExponent = 40;

    /// <summary>The coarsest grid: beyond it, doubles end.</summary>
    public const int CoarsestExponent = -900;

    const int UsedBits = 46;

    /// <summary>The finest grid.</summary>
    public static ScoreGrid Finest => new(FinestExponent);

    /// <summary>The grid for scores up to a magnitude.</summary>
    /// <param name="magnitude">Sum over trees of the largest absolute leaf, plus the absolute base score.</param>
    public static ScoreGrid For(double magnitude)
    {
        var exponent = FinestExponent;
        while (exponent > CoarsestExponent && magnitude > new ScoreGrid(exponent).Reach)
        {
            exponent--;
        }

        return new ScoreGrid(exponent);
    }

    /// <summary>The largest magnitude the grid is made for.</summary>
    public double Reach => Math.ScaleB(1, UsedBits - Exponent);

    /// <summary>The nearest multiple.</summary>
    public double Round(double value) => Math.ScaleB(Math.Round(Math.ScaleB(value, Exponent)), -Exponent);

    /// <summary>True when the number is a multiple.</summary>
    public bool Holds(double value) => Round(value) == value;
}
