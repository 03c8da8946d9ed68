namespace WarmLeads.ML.Scoring;

/// <summary>The training rows that share a value, or a range of values, of one signal.</summary>
/// <param name="Label">The value or range in words: "Google", "10 to 25", "missing".</param>
/// <param name="LowerBound">Lower end of a range; null for texts and for missing.</param>
/// <param name="UpperBound">Upper end of a range, inclusive; null for texts and for missing.</param>
/// <param name="Rows">Rows with it.</param>
/// <param name="ConversionRate">Share of them that converted, 0..1.</param>
/// <param name="MeanContribution">Mean contribution of the signal for them, log-odds.</param>
public sealed record ValueEffect(
    string Label, double? LowerBound, double? UpperBound, int Rows, double ConversionRate, double MeanContribution)
{
    /// <summary>The label of rows without a value.</summary>
    public const string Missing = "missing";
}
