namespace WarmLeads.ML.Api;

/// <summary>One mistake in a request's body.</summary>
/// <param name="Path">Where, as a JSON path: `$.leads[3].events[0].kind`.</param>
/// <param name="Detail">What is wrong and what to do, in one sentence.</param>
sealed record RequestError(string Path, string Detail);
