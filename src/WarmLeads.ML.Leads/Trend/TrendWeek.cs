namespace WarmLeads.ML.Leads;

/// <summary>Where leads stood at the end of a week, and how they moved in it.</summary>
/// <param name="From">The week's first instant, a Monday.</param>
/// <param name="To">The instant that it ends before; the moment of the trend where the week is under way.</param>
/// <param name="Cold">Leads that were cold at its end.</param>
/// <param name="Warm">Leads that were warm at its end.</param>
/// <param name="Hot">Leads that were hot at its end.</param>
/// <param name="NewlyWarm">Leads that left the cold for the first time.</param>
/// <param name="WarmAgain">Leads that left the cold once more.</param>
/// <param name="Rewarmed">How often a lead engaged again after a long silence.</param>
/// <param name="TurnedHot">How often a lead became hot.</param>
/// <param name="Cooled">How often a lead fell to a lower state.</param>
/// <param name="Converted">Leads that became customers.</param>
/// <param name="Lost">Leads that were lost.</param>
public sealed record TrendWeek(
    DateTimeOffset From, DateTimeOffset To, long Cold, long Warm, long Hot, long NewlyWarm, long WarmAgain, long Rewarmed, long TurnedHot, long Cooled,
    long Converted, long Lost);
