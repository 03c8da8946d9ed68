using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Everything that a person who looks after a lead needs: where it stands and why, its chance and why, what to do and what not.</summary>
sealed record LeadAnswer
{
    const int MostScores = 500;

    /// <summary>The lead.</summary>
    public required string Id { get; init; }

    /// <summary>The moment of the answer.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>Where it stands.</summary>
    public required LeadState State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it departs from its own rhythm.</summary>
    public required LeadTrend Trend { get; init; }

    /// <summary>Since when; null when the trend is steady.</summary>
    public required DateTimeOffset? TrendSince { get; init; }

    /// <summary>Whether it came back after a long silence, a short while ago.</summary>
    public required bool IsRewarmed { get; init; }

    /// <summary>When it came back last; null when it never did.</summary>
    public required DateTimeOffset? RewarmedAt { get; init; }

    /// <summary>Since when it is a marketing-qualified lead; null when it is none.</summary>
    public required DateTimeOffset? MqlSince { get; init; }

    /// <summary>Since when sales has accepted it; null when it has not.</summary>
    public required DateTimeOffset? SqlSince { get; init; }

    /// <summary>Its latest engagement; null when there is none.</summary>
    public required DateTimeOffset? LastEngagedAt { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public required LeadOutcome? Outcome { get; init; }

    /// <summary>Every criterion, met or not, with what met it or what is missing.</summary>
    public required IReadOnlyList<CriterionResult> Criteria { get; init; }

    /// <summary>Version of the criteria.</summary>
    public required string CriteriaVersion { get; init; }

    /// <summary>The segment that its criteria are of; null when it has none.</summary>
    public required string? Segment { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The company that it belongs to; null when unknown.</summary>
    public required string? AccountId { get; init; }

    /// <summary>What a conversion would be worth; null when unknown.</summary>
    public required double? Value { get; init; }

    /// <summary>Its chance with every contribution; null when it is not scored.</summary>
    public required PredictionAnswer? Prediction { get; init; }

    /// <summary>Why it is not scored; null when it is.</summary>
    public required string? WithoutPrediction { get; init; }

    /// <summary>What to do, what not to do, when next and why.</summary>
    public required NurtureAdvice Advice { get; init; }

    /// <summary>What it agreed and objected to.</summary>
    public required ConsentAnswer Consent { get; init; }

    /// <summary>Its stored scores, oldest first, at most the latest 500.</summary>
    public required IReadOnlyList<ScoreEntry> Scores { get; init; }

    /// <summary>What changed, oldest first.</summary>
    public required IReadOnlyList<Transition> Transitions { get; init; }

    /// <summary>How it was handed to sales, oldest first.</summary>
    public required IReadOnlyList<LeadHandoff> Handoffs { get; init; }

    /// <summary>The answer for what was found.</summary>
    public static LeadAnswer From(LeadFindings found)
    {
        var (lead, standing, outcome) = (found.Lead.History.Lead, found.Standing, found.Lead.History.Outcome);
        return new LeadAnswer
        {
            Id = lead.Id,
            Moment = found.Moment,
            State = standing.State,
            Since = standing.Since,
            Trend = standing.Trend,
            TrendSince = standing.TrendSince,
            IsRewarmed = standing.IsRewarmedAt(found.Moment),
            RewarmedAt = standing.RewarmedAt,
            MqlSince = standing.MqlSince,
            SqlSince = standing.SqlSince,
            LastEngagedAt = standing.LastEngagedAt,
            Outcome = outcome is null || found.Lead.History.IsOpenAt(found.Moment) ? null : new LeadOutcome(outcome.Kind, outcome.OccurredAt, outcome.RecordedAt),
            Criteria = found.Criteria,
            CriteriaVersion = found.CriteriaVersion,
            Segment = found.Segment.Length > 0 ? found.Segment : null,
            CreatedAt = lead.CreatedAt,
            AccountId = lead.AccountId,
            Value = lead.Value,
            Prediction = found.Prediction is { } prediction ? PredictionAnswer.From(found.Model!, prediction) : null,
            WithoutPrediction = found.WithoutPrediction,
            Advice = found.Advice,
            Consent = ConsentAnswer.From(found.Lead.Consent),
            Scores = [.. found.Scores.TakeLast(MostScores)],
            Transitions = found.Transitions,
            Handoffs = [.. found.Handoffs.Select(LeadHandoff.From)],
        };
    }
}
