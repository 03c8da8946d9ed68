namespace WarmLeads.ML.BoostedTrees;

/// <summary>Between which values a leaf must stay so that monotone features keep their order.</summary>
/// <param name="Low">The lowest value, minus infinity = none.</param>
/// <param name="High">The highest value, infinity = none.</param>
readonly record struct ValueLimits(double Low, double High)
{
    public static ValueLimits None => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>True when there is a limit at all.</summary>
    public bool Exist => Low > double.NegativeInfinity || High < double.PositiveInfinity;

    /// <summary>The nearest value within the limits.</summary>
    public double Clamp(double value) => Math.Min(Math.Max(value, Low), High);
}
