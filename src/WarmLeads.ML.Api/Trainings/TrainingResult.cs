using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>How a training ended.</summary>
/// <param name="Status">Published or held.</param>
/// <param name="Message">Why, in words.</param>
/// <param name="Details">Its figures.</param>
sealed record TrainingResult(JobStatus Status, string Message, TrainingDetails Details);
