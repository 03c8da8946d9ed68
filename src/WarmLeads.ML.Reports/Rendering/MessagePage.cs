namespace WarmLeads.ML.Reports;

/// <summary>A page that says one thing: what is not there, or not yet, and what to do.</summary>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Text">One or two sentences.</param>
/// <param name="BackUrl">Where to go from here; null for no link.</param>
public sealed record MessagePage(string Title, string Text, string? BackUrl);
