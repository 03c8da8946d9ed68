namespace WarmLeads.ML.Api;

/// <summary>A problem that no endpoint names: an unknown address, a body that is too large, our own fault.</summary>
sealed class OtherProblem(int status, string title, string detail) : Problem(status, title, detail);
