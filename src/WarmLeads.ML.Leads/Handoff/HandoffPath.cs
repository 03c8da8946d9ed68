namespace WarmLeads.ML.Leads;

/// <summary>A lead as it was looked at, for trying thresholds on: it is handed over once, at the first look that reaches the threshold.</summary>
/// <param name="Looks">The looks in order of time, 1 or more, all before it converts.</param>
/// <param name="Converts">Whether it converts after its first look, whenever that is.</param>
public sealed record HandoffPath(IReadOnlyList<HandoffLook> Looks, bool Converts)
{
    /// <summary>What it costs not to have called this lead although it converts; null for what all leads cost.</summary>
    public double? CostTooLate { get; init; }
}
