namespace WarmLeads.ML.Reports;

/// <summary>A named band of probabilities in the ranked list.</summary>
/// <param name="Letter">One letter, the best first: A, B, C, D.</param>
/// <param name="Name">What to do with such a lead, in a word or two.</param>
/// <param name="FromProbability">Lowest probability of the band, 0..1; the band ends where the one above begins.</param>
public sealed record Grade(string Letter, string Name, double FromProbability);
