namespace WarmLeads.ML.Reports;

/// <summary>A link at the head of a page.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="Text">What it is called.</param>
/// <param name="IsCurrent">Whether it is the page that it stands on.</param>
public sealed record PageLink(string Url, string Text, bool IsCurrent = false);
