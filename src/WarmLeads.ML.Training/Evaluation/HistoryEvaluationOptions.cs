namespace WarmLeads.ML.Training;

/// <summary>How a pipeline is judged on a history.</summary>
public sealed record HistoryEvaluationOptions
{
    /// <summary>Cut-offs, 1 or more: at each a model is made of what was known then, and judged on what came until the next.</summary>
    public int Cutoffs { get; init; } = 3;

    /// <summary>An attribute by whose values the figures are parted too; null for none.</summary>
    public string? Segment { get; init; }

    /// <summary>Probability from which on leads are called, for the confusion matrix; null to call as many as are expected to convert.</summary>
    public double? Threshold { get; init; }

    /// <summary>Draws of each interval, 2 or more.</summary>
    public int Draws { get; init; } = 200;
}
