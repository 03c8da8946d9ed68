using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>One bar of a contribution chart.</summary>
/// <param name="Signal">The signal and what it did.</param>
/// <param name="Tenths">What is printed, in tenths of a percentage point.</param>
public sealed record ContributionBar(SignalContribution Signal, int Tenths);
