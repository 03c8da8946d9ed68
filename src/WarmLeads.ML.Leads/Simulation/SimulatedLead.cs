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
public sealed record SimulatedLead(LeadHistory History, double ConversionProbability, DateTimeOffset? ConvertsAt);
