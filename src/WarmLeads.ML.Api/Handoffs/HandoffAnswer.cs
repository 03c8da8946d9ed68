using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>A lead handed to sales, with everything that spoke for it at that moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="LeadId">The lead.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="At">When it was handed over.</param>
/// <param name="DueAt">Until when sales should have answered.</param>
/// <param name="IsOverdue">Whether that time is over.</param>
/// <param name="Route">Who should take it, as a hint.</param>
/// <param name="Cause">Why the lead turned hot.</param>
/// <param name="Checklist">The criteria, met or not.</param>
/// <param name="Probability">The chance of conversion at that moment; null when a rule alone decided.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="Contributions">What each signal contributed to the score.</param>
/// <param name="Model">The model; null when a rule alone decided.</param>
/// <param name="CriteriaVersion">The criteria in force.</param>
/// <param name="Decision">What sales said; null while it has not.</param>
sealed record HandoffAnswer(
    string Id, string LeadId, HandoffStatus Status, DateTimeOffset At, DateTimeOffset DueAt, bool IsOverdue, string Route, string Cause,
    IReadOnlyList<CriterionResult> Checklist, double? Probability, double? Score, IReadOnlyList<ScoreContribution> Contributions,
    ModelReference? Model, string CriteriaVersion, HandoffDecision? Decision)
{
    /// <summary>The handoff as of a moment.</summary>
    public static HandoffAnswer From(Handoff handoff, DateTimeOffset now) =>
        new(handoff.Id, handoff.LeadId, handoff.Status, handoff.At, handoff.DueAt, handoff.IsOverdueAt(now), handoff.Route, handoff.Cause,
            handoff.Checklist, handoff.Probability, handoff.Score, handoff.Contributions,
            handoff.ModelName.Length > 0 ? new ModelReference(handoff.ModelName, handoff.ModelVersion, handoff.ModelHash) : null,
            handoff.CriteriaVersion, handoff.Decision);
}
