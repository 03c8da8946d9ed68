namespace WarmLeads.ML.Leads;

/// <summary>A simulated lead, and the truth about it that no real CRM has.</summary>
/// <param name="History">What the CRM holds of everything that occurred before the end of the simulation.</param>
/// <param name="ConversionProbability">
/// The true chance that the lead ever converts, given its attributes alone; the outcome was drawn with it.
/// </param>
/// <param name="ConvertsAt">
/// When the lead really converts, also up to <see cref="CrmSimulator.DaysSimulatedPastEnd"/> days past the end of the
/// simulation; null when it does not by then.
/// </param>
public sealed record SimulatedLead(LeadHistory History, double ConversionProbability, DateTimeOffset? ConvertsAt)
{
    /// <summary>
    /// The true chance of converting within 30 days, given what the lead has in mind on each day from the one of its registration
    /// until it closes.
    /// </summary>
    public IReadOnlyList<double> DailyChances { get; init; } = [];

    /// <summary>The acts of its own that it would do on each of these days if it were a working day, on average.</summary>
    public IReadOnlyList<double> DailyActs { get; init; } = [];
}
