namespace WarmLeads.ML.Leads;

/// <summary>What is believed of a lead: one row per lead in a store. Derived from the event log, and can be rebuilt from it.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, as far as is known now.</param>
/// <param name="Trend">Whether it departs from its own rhythm.</param>
/// <param name="EvaluatedAt">The moment as of which this was found.</param>
public sealed record LeadStanding(
    string LeadId, LeadState State, DateTimeOffset Since, LeadTrend Trend, DateTimeOffset EvaluatedAt)
{
    /// <summary>Counts the looks that were kept, from 1; a store writes a standing only over the one with the number before.</summary>
    public long Number { get; init; } = 1;

    /// <summary>Number of the latest transition written down for the lead; 0 when there is none.</summary>
    public long TransitionNumber { get; init; }

    /// <summary>The latest time that it engaged again after a long silence; null when it never did.</summary>
    public DateTimeOffset? RewarmedAt { get; init; }

    /// <summary>Until when it counts as re-warmed; null when it never was.</summary>
    public DateTimeOffset? RewarmedUntil { get; init; }

    /// <summary>Since when the rhythm is another one, where the trend says so; null when the trend is steady.</summary>
    public DateTimeOffset? TrendSince { get; init; }

    /// <summary>Since when it is a marketing-qualified lead; null when it is none.</summary>
    public DateTimeOffset? MqlSince { get; init; }

    /// <summary>Since when sales has accepted it; null when it has not.</summary>
    public DateTimeOffset? SqlSince { get; init; }

    /// <summary>The latest engagement of the lead itself that is known; null when there is none.</summary>
    public DateTimeOffset? LastEngagedAt { get; init; }

    /// <summary>When its probability was last above the hot threshold.</summary>
    public ThresholdSpell HotSpell { get; init; }

    /// <summary>When its probability was last above the marketing threshold.</summary>
    public ThresholdSpell MqlSpell { get; init; }

    /// <summary>Version of the criteria that it was judged by.</summary>
    public string CriteriaVersion { get; init; } = "";

    /// <summary>Chance of conversion within the model's horizon; null when no model was asked.</summary>
    public double? Probability { get; init; }

    /// <summary>Name of the model; empty when none was asked.</summary>
    public string ModelName { get; init; } = "";

    /// <summary>Version of the model; empty when none was asked.</summary>
    public string ModelVersion { get; init; } = "";

    /// <summary>SHA-256 of the model file, in hexadecimal; empty when none was asked.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>
    /// When time alone can change this (a window leaves an act behind, patience or dwell is over, a silence becomes long):
    /// nobody need look earlier unless something arrives or the model speaks anew. The last instant there is when the lead is closed.
    /// </summary>
    public DateTimeOffset NextLookAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether it is closed by an outcome.</summary>
    public bool IsClosed => State is LeadState.Converted or LeadState.Lost;

    /// <summary>Whether it counts as re-warmed at a moment.</summary>
    public bool IsRewarmedAt(DateTimeOffset moment) => RewarmedAt <= moment && moment < RewarmedUntil;
}
