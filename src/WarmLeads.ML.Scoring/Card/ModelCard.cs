namespace WarmLeads.ML.Scoring;

/// <summary>What a data team must know of a model before it trusts it; written beside the model file.</summary>
public sealed record ModelCard
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, counted up from `0001` for each name; empty until it is published.</summary>
    public string Version { get; init; } = "";

    /// <summary>SHA-256 of the model file, in lower-case hexadecimal; empty until it is published.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>What it was trained on, in words: "leads.csv" or "lead history up to 2026-06-30".</summary>
    public required string Source { get; init; }

    /// <summary>What is predicted, in words: "Converted = 1" or "converted within 30 days".</summary>
    public required string Target { get; init; }

    /// <summary>Days within which the conversion is predicted; null when the label had no horizon.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>Rows used.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that converted.</summary>
    public required int Positives { get; init; }

    /// <summary>The model's inputs, the most important first.</summary>
    public required IReadOnlyList<SignalEffect> Signals { get; init; }

    /// <summary>Columns that were left out, and why.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Columns that seem to give the outcome away.</summary>
    public required IReadOnlyList<LeakWarning> LeakWarnings { get; init; }

    /// <summary>Everything else that a reader must be told, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How good it was on rows that it was not trained on.</summary>
    public required QualityReport Quality { get; init; }

    /// <summary>How it was fitted.</summary>
    public required TrainingSummary Training { get; init; }

    /// <summary>Whether the chance was learnt directly or as a hazard, and what was measured; null where there was no choice.</summary>
    public HazardChallenge? Challenge { get; init; }

    /// <summary>How good the chances within each horizon were; empty where the model answers one or none.</summary>
    public IReadOnlyList<HorizonQuality> Horizons { get; init; } = [];

    /// <summary>What segments have of their own on top of the pooled model; null where the model was not parted.</summary>
    public SegmentReport? Segments { get; init; }

    /// <summary>The judgement in one or two sentences.</summary>
    public required string Verdict { get; init; }
}
