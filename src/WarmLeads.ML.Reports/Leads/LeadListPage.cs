using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>One page of the ranked list of leads.</summary>
/// <param name="ModelName">The model that scored all of it.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="Cutoff">The moment as of which the leads were looked at.</param>
/// <param name="HorizonDays">Days within which the conversion is predicted; null when the label had no horizon.</param>
/// <param name="Total">Leads in the whole list.</param>
/// <param name="Scores">The leads of this page, highest probability first.</param>
/// <param name="FirstRank">Rank of the first of them, from 1.</param>
/// <param name="NextUrl">Address of the next page; null on the last one.</param>
public sealed record LeadListPage(
    string ModelName, string ModelVersion, DateTimeOffset Cutoff, int? HorizonDays, long Total,
    IReadOnlyList<LeadScore> Scores, long FirstRank, string? NextUrl)
{
    /// <summary>Address of the first page, linked from the later ones; null for no link.</summary>
    public string? FirstUrl { get; init; }

    /// <summary>Address of the model's card as a page; null for no link.</summary>
    public string? ModelUrl { get; init; }

    /// <summary>Links at the head of the page.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>The grades and their cut-offs.</summary>
    public GradeScale Grades { get; init; } = GradeScale.Default;
}
