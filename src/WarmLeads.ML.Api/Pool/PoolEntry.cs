using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;

namespace WarmLeads.ML.Api;

/// <summary>A lead in the list of the warm pool.</summary>
sealed record PoolEntry
{
    /// <summary>Its place among the leads that may be contacted, from 1.</summary>
    public required long Rank { get; init; }

    /// <summary>The lead.</summary>
    public required string Id { get; init; }

    /// <summary>Chance of conversion within the horizon, 0..1; null when it was never scored.</summary>
    public required double? Probability { get; init; }

    /// <summary>What a conversion would be worth; null when unknown.</summary>
    public required double? Value { get; init; }

    /// <summary>Chance times value; null when either is unknown.</summary>
    public required double? ExpectedValue { get; init; }

    /// <summary>Where it stands.</summary>
    public required LeadState State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it departs from its own rhythm.</summary>
    public required LeadTrend Trend { get; init; }

    /// <summary>Whether it came back after a long silence, a short while ago.</summary>
    public required bool IsRewarmed { get; init; }

    /// <summary>The segment; null when it has none.</summary>
    public required string? Segment { get; init; }

    /// <summary>The strongest reasons in one line.</summary>
    public required string TopReason { get; init; }

    /// <summary>More, same, less, or stop.</summary>
    public required TouchAdvice Touch { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>When the next touch is due; null when there should be none.</summary>
    public required DateTimeOffset? NextTouchAt { get; init; }

    /// <summary>Whether the latest day for it has passed.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>What goes wrong with it, by name.</summary>
    public required IReadOnlyList<string> Guards { get; init; }

    /// <summary>The entry of a row.</summary>
    public static PoolEntry From(PoolListRow row, string? segment) => new()
    {
        Rank = row.Rank,
        Id = row.Standing.LeadId,
        Probability = row.Standing.Probability,
        Value = row.Value,
        ExpectedValue = row.Standing.Probability * row.Value,
        State = row.Standing.State,
        Since = row.Standing.Since,
        Trend = row.Standing.Trend,
        IsRewarmed = row.IsRewarmed,
        Segment = segment,
        TopReason = row.TopReason,
        Touch = row.Advice.Touch,
        Why = row.Advice.Why,
        NextTouchAt = row.Advice.NextTouchAt,
        IsOverdue = row.Advice.IsOverdue,
        Guards = [.. row.Advice.Guards.Select(guard => guard.Name)],
    };
}
