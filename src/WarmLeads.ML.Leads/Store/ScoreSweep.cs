namespace WarmLeads.ML.Leads;

/// <summary>One scoring of the whole pool of open leads by one model as of one moment.</summary>
/// <param name="Id">Its number, given by the store; 0 before it is stored.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version that scored all of it.</param>
/// <param name="ModelHash">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="Cutoff">The moment as of which features were built.</param>
/// <param name="FinishedAt">When the last lead was scored.</param>
/// <param name="LeadCount">How many leads were scored; set by the store.</param>
public sealed record ScoreSweep(
    long Id, string ModelName, string ModelVersion, string ModelHash, DateTimeOffset Cutoff, DateTimeOffset FinishedAt, long LeadCount = 0);
