namespace WarmLeads.ML.Reports;

/// <summary>One axis of a chart: values from zero to a round number, laid on a stretch of the drawing.</summary>
public sealed class Axis
{
    readonly double _start, _end;

    /// <summary>Makes an axis.</summary>
    /// <param name="largest">Largest value that must fit; 0 or less makes an axis to 1.</param>
    /// <param name="start">Where zero stands in the drawing.</param>
    /// <param name="end">Where the top stands; before the start for axes that point up.</param>
    public Axis(double largest, double start, double end)
    {
        (_start, _end) = (start, end);
        var step = RoundStep(largest > 0 ? largest : 1);
        var count = (int)Math.Ceiling((largest > 0 ? largest : 1) / step - 1e-9);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
    }

    /// <summary>Values to label, from zero to the top.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The place of a value in the drawing.</summary>
    public double At(double value) => _start + value / Ticks[^1] * (_end - _start);

    /// <summary>The same as an attribute.</summary>
    public string Place(double value) => PageFigures.Coordinate(At(value));

    // 1, 2 or 5 times a power of ten, at most five of them to the largest value.
    static double RoundStep(double largest)
    {
        var raw = largest / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var mantissa = raw / power;
        return power * (mantissa <= 1 + 1e-9 ? 1 : mantissa <= 2 + 1e-9 ? 2 : mantissa <= 5 + 1e-9 ? 5 : 10);
    }
}
