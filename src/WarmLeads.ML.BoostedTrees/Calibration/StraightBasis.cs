namespace WarmLeads.ML.BoostedTrees;

/// <summary>slope x score, or offset + slope x score.</summary>
sealed class StraightBasis(bool hasOffset) : CalibrationBasis(hasOffset, 1)
{
    public override double Fill(double score, Span<double> functions)
    {
        functions[0] = 1;
        functions[^1] = score;
        return 0;
    }

    public override CalibrationMap Map(CalibrationKind kind, double[] parameters) =>
        new(kind, Count == 1 ? 0 : parameters[0], [], [parameters[^1]]);
}
