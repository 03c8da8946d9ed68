namespace WarmLeads.ML.Leads;

/// <summary>Leads handed to sales, and what sales said.</summary>
public interface IHandoffStore
{
    /// <summary>A handoff; null when the id is unknown.</summary>
    Task<Handoff?> FindHandoffAsync(string id, CancellationToken stop);

    /// <summary>All handoffs of a lead, oldest first.</summary>
    Task<IReadOnlyList<Handoff>> ListHandoffsOfAsync(string leadId, CancellationToken stop);

    /// <summary>Handoffs in one status, by the end of their time, then id.</summary>
    /// <param name="status">The status.</param>
    /// <param name="dueBefore">Only those whose time ends before this moment: the overdue ones; null for all.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="limit">How many, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<Handoff>> ListHandoffsAsync(
        HandoffStatus status, DateTimeOffset? dueBefore, Handoff? after, int limit, CancellationToken stop);

    /// <summary>Writes the decision of sales, the event that tells the lead's history of it, and that the lead is pending, in one transaction.</summary>
    /// <returns>The handoff as it is afterwards: decided before, it stays as it was. Null when the id is unknown.</returns>
    Task<Handoff?> DecideAsync(string id, HandoffDecision decision, EngagementEvent told, CancellationToken stop);
}
