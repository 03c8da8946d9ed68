namespace WarmLeads.ML.Api;

/// <summary>By how much the figures of a week are raised or lowered.</summary>
/// <param name="Week">The week of the forecast, 1 is the first.</param>
/// <param name="Level">Times as many conversions as the chances add up to; 1 changes nothing.</param>
/// <param name="Words">Why, in one sentence; null when it changes them by less than 5 %.</param>
sealed record WeekLevel(int Week, double Level, string? Words);
