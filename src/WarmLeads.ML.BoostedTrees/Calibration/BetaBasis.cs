namespace WarmLeads.ML.BoostedTrees;

/// <summary>offset + a ln p - b ln(1 - p).</summary>
sealed class BetaBasis() : CalibrationBasis(hasOffset: true, 2)
{
    public override double Fill(double score, Span<double> functions)
    {
        (functions[0], functions[1], functions[2]) = (1, -CalibrationMap.SoftPlus(-score), CalibrationMap.SoftPlus(score));
        return 0;
    }

    public override CalibrationMap Map(CalibrationKind kind, double[] parameters) =>
        new(kind, parameters[0], [], [parameters[1], parameters[2]]);
}
