namespace WarmLeads.ML.BoostedTrees;

/// <summary>A family of maps written as a sum of parameter times function of the score, so that all are fitted alike.</summary>
/// <remarks>
/// Shapes: P parameters. Where there is an offset it comes first; the others are slopes, and a map rises where they are
/// above 0. The identity is "offset 0, all slopes 1".
/// </remarks>
/// <param name="hasOffset">The first parameter is an offset.</param>
/// <param name="slopeCount">Parameters that are slopes.</param>
abstract class CalibrationBasis(bool hasOffset, int slopeCount)
{
    /// <summary>The least slope: the order of leads is the model's to give, so no map may be flat or fall.</summary>
    public const double LeastSlope = 0.05;

    // In examples: the pull towards the identity is no more than a handful of leads.
    const double OffsetRidge = 1, SlopeRidge = 4;

    /// <summary>P.</summary>
    public int Count { get; } = slopeCount + (hasOffset ? 1 : 0);

    /// <summary>The parameters that change nothing, shape [P].</summary>
    public double[] Identity { get; } =
        [.. Enumerable.Repeat(0.0, hasOffset ? 1 : 0), .. Enumerable.Repeat(1.0, slopeCount)];

    /// <summary>How strongly each parameter is pulled to them, shape [P].</summary>
    public double[] Ridge { get; } =
        [.. Enumerable.Repeat(OffsetRidge, hasOffset ? 1 : 0), .. Enumerable.Repeat(SlopeRidge, slopeCount)];

    /// <summary>The least value a parameter may have.</summary>
    public double LeastOf(int parameter) => hasOffset && parameter == 0 ? double.NegativeInfinity : LeastSlope;

    /// <summary>Gives a score's functions, shape [P], and returns the part of the map that no parameter changes.</summary>
    public abstract double Fill(double score, Span<double> functions);

    /// <summary>The map of these parameters, shape [P].</summary>
    public abstract CalibrationMap Map(CalibrationKind kind, double[] parameters);
}
