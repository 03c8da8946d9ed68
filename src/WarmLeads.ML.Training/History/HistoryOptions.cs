namespace WarmLeads.ML.Training;

/// <summary>How examples are taken from lead histories.</summary>
public sealed record HistoryOptions
{
    /// <summary>Days within which a conversion counts, 1 or more.</summary>
    public int HorizonDays { get; init; } = 30;

    /// <summary>The moment training happens: nothing received later is used, and only snapshots whose horizon has passed have a label.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Most snapshots of one lead, 1 or more; they are spread over the time that it was open.</summary>
    public int SnapshotsPerLead { get; init; } = 4;

    /// <summary>What the history is called on the card: "the store", "data/sample".</summary>
    public string Source { get; init; } = "the lead history";
}
