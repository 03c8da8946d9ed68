namespace WarmLeads.ML.BoostedTrees;

/// <summary>A rising map from score to calibrated score, in log-odds. Immutable, and safe to use from any number of threads.</summary>
/// <remarks>
/// All kinds rise everywhere and are smooth, so the order of leads stays the model's; none is a staircase like isotonic
/// regression, which overfits at its ends. Beyond the scores it was fitted on a map goes straight on.
/// Fitted by Newton's method on the log-loss (Platt 1999) with a weak pull towards the identity.
/// Sources: Kull, Silva Filho and Flach 2017 (beta); Ramsay 1988 (monotone splines as integrals of positive ones).
/// </remarks>
public sealed class CalibrationMap
{
    readonly double[] _knots, _slopes, _values;

    internal CalibrationMap(CalibrationKind kind, double intercept, double[] knots, double[] slopes)
    {
        (Kind, Intercept, _knots, _slopes) = (kind, intercept, knots, slopes);
        _values = new double[knots.Length];
        for (var i = 0; i < knots.Length; i++)
        {
            _values[i] = i == 0 ? intercept : _values[i - 1] + ((knots[i] - knots[i - 1]) * (slopes[i - 1] + slopes[i]) / 2);
        }
    }

    /// <summary>The map that changes nothing.</summary>
    public static CalibrationMap Identity { get; } = new(CalibrationKind.Identity, 0, [], [1]);

    /// <summary>Which family it is of.</summary>
    public CalibrationKind Kind { get; }

    /// <summary>Log-odds added; with knots, the calibrated score of the first knot.</summary>
    public double Intercept { get; }

    /// <summary>Quadratic and spline: the scores at which slopes are given, rising. Else empty.</summary>
    public ReadOnlySpan<double> Knots => _knots;

    /// <summary>All above 0: one for a straight map, a and b for beta, one per knot for the others.</summary>
    public ReadOnlySpan<double> Slopes => _slopes;

    /// <summary>The same as a straight map, which a forest can take into its leaves; null when it is none.</summary>
    public ScoreCalibration? Straight =>
        Kind <= CalibrationKind.Affine ? new ScoreCalibration(Kind, Intercept, _slopes[0]) : null;

    /// <summary>No two scores are drawn apart by more than this factor.</summary>
    public double SteepestSlope => _slopes.Max();

    /// <summary>The calibrated score, in log-odds.</summary>
    public double Apply(double score)
    {
        if (Kind == CalibrationKind.Beta)
        {
            return Intercept + (_slopes[1] * SoftPlus(score)) - (_slopes[0] * SoftPlus(-score));
        }

        if (_knots.Length == 0)
        {
            return Intercept + (_slopes[0] * score);
        }

        var i = Interval(score);
        if (i < 0)
        {
            return _values[0] + (_slopes[0] * (score - _knots[0]));
        }

        var inside = score - _knots[i];
        return i == _knots.Length - 1
            ? _values[i] + (_slopes[i] * inside)
            : _values[i] + (inside * (_slopes[i] + ((_slopes[i + 1] - _slopes[i]) * inside / (2 * (_knots[i + 1] - _knots[i])))));
    }

    /// <summary>How fast the calibrated score rises there, above 0.</summary>
    public double SlopeAt(double score)
    {
        if (Kind == CalibrationKind.Beta)
        {
            return (_slopes[1] * PortableMath.Logistic(score)) + (_slopes[0] * PortableMath.Logistic(-score));
        }

        var i = _knots.Length == 0 ? -1 : Interval(score);
        return i < 0 ? _slopes[0]
            : i == _knots.Length - 1 ? _slopes[i]
            : _slopes[i] + ((_slopes[i + 1] - _slopes[i]) * (score - _knots[i]) / (_knots[i + 1] - _knots[i]));
    }

    /// <summary>Fits a map of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <exception cref="ArgumentException">The shapes or numbers do not fit.</exception>
    /// <exception cref="InvalidOperationException">The data do not carry a map of this kind; the sentence says why.</exception>
    public static CalibrationMap Fit(
        CalibrationKind kind, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default) =>
        CalibrationFit.TryFit(kind, CalibrationExamples.Check(scores, labels, weights), out var refusal)
            ?? throw new InvalidOperationException(refusal);

    /// <summary>Fits every kind and takes the simplest whose out-of-fold log-loss is within one standard error of the best.</summary>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="folds">
    /// A number per example, shape [n]: a map is judged on the examples of one fold and fitted on the others. Folds or groups
    /// (leads): more than 20 different numbers are dealt to 20 folds, examples of one number to the same.
    /// </param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <param name="kinds">The kinds that may be chosen; null for all. The identity is always among them.</param>
    /// <remarks>A kind that the examples of some fold do not carry is not chosen.</remarks>
    /// <exception cref="ArgumentException">The shapes or numbers do not fit.</exception>
    public static CalibrationMap Choose(
        ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> folds, ReadOnlySpan<float> weights = default,
        IReadOnlyCollection<CalibrationKind>? kinds = null)
    {
        if (folds.Length != scores.Length)
        {
            throw new ArgumentException($"Got {scores.Length} scores and {folds.Length} fold numbers; give one for each.");
        }

        var wanted = Enum.GetValues<CalibrationKind>().Where(kind => kind == CalibrationKind.Identity || kinds?.Contains(kind) != false);
        return CalibrationChoice.Choose([.. wanted], CalibrationExamples.Check(scores, labels, weights), folds);
    }

    /// <summary>The map as bytes that <see cref="FromBytes"/> reads; the README of this project has the format.</summary>
    public byte[] ToBytes() => CalibrationBytes.Write(this);

    /// <summary>Reads a map; bytes that are not a whole, rising map are refused.</summary>
    /// <exception cref="InvalidDataException">They are not; the sentence says what is wrong.</exception>
    public static CalibrationMap FromBytes(ReadOnlySpan<byte> bytes) => CalibrationBytes.Read(bytes);

    /// <summary>ln(1 + e^x) without overflow on either side.</summary>
    internal static double SoftPlus(double x) => Math.Max(x, 0) + PortableMath.Log(1 + PortableMath.Exp(-Math.Abs(x)));

    // The knot at or below the score, -1 below the first.
    int Interval(double score)
    {
        var i = _knots.Length - 1;
        while (i >= 0 && score < _knots[i])
        {
            i--;
        }

        return i;
    }
}
