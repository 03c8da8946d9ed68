using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>A handoff of a lead, in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was handed over.</param>
/// <param name="DueAt">Until when sales should have answered.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Cause">Why the lead turned hot.</param>
sealed record LeadHandoff(string Id, DateTimeOffset At, DateTimeOffset DueAt, HandoffStatus Status, string Cause)
{
    /// <summary>The short form.</summary>
    public static LeadHandoff From(Handoff handoff) => new(handoff.Id, handoff.At, handoff.DueAt, handoff.Status, handoff.Cause);
}
