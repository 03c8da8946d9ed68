using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>How examples are taken from lead histories.</summary>
public sealed record HistoryOptions
{
    /// <summary>Days within which a conversion counts, 1 or more; null for the final outcome of leads that have one.</summary>
    public int? HorizonDays { get; init; } = 30;

    /// <summary>
    /// Other horizons, in days, that the model answers too; the history must be long enough for each. Null for 7, 30 and 90 as far
    /// as it is. Without a horizon there are none.
    /// </summary>
    public IReadOnlyList<int>? Horizons { get; init; }

    /// <summary>The moment training happens: nothing received later is used, and only snapshots whose horizon has passed have a label.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Most snapshots of one lead, 1 or more; they are spread over the time that it was open.</summary>
    public int SnapshotsPerLead { get; init; } = 4;

    /// <summary>The time after its registration at which each lead is looked at, once; null for several times while it is open.</summary>
    public TimeSpan? CutoffAfter { get; init; }

    /// <summary>Kinds of events that convert a lead again and again; empty when its outcome says whether it converted.</summary>
    public IReadOnlyList<string> ConvertedBy { get; init; } = [];

    /// <summary>
    /// The start of a test period, of which nothing is learnt: the model is made of outcomes known before, and judged on snapshots
    /// from then on. Null to judge on the newest and then learn from all.
    /// </summary>
    public DateTimeOffset? TestFrom { get; init; }

    /// <summary>The share of the newest leads that is a test period, between 0 and 1, where <see cref="TestFrom"/> does not say it.</summary>
    public double? TestFraction { get; init; }

    /// <summary>What is measured beyond the shipped features; null for what the history has.</summary>
    public HistoryMeasures? Measures { get; init; }

    /// <summary>Attributes of leads that are no inputs, such as those that are only known when a lead has ended.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>What the history is called on the card: "the store", "data/sample".</summary>
    public string Source { get; init; } = "the lead history";

    /// <summary>What is predicted, in words.</summary>
    public string Target =>
        (ConvertedBy.Count > 0 ? $"the lead has an event '{string.Join("' or '", ConvertedBy)}'" : "the lead converts") +
        (HorizonDays is { } days ? $" within {days} days" : "") +
        (CutoffAfter is { } after ? $", as of {Hours(after)} after its registration" : "");

    /// <summary>A span in words: "24 hours", "7 days".</summary>
    /// <param name="span">The span.</param>
    public static string Hours(TimeSpan span) => span.TotalHours % 24 == 0 && span.TotalDays >= 2
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} hours");
}
