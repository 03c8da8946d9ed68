using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>What is known and believed of one lead at a moment.</summary>
sealed record LeadFindings
{
    /// <summary>The lead with its events, outcome and consent, and what was believed when it was looked at last.</summary>
    public required PoolLead Lead { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>What is believed at the moment; of a lead that objects to profiling nothing but that it is cold.</summary>
    public required LeadStanding Standing { get; init; }

    /// <summary>Every criterion, met or not.</summary>
    public required IReadOnlyList<CriterionResult> Criteria { get; init; }

    /// <summary>The segment; empty when it has none.</summary>
    public required string Segment { get; init; }

    /// <summary>Version of the criteria.</summary>
    public required string CriteriaVersion { get; init; }

    /// <summary>The model that was asked; null when none was.</summary>
    public required ConversionModel? Model { get; init; }

    /// <summary>What it said; null when it was not asked.</summary>
    public required LeadPrediction? Prediction { get; init; }

    /// <summary>Why there is no prediction; null when there is one.</summary>
    public required string? WithoutPrediction { get; init; }

    /// <summary>What to do.</summary>
    public required NurtureAdvice Advice { get; init; }

    /// <summary>Its stored scores, oldest first.</summary>
    public required IReadOnlyList<ScoreEntry> Scores { get; init; }

    /// <summary>What changed, oldest first.</summary>
    public required IReadOnlyList<Transition> Transitions { get; init; }

    /// <summary>How it was handed to sales, oldest first.</summary>
    public required IReadOnlyList<Handoff> Handoffs { get; init; }
}
