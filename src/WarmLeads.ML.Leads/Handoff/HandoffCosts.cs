namespace WarmLeads.ML.Leads;

/// <summary>What a handoff at the wrong time costs, and what sales can do.</summary>
/// <param name="TooEarly">Cost of calling a lead that does not convert within the horizon; 0 or more.</param>
/// <param name="TooLate">Cost of never calling a lead that converts; 0 or more, in the same currency.</param>
public sealed record HandoffCosts(double TooEarly, double TooLate)
{
    /// <summary>Calls that sales can make a week, more than 0; null when there is no limit.</summary>
    public double? CallsAWeek { get; init; }
}
