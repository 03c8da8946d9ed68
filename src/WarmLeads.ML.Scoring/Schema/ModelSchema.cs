using System.Text.Json.Serialization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>The inputs of a model, in the order of its features.</summary>
public sealed record ModelSchema
{
    /// <summary>The inputs; the index is the feature's.</summary>
    public required IReadOnlyList<InputColumn> Columns { get; init; }

    /// <summary>Texts that mean "no value", compared without regard to case after trimming; the empty text always does.</summary>
    public required IReadOnlyList<string> MissingMarkers { get; init; }

    /// <summary>The column that identifies a lead in a flat table; null when there is none.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column that says as of when a row stands; null when there is none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Date columns whose latest value is the row's reference moment where there is no time column.</summary>
    public IReadOnlyList<string> DateColumns { get; init; } = [];

    /// <summary>What is measured of a history beyond the shipped features; null for nothing, and for models of flat tables.</summary>
    public HistoryMeasures? Measures { get; init; }

    /// <summary>Whether it measures colleagues at the same account, so that a lead's history must be read with them.</summary>
    [JsonIgnore]
    public bool MeasuresColleagues => Measures is { Colleagues: true };

    /// <summary>The texts that count as missing when nothing else is said.</summary>
    public static IReadOnlyList<string> DefaultMissingMarkers { get; } = ["NA", "N/A", "null", "NULL", "None", "NaN", "Select", "?"];
}
