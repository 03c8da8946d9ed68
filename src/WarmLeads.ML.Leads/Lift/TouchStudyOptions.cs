namespace WarmLeads.ML.Leads;

/// <summary>What is asked of a history about our touches.</summary>
public sealed record TouchStudyOptions
{
    /// <summary>The end of knowledge.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The days within which a conversion counts, 1 or more.</summary>
    public int HorizonDays { get; init; } = 30;

    /// <summary>Kinds of events that are conversions; empty when outcomes are.</summary>
    public IReadOnlyList<string> ConvertedBy { get; init; } = [];

    /// <summary>The chance of a lead as of a moment; null when no model is asked, and leads are compared that engaged alike.</summary>
    public Func<LeadHistory, DateTimeOffset, double>? Chance { get; init; }

    /// <summary>Kinds that are notes of ours and no touches.</summary>
    public IReadOnlyList<string> NoTouches { get; init; } = new AdviceRules().NoTouches;

    /// <summary>How often leads are drawn for an interval, 100 or more.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;
}
