namespace WarmLeads.ML.Leads;

/// <summary>How many leads rose in a month.</summary>
/// <param name="Month">Its first instant.</param>
/// <param name="TurnedWarm">Cold leads that turned warm.</param>
/// <param name="TurnedHot">Cold or warm leads that turned hot.</param>
public sealed record TrialMonth(DateTimeOffset Month, int TurnedWarm, int TurnedHot);
