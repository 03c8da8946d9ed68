namespace WarmLeads.ML.Training;

/// <summary>How rows are set aside to judge a model: by a fold column, by a split column, forward in time, or in random folds.</summary>
public sealed record EvaluationOptions
{
    /// <summary>A column whose every value is a fold: judged in turn by a model of all the others. Null when not used.</summary>
    public string? FoldColumn { get; init; }

    /// <summary>A column with the values `train` and `test`. Null when not used.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>Share of the rows that is the test where the table says when they stand, between 0 and 1: the newest.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Random folds with equal shares of conversions, 2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the random folds.</summary>
    public ulong Seed { get; init; }
}
