using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Criteria whose patience was learned from a history, and what that changes.</summary>
/// <param name="Criteria">The criteria, under their new version.</param>
/// <param name="Segments">What was found, all other leads first.</param>
public sealed record LearnedPatience(Criteria Criteria, IReadOnlyList<PatienceFinding> Segments)
{
    /// <summary>Replaces patience by the silence after which leads of the history hardly convert any more, where the history is long enough.</summary>
    /// <param name="criteria">The criteria so far.</param>
    /// <param name="view">How long leads of the history stay warm, by the criteria's own attribute of segments.</param>
    /// <param name="version">Names the criteria with what was learned.</param>
    /// <exception cref="ArgumentException">The view is of other segments, or the version is no name.</exception>
    public static LearnedPatience Of(Criteria criteria, SurvivalView view, string version)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(view);
        if (view.SegmentColumn is { } column && !column.Equals(criteria.SegmentAttribute, StringComparison.Ordinal))
            throw new ArgumentException($"The history was looked at by '{column}' and the criteria by '{criteria.SegmentAttribute}'. Look at it by the latter.", nameof(view));
        var others = Find("", view.All, view, criteria.Rules);
        var segments = new Dictionary<string, CriteriaRules>(StringComparer.OrdinalIgnoreCase);
        foreach (var (segment, own) in criteria.Segments)
            segments.Add(segment, own);
        var findings = new List<PatienceFinding> { others };
        foreach (var group in view.Segments.GroupBy(curve => curve.Segment.Trim(), StringComparer.OrdinalIgnoreCase).Where(group => group.Key.Length > 0))
        {
            var before = criteria.Segments.GetValueOrDefault(group.Key, criteria.Rules);
            // The same segment in two spellings was measured twice: neither is the segment.
            var finding = group.Count() > 1
                ? new PatienceFinding(group.Key, group.Sum(curve => curve.Leads), group.Sum(curve => curve.Conversions), before.PatienceDays, null, "It is written in more than one way; write it in one and learn again.")
                : Find(group.Key, group.First(), view, before);
            findings.Add(finding);
            // Segments of their own, though nothing was learned of them, keep what they had when the rules of all others change.
            if (finding.Learned is not null || others.Learned is not null)
                segments[group.Key] = before with { PatienceDays = finding.Learned?.Days ?? before.PatienceDays };
        }

        var rules = criteria.Rules with { PatienceDays = others.Learned?.Days ?? criteria.Rules.PatienceDays };
        return new LearnedPatience(new Criteria(version, rules, criteria.SegmentAttribute, segments), findings);
    }

    static PatienceFinding Find(string segment, SurvivalCurve curve, SurvivalView view, CriteriaRules rules)
    {
        PatienceFinding Kept(string why) => new(segment, curve.Leads, curve.Conversions, rules.PatienceDays, null, why);
        if (curve.IsPooled)
            return Kept("Too few leads or conversions for a figure of its own.");
        if (curve.Stop is not { Days: { } days, Low: { } low, High: { } high })
            return Kept(Text($"Its chance was not seen to stay below {100 * view.StopBelow:0.##} % for good within {curve.LongestDays} days of silence."));
        // A span that is longer than what it is about says too little to replace anything.
        if (high - low > days)
            return Kept(Text($"{days} days were found, but anything between {low} and {high} may be the truth."));
        var found = Text($"After {days} days of silence ({low} to {high}) its chance within {view.HorizonDays} days is below {100 * view.StopBelow:0.##} %");
        var least = (int)Math.Ceiling(rules.WarmActDays);
        return new PatienceFinding(
            segment, curve.Leads, curve.Conversions, rules.PatienceDays, new LearnedDays(Math.Max(days, least), Math.Max(low, least), Math.Max(high, least)),
            days < least ? Text($"{found}; a warm act counts for {rules.WarmActDays:0.#}, and patience for no less.") : found + ".");
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
