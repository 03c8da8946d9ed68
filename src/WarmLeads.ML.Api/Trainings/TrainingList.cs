namespace WarmLeads.ML.Api;

/// <summary>The schedule and the runs.</summary>
/// <param name="Cron">The schedule as a Quartz cron expression; null when training only runs when it is asked for.</param>
/// <param name="TimeZone">The zone that the expression is read in.</param>
/// <param name="NextRun">When it runs next by the schedule; null when there is none.</param>
/// <param name="Runs">The runs, newest first.</param>
sealed record TrainingList(string? Cron, string TimeZone, DateTimeOffset? NextRun, IReadOnlyList<TrainingAnswer> Runs);
