using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What a column of a flat table was found to be, and why it is used or left out.</summary>
public sealed record ColumnFinding
{
    /// <summary>The column.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are; null when it is left out.</summary>
    public ColumnKind? Kind { get; init; }

    /// <summary>Why it is left out, in words: "identifier: 9,240 different values in 9,240 rows"; null when it is used.</summary>
    public string? DroppedReason { get; init; }

    /// <summary>Whether it is left out because it tells leads apart rather than what they are like.</summary>
    public bool IsIdentifier => DroppedReason?.StartsWith("identifier", StringComparison.Ordinal) == true;

    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without a value.</summary>
    public required int Missing { get; init; }

    /// <summary>The texts that count as missing and were found, the most frequent first; the empty text is among them.</summary>
    public required IReadOnlyList<TextCount> MissingTexts { get; init; }

    /// <summary>Different values, missing not counted.</summary>
    public required int Distinct { get; init; }

    /// <summary>
    /// The texts of a categorical or boolean column: false before true, categories the most frequent first and equally
    /// frequent ones in ordinal order, so that the order of the rows does not matter. Empty for others.
    /// </summary>
    public IReadOnlyList<TextCount> Levels { get; init; } = [];

    /// <summary>What a data team should know of the column, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The finding in one line: "numeric, 41 different values; missing: 137 rows (1.5 %), 137 empty".</summary>
    public required string Summary { get; init; }
}
