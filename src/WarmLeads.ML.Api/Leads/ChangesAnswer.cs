using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Why a lead's chance moved between two moments.</summary>
sealed record ChangesAnswer
{
    const int SignalsOfACause = 10;

    /// <summary>The lead.</summary>
    public required string LeadId { get; init; }

    /// <summary>The first moment.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The second moment.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The chance at the first moment, 0..1.</summary>
    public required double ProbabilityBefore { get; init; }

    /// <summary>The chance at the second.</summary>
    public required double ProbabilityAfter { get; init; }

    /// <summary>The score at the first moment, in log-odds.</summary>
    public required double ScoreBefore { get; init; }

    /// <summary>The score at the second.</summary>
    public required double ScoreAfter { get; init; }

    /// <summary>`scoreAfter` minus `scoreBefore`: what the `logOdds` of all signals, and those of all causes, add up to, bit for bit.</summary>
    public required double LogOdds { get; init; }

    /// <summary>100 x `probabilityAfter` minus 100 x `probabilityBefore`: what the `points` of all signals, and those of all causes, add up to.</summary>
    public required double Points { get; init; }

    /// <summary>Time, and then what became known, in the order in which it did; each leads from the score before it to the one after.</summary>
    public required IReadOnlyList<CauseAnswer> Causes { get; init; }

    /// <summary>One for each signal of the model, the one that moved most first.</summary>
    public required IReadOnlyList<SignalChange> Signals { get; init; }

    /// <summary>The stored score nearest before the first moment, when another model gave it; what it differs by is the model's doing.</summary>
    public required StoredScore? StoredByAnotherModel { get; init; }

    /// <summary>The model that looked at both moments.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>The answer for a change.</summary>
    public static ChangesAnswer From(ConversionModel model, ScoreChange change, StoredScore? other) => new()
    {
        LeadId = change.After.LeadId!,
        Since = change.Before.Cutoff,
        Until = change.After.Cutoff,
        ProbabilityBefore = change.Before.Probability,
        ProbabilityAfter = change.After.Probability,
        ScoreBefore = change.Before.Score,
        ScoreAfter = change.After.Score,
        LogOdds = change.LogOdds,
        Points = change.Points,
        Causes = [.. change.Causes.Select(cause => CauseAnswer.From(cause, SignalsOfACause))],
        Signals = change.Signals,
        StoredByAnotherModel = other,
        Model = ModelReference.To(model),
    };
}
