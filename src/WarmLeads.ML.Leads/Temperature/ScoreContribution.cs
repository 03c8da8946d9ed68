namespace WarmLeads.ML.Leads;

/// <summary>What one signal adds to a score, as it is stored beside the decision that the score led to.</summary>
/// <param name="Name">The signal: a feature group's stable name.</param>
/// <param name="LogOdds">What it adds to the score, in log-odds.</param>
public readonly record struct ScoreContribution(string Name, double LogOdds);
