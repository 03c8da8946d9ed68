namespace WarmLeads.ML.Training;

/// <summary>What every training needs to be told; the defaults work.</summary>
public sealed record TrainingOptions
{
    /// <summary>The model's name: letters, digits, `-` and `_`.</summary>
    public string Name { get; init; } = "leads";

    /// <summary>Seconds that the search for a model may take on 2 cores, above 0. Less time tries fewer sizes and fewer trees.</summary>
    public double BudgetSeconds { get; init; } = 60;

    /// <summary>Seed of everything random: the same data, options and seed give the same model.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, 0 for all cores. The model does not depend on it.</summary>
    public int NumberOfThreads { get; init; }

    /// <summary>
    /// The column of categories (an attribute, for a history) whose values may have parts of their own on top of the pooled model; null
    /// for one model of all. A value gets what its outcomes bear out, and no more.
    /// </summary>
    public string? SegmentColumn { get; init; }

    /// <summary>Probability from which on leads are called, for the confusion matrix on the card; null to call as many as are expected to convert.</summary>
    public double? Threshold { get; init; }

    /// <summary>The clock: when the model was trained and how long it took.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
