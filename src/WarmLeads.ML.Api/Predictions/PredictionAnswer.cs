using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>A lead's chance of conversion with the contribution of every signal.</summary>
sealed record PredictionAnswer
{
    /// <summary>The lead; null when the caller gave no id.</summary>
    public required string? LeadId { get; init; }

    /// <summary>Chance of conversion within the horizon, calibrated, 0..1.</summary>
    public required double Probability { get; init; }

    /// <summary>The lower end of the interval of `probability`, 0..1: 95 %, for the share that converts among leads of such a score. Null when the model was trained on too few outcomes to say.</summary>
    public required double? ProbabilityLow { get; init; }

    /// <summary>The upper end of it, 0..1.</summary>
    public required double? ProbabilityHigh { get; init; }

    /// <summary>The same in log-odds: `bias` plus the `logOdds` of all contributions, exactly.</summary>
    public required double Score { get; init; }

    /// <summary>What is predicted, in words.</summary>
    public required string Target { get; init; }

    /// <summary>Days within which the conversion is predicted; null when the model's label had no horizon.</summary>
    public required int? HorizonDays { get; init; }

    /// <summary>The chance within each horizon that the model answers, shortest first, never less within more days; `probability` is that of `horizonDays`. Empty when the model's label had no horizon.</summary>
    public required IReadOnlyList<HorizonChance> Horizons { get; init; }

    /// <summary>The moment as of which the lead was looked at: nothing that was received later is used.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The score of a lead of which nothing is known, in log-odds.</summary>
    public required double Bias { get; init; }

    /// <summary>The probability that belongs to `bias`, 0..1.</summary>
    public required double BaseProbability { get; init; }

    /// <summary>The strongest reasons in plain words, at most five.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>One for every input of the model, strongest first. Their points sum exactly to 100 x probability - 100 x baseProbability.</summary>
    public required IReadOnlyList<SignalContribution> Contributions { get; init; }

    /// <summary>What the caller should know: inputs that were not given, columns that the model has no use for, values that training never saw.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The model that answered.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>The answer for a prediction.</summary>
    /// <param name="model">The model that predicted.</param>
    /// <param name="prediction">What it predicted, checked by <see cref="ExactSums"/>.</param>
    public static PredictionAnswer From(ConversionModel model, LeadPrediction prediction) => new()
    {
        LeadId = prediction.LeadId,
        Probability = prediction.Probability,
        ProbabilityLow = prediction.ProbabilityLow,
        ProbabilityHigh = prediction.ProbabilityHigh,
        Score = prediction.Score,
        Target = model.Target,
        HorizonDays = prediction.HorizonDays,
        Horizons = prediction.Horizons,
        Cutoff = prediction.Cutoff,
        Bias = prediction.Bias,
        BaseProbability = prediction.BaseProbability,
        Reasons = prediction.Reasons,
        Contributions = prediction.Contributions,
        Warnings = prediction.Warnings,
        Model = ModelReference.To(model),
    };
}
