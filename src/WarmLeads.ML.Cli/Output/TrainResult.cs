using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>What `train --json` prints.</summary>
sealed record TrainResult
{
    /// <summary>The version's folder, which `score --model` takes.</summary>
    public required string Model { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the model file.</summary>
    public required string Hash { get; init; }

    /// <summary>What is predicted, in words.</summary>
    public required string Target { get; init; }

    /// <summary>Rows used.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that converted.</summary>
    public required int Positives { get; init; }

    /// <summary>How the rows were chosen that the figures stand on.</summary>
    public required string Split { get; init; }

    /// <summary>The model's figures on rows that it was not trained on.</summary>
    public required MetricsResult Metrics { get; init; }

    /// <summary>The figures of `base_rate` and `logistic_regression` on the same rows.</summary>
    public required IReadOnlyDictionary<string, MetricsResult> Baselines { get; init; }

    /// <summary>The size that validation chose.</summary>
    public required string Capacity { get; init; }

    /// <summary>Trees of the forest.</summary>
    public required int Trees { get; init; }

    /// <summary>Seconds from the first byte read to the fitted model.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Whether the chance was learnt directly or as a hazard, and what was measured; null where there was no choice.</summary>
    public HazardChallenge? Challenge { get; init; }

    /// <summary>How good the chances within each horizon were on later snapshots.</summary>
    public required IReadOnlyList<HorizonQuality> Horizons { get; init; }

    /// <summary>What segments have of their own; null without --segment.</summary>
    public SegmentReport? Segments { get; init; }

    /// <summary>The judgement.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a reader must be told.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Columns left out, and why.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Columns that seem to give the outcome away.</summary>
    public required IReadOnlyList<LeakWarning> Leaks { get; init; }

    /// <summary>Every column that was looked at, with what it was taken for.</summary>
    public required IReadOnlyList<TrainedColumn> Columns { get; init; }

    /// <summary>Puts the result together.</summary>
    /// <param name="folder">The version's folder.</param>
    /// <param name="card">The published card.</param>
    /// <param name="findings">Every column that was looked at.</param>
    public static TrainResult From(string folder, ModelCard card, IReadOnlyList<ColumnFinding> findings) => new()
    {
        Model = folder,
        Name = card.Name,
        Version = card.Version,
        Hash = card.Hash,
        Target = card.Target,
        Rows = card.Rows,
        Positives = card.Positives,
        Split = card.Quality.Split,
        Metrics = MetricsResult.From(card.Quality.Model),
        Baselines = new Dictionary<string, MetricsResult>(StringComparer.Ordinal)
        {
            ["base_rate"] = MetricsResult.From(card.Quality.BaseRate),
            ["logistic_regression"] = MetricsResult.From(card.Quality.LogisticRegression),
        },
        Capacity = card.Training.Capacity,
        Trees = card.Training.Trees,
        TrainSeconds = card.Training.TrainSeconds,
        Challenge = card.Challenge,
        Horizons = card.Horizons,
        Segments = card.Segments,
        Verdict = card.Verdict,
        Warnings = card.Warnings,
        Dropped = card.Dropped,
        Leaks = card.LeakWarnings,
        Columns = [.. findings.Select(TrainedColumn.From)],
    };
}
