namespace WarmLeads.ML.BoostedTrees;

/// <summary>A slope at every knot, changing evenly between and staying as it is beyond the outermost.</summary>
/// <remarks>
/// The function of a slope is the integral of a hat over its knot, from the anchor on: the offset is then one of the
/// middle and hardly entangled with the slopes.
/// </remarks>
sealed class KnotBasis : CalibrationBasis
{
    readonly double[] _knots, _atAnchor;
    readonly double _anchor;

    public KnotBasis(double[] knots, double anchor)
        : base(hasOffset: true, knots.Length)
    {
        (_knots, _anchor, _atAnchor) = (knots, anchor, new double[knots.Length]);
        Integrate(anchor, _atAnchor);
    }

    public override double Fill(double score, Span<double> functions)
    {
        functions[0] = 1;
        Integrate(score, functions[1..]);
        for (var i = 0; i < _knots.Length; i++)
        {
            functions[i + 1] -= _atAnchor[i];
        }

        return _anchor;
    }

    public override CalibrationMap Map(CalibrationKind kind, double[] parameters)
    {
        var slopes = parameters[1..];
        var first = _anchor + parameters[0];
        for (var i = 0; i < slopes.Length; i++)
        {
            first -= slopes[i] * _atAnchor[i];
        }

        return new CalibrationMap(kind, first, _knots, slopes);
    }

    // From the first knot to the score.
    void Integrate(double score, Span<double> integrals)
    {
        integrals.Clear();
        integrals[0] = Math.Min(0, score - _knots[0]);
        for (var i = 0; i + 1 < _knots.Length && score > _knots[i]; i++)
        {
            var width = _knots[i + 1] - _knots[i];
            var inside = Math.Min(score, _knots[i + 1]) - _knots[i];
            var rising = inside * inside / (2 * width);
            integrals[i] += inside - rising;
            integrals[i + 1] += rising;
        }

        integrals[^1] += Math.Max(0, score - _knots[^1]);
    }
}
