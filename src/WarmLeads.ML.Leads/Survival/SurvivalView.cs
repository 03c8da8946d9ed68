using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>How long leads stay warm and when it is time to stop, for all leads and by segment.</summary>
public sealed record SurvivalView
{
    /// <summary>The end of knowledge.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Days within which a conversion counts.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The chance below which it is time to stop, 0..1.</summary>
    public required double StopBelow { get; init; }

    /// <summary>All leads together.</summary>
    public required SurvivalCurve All { get; init; }

    /// <summary>The attribute that segments are made of; null when none was asked for.</summary>
    public string? SegmentColumn { get; init; }

    /// <summary>The segments, the largest first.</summary>
    public required IReadOnlyList<SurvivalCurve> Segments { get; init; }

    /// <summary>What a curve says of when to stop, in one sentence.</summary>
    /// <param name="curve">One of this view's.</param>
    public string InWords(SurvivalCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var who = curve.Segment.Length == 0 ? "Leads" : $"Leads of {SegmentColumn} '{curve.Segment}'";
        var below = $"{(100 * StopBelow).ToString("0.##", CultureInfo.InvariantCulture)} %";
        var pooled = curve.IsPooled
            ? $"; with {Count(curve.Leads, "lead")} and {Count(curve.Conversions, "conversion")} that is the figure of all leads, for the segment is too small for its own"
            : "";
        return curve.Stop.Days switch
        {
            null => $"{who} convert within {HorizonDays} days with {below} or more after every silence that was seen often enough, up to {curve.LongestDays} days: no time to stop was found{pooled}.",
            0 => $"{who} convert within {HorizonDays} days with less than {below} even right after an engagement{pooled}.",
            { } days => $"{who} that were silent for {Count(days, "day")} ({Range(curve.Stop, curve.LongestDays)}) convert within {HorizonDays} days with less than {below}: time to stop{pooled}.",
        };
    }

    /// <summary>An interval in words: "33 to 52", "33 to more than 364".</summary>
    /// <param name="span">The span.</param>
    /// <param name="longest">The most days that were seen.</param>
    public static string Range(SurvivalSpan span, int longest)
    {
        ArgumentNullException.ThrowIfNull(span);
        return $"{span.Low?.ToString(CultureInfo.InvariantCulture) ?? $"more than {longest}"} to {span.High?.ToString(CultureInfo.InvariantCulture) ?? $"more than {longest}"}";
    }

    static string Count(int count, string one) => $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";
}
