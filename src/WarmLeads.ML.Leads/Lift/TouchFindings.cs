namespace WarmLeads.ML.Leads;

/// <summary>What a history tells of our touches.</summary>
/// <param name="Effects">Each action and content that came often enough, by name.</param>
/// <param name="TooFew">Those that did not, by name.</param>
/// <param name="Ceiling">The most touches that leads bear; null when more of them were not seen to do harm.</param>
/// <param name="Leads">Leads that it rests on.</param>
public sealed record TouchFindings(IReadOnlyList<TouchEffect> Effects, IReadOnlyList<string> TooFew, TouchCeiling? Ceiling, int Leads)
{
    /// <summary>Rules with what was found in place of what had been learned before.</summary>
    public AdviceRules In(AdviceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules with { Effects = Effects, Ceiling = Ceiling };
    }
}
