namespace WarmLeads.ML.Leads;

/// <summary>How long leads stay warm: what is asked, and of whom.</summary>
public sealed record SurvivalOptions
{
    /// <summary>The end of knowledge: nothing that occurred or was told from then on is used.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Days within which a conversion counts, 1 or more.</summary>
    public int HorizonDays { get; init; } = 30;

    /// <summary>
    /// The chance of conversion within the horizon below which touching a lead no longer pays, between 0 and 1: the cost of a touch
    /// over the value of a conversion, say. Null for a fifth of the mean chance of an open lead on any night.
    /// </summary>
    public double? StopBelow { get; init; }

    /// <summary>An attribute whose values are segments; null for all leads together only.</summary>
    public string? Segment { get; init; }

    /// <summary>Kinds of events that convert a lead again and again; empty when its outcome says whether it converted.</summary>
    public IReadOnlyList<string> ConvertedBy { get; init; } = [];

    /// <summary>Draws of the intervals, 20 or more.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; }

    /// <summary>Leads that a segment needs for a curve of its own, 1 or more.</summary>
    public int FewestLeads { get; init; } = 100;

    /// <summary>Conversions that a segment needs for a curve of its own, 1 or more.</summary>
    public int FewestConversions { get; init; } = 20;
}
