namespace WarmLeads.ML.Leads;

/// <summary>How a lead that turned hot is handed to sales.</summary>
public sealed record HandoffRules
{
    /// <summary>Hours within which sales should answer, above 0. Shorter keeps more leads warm and needs more hands.</summary>
    public double AnswerHours { get; init; } = 4;

    /// <summary>The attribute of a lead that says who should take it; leads without it are routed by their segment.</summary>
    public string RouteAttribute { get; init; } = "owner";

    /// <summary>The handoff that a look at a lead leads to; null when it leads to none.</summary>
    /// <param name="lead">The lead as it was read.</param>
    /// <param name="verdict">What the look found.</param>
    /// <param name="segment">The lead's segment; empty when it has none.</param>
    /// <remarks>
    /// A lead that sales has accepted already lies with sales and is not handed over again; one that must not be contacted is
    /// not handed over at all.
    /// </remarks>
    public Handoff? Begin(PoolLead lead, Verdict verdict, string segment)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(verdict);
        var turnedHot = verdict.Transitions.FirstOrDefault(t => t is { Kind: TransitionKind.State, To: LeadState.Hot });
        if (turnedHot is null || lead.HasOpenHandoff || !lead.Consent.MayContact || verdict.Standing.SqlSince is not null)
            return null;
        var attributes = lead.History.Lead.Attributes;
        return new Handoff(
            AlertWriter.Id("handoff", turnedHot.LeadId, $"{turnedHot.Number}"), turnedHot.LeadId, turnedHot.At,
            turnedHot.At + TimeSpan.FromHours(AnswerHours), attributes.GetValueOrDefault(RouteAttribute) is { Length: > 0 } owner ? owner : segment)
        {
            Checklist = verdict.Criteria,
            Cause = turnedHot.Cause,
            Probability = turnedHot.Probability,
            Score = turnedHot.Score,
            Contributions = turnedHot.Contributions,
            ModelName = turnedHot.ModelName,
            ModelVersion = turnedHot.ModelVersion,
            ModelHash = turnedHot.ModelHash,
            CriteriaVersion = turnedHot.CriteriaVersion,
        };
    }
}
