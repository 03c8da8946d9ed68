namespace WarmLeads.ML.Scoring;

/// <summary>Which model it is and what it predicts; part of the model file.</summary>
public sealed record ModelIdentity
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, such as `0001`; empty until it is published.</summary>
    public required string Version { get; init; }

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>What is predicted, in words.</summary>
    public required string Target { get; init; }

    /// <summary>The column that held the outcome of a flat table; null when the outcome came from a history.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The texts of the label column that mean converted.</summary>
    public IReadOnlyList<string> PositiveTexts { get; init; } = [];

    /// <summary>Days within which the conversion is predicted; null when the label had no horizon.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>Hours after its registration at which every lead was looked at; null when that was at any time while it was open.</summary>
    public double? CutoffAfterHours { get; init; }

    /// <summary>Rows it was trained on.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of these that converted.</summary>
    public required int Positives { get; init; }

    /// <summary>How sure its chances are; null when too few leads of one outcome were learnt from to say, or in models from before it was kept.</summary>
    public ChanceInterval? Certainty { get; init; }

    /// <summary>Labels up to here may have been seen in training; newer ones judge the model fairly. Null when unknown.</summary>
    public DateTimeOffset? SeenUpTo { get; init; }
}
