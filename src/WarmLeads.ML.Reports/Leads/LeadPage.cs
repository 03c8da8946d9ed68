using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>What a lead's page shows.</summary>
/// <param name="Prediction">The lead's chance with every contribution.</param>
/// <param name="Lead">The lead as the CRM knows it; null when it is not stored.</param>
/// <param name="RecentEvents">Its latest events, in any order.</param>
/// <param name="History">Its stored scores, in any order.</param>
public sealed record LeadPage(
    LeadPrediction Prediction, Lead? Lead, IReadOnlyList<EngagementEvent> RecentEvents, IReadOnlyList<ScoreHistoryEntry> History)
{
    /// <summary>How the lead ended; null while it is open. The prediction of a closed lead is the last one before that.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Address of the ranked list; null for no link.</summary>
    public string? ListUrl { get; init; } = "/leads";

    /// <summary>Address of the model's card as a page; null for no link.</summary>
    public string? ModelUrl { get; init; }

    /// <summary>Where it stands, how it got there, and what to do; null when nothing is known of that.</summary>
    public LeadStory? Story { get; init; }

    /// <summary>Links at the head of the page.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>The grades and their cut-offs.</summary>
    public GradeScale Grades { get; init; } = GradeScale.Default;
}
