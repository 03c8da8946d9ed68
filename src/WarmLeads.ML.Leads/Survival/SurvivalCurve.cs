namespace WarmLeads.ML.Leads;

/// <summary>How the leads of a segment stay warm.</summary>
public sealed record SurvivalCurve
{
    /// <summary>The value of the segment's attribute; empty for all leads together.</summary>
    public required string Segment { get; init; }

    /// <summary>Leads of the segment.</summary>
    public required int Leads { get; init; }

    /// <summary>Leads of these that converted.</summary>
    public required int Conversions { get; init; }

    /// <summary>Whether the segment is too small for figures of its own: those given are of all leads together.</summary>
    public required bool IsPooled { get; init; }

    /// <summary>The chance of conversion within the horizon by days of silence, of leads that are open and have been silent for so long.</summary>
    public required IReadOnlyList<SurvivalPoint> BySilence { get; init; }

    /// <summary>The chance of conversion within the horizon by days since registration, of leads that are still open then.</summary>
    public required IReadOnlyList<SurvivalPoint> ByAge { get; init; }

    /// <summary>The share of all leads that has converted by so many days after registration (Kaplan and Meier); lost leads have not.</summary>
    public required IReadOnlyList<SurvivalPoint> Converted { get; init; }

    /// <summary>Days of silence after which the chance within the horizon is half of that right after an engagement.</summary>
    public required SurvivalSpan Halved { get; init; }

    /// <summary>Days of silence after which the chance within the horizon stays below the threshold: time to stop.</summary>
    public required SurvivalSpan Stop { get; init; }

    /// <summary>The longest silence that was seen often enough to be measured, in days.</summary>
    public int LongestDays => BySilence.Count == 0 ? 0 : BySilence[^1].Days;
}
