namespace WarmLeads.ML.Scoring;

/// <summary>How much a signal matters overall and in which direction.</summary>
public sealed record SignalEffect
{
    /// <summary>The input's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name that a marketer reads.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The family it is reported under.</summary>
    public required string Family { get; init; }

    /// <summary>What its values are.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Mean size of its contribution over the training rows, log-odds, 0 or more.</summary>
    public required double MeanAbsoluteContribution { get; init; }

    /// <summary>Its part of the sum of all signals' mean sizes, 0..1.</summary>
    public required double Share { get; init; }

    /// <summary>The direction in plain words: "Leads convert more often the longer they stay on the website."</summary>
    public required string Direction { get; init; }

    /// <summary>What happened and what the model says by value or range of values, in the order of the values; missing last.</summary>
    public required IReadOnlyList<ValueEffect> Values { get; init; }
}
