namespace WarmLeads.ML.Training;

/// <summary>Where the outcomes stand in somebody's files, or which event is a conversion.</summary>
public sealed record OutcomeMapping
{
    /// <summary>The file within the folder; null for outcomes.csv or outcomes.csv.gz.</summary>
    public string? File { get; init; }

    /// <summary>The column of the lead's id; null for `lead_id`.</summary>
    public string? LeadId { get; init; }

    /// <summary>The column of the outcome; null for `outcome`.</summary>
    public string? Outcome { get; init; }

    /// <summary>What every row of the file means, `converted` or `lost`, where no column tells it; null where one does.</summary>
    public string? OutcomeIs { get; init; }

    /// <summary>More files of outcomes, such as one of leads that were won and one of those that were lost; null for none.</summary>
    public IReadOnlyList<OutcomeMapping>? Also { get; init; }

    /// <summary>The column of the moment at which it happened; null for `occurred_at`.</summary>
    public string? OccurredAt { get; init; }

    /// <summary>The column of the moment at which it was recorded; null for `recorded_at` where there is one.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>The texts of the outcome that mean converted, compared without regard to case.</summary>
    public IReadOnlyList<string> Converted { get; init; } = ["converted"];

    /// <summary>The texts that mean lost; null for every text that means neither converted nor open.</summary>
    public IReadOnlyList<string>? Lost { get; init; }

    /// <summary>The texts that mean that the lead is still open; the empty text always does.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>The kinds of events that are a conversion, where outcomes stand in no file; empty where they do.</summary>
    public IReadOnlyList<string> ConvertedByEvent { get; init; } = [];

    /// <summary>The kinds of events that close a lead as lost, where a conversion is an event too.</summary>
    public IReadOnlyList<string> LostByEvent { get; init; } = [];

    /// <summary>
    /// Whether a lead whose row does not say when it ended, or every one where no column is named for it, ended with its latest event, or
    /// with its registration where it has none.
    /// </summary>
    public bool AtLatestEvent { get; init; }

    /// <summary>
    /// Whether a lead stays open after such an event and may convert again (a repeat purchase); if not, the first one after
    /// registration closes it.
    /// </summary>
    public bool Repeats { get; init; }
}
