namespace WarmLeads.ML.Leads;

/// <summary>How leads moved through the states in a period.</summary>
/// <param name="From">The first instant of the period.</param>
/// <param name="To">The instant that it ends before.</param>
/// <param name="Whole">All months and sources.</param>
/// <param name="Months">By month, earliest first.</param>
/// <param name="Sources">By source, the most leads first.</param>
/// <param name="MonthsAndSources">By month and source.</param>
/// <param name="Times">Time in each open state.</param>
/// <param name="Warmed">How many of the leads that were warm or hot in the period converted.</param>
/// <param name="NeverWarmed">How many of the leads that were not converted.</param>
/// <param name="Lift">The first rate over the second; null while it cannot be told.</param>
/// <param name="LiftLow">Lower end of its 95 % interval; null while it cannot be told.</param>
/// <param name="LiftHigh">Upper end of it.</param>
/// <param name="Segments">The same by segment, the one with the most leads first.</param>
public sealed record FunnelReport(
    DateTimeOffset From, DateTimeOffset To, FunnelCohort Whole, IReadOnlyList<FunnelCohort> Months, IReadOnlyList<FunnelCohort> Sources,
    IReadOnlyList<FunnelCohort> MonthsAndSources, IReadOnlyList<TimeInState> Times, WilsonInterval Warmed, WilsonInterval NeverWarmed, double? Lift,
    double? LiftLow, double? LiftHigh, IReadOnlyList<WarmLift> Segments);
