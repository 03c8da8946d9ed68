namespace WarmLeads.ML.Scoring;

/// <summary>What each segment of the leads has of its own; whoever is in none, or in one that was never seen, gets the pooled model's answer.</summary>
/// <param name="Column">The input whose values are the segments.</param>
/// <param name="Segments">The segments, those with the most rows first.</param>
/// <param name="Unlisted">Rarer segments that are not listed and have nothing of their own.</param>
public sealed record SegmentReport(string Column, IReadOnlyList<SegmentModel> Segments, int Unlisted)
{
    /// <summary>The outcome in one sentence.</summary>
    public string InWords()
    {
        var all = Segments.Count + Unlisted;
        var own = Segments.Count(segment => segment.Part != SegmentPart.Pooled);
        var few = Unlisted + Segments.Count(segment => segment.LeadsNeeded is not null);
        List<string> parts = [own == 1 ? "1 has a part of its own" : $"{own} have a part of their own"];
        if (all - own - few > 0)
            parts.Add($"for {all - own - few} nothing of its own was better than the pooled model by more than chance");
        if (few > 0)
            parts.Add($"{few} {(few == 1 ? "has" : "have")} too few outcomes");
        return $"Of the {all} values of '{Column}', {string.Join("; ", parts)}.";
    }
}
