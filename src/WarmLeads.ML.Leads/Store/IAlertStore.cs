namespace WarmLeads.ML.Leads;

/// <summary>Who wants to be told of changes, and what is still to be told.</summary>
public interface IAlertStore
{
    /// <summary>Adds an endpoint, or replaces the one with its id.</summary>
    Task PutWebhookAsync(Webhook webhook, CancellationToken stop);

    /// <summary>An endpoint; null when the id is unknown.</summary>
    Task<Webhook?> FindWebhookAsync(string id, CancellationToken stop);

    /// <summary>All endpoints, by id.</summary>
    Task<IReadOnlyList<Webhook>> ListWebhooksAsync(CancellationToken stop);

    /// <summary>Removes an endpoint and what it has not been told yet.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveWebhookAsync(string id, CancellationToken stop);

    /// <summary>Puts an alert that belongs to no lead's change into the outbox, such as a test; one with a known id changes nothing.</summary>
    Task AddAlertAsync(Alert alert, CancellationToken stop);

    /// <summary>Takes alerts whose time has come, the earliest first; nobody else gets them before the hold is over.</summary>
    Task<IReadOnlyList<Alert>> ClaimAlertsAsync(DateTimeOffset now, TimeSpan hold, int limit, CancellationToken stop);

    /// <summary>Writes how an attempt went.</summary>
    Task RecordAttemptAsync(AlertAttempt attempt, CancellationToken stop);

    /// <summary>An alert; null when the id is unknown.</summary>
    Task<Alert?> FindAlertAsync(string id, CancellationToken stop);

    /// <summary>Alerts in one status, newest first, then by id.</summary>
    /// <param name="status">The status.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="limit">How many, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<Alert>> ListAlertsAsync(AlertStatus status, Alert? after, int limit, CancellationToken stop);

    /// <summary>Makes an alert due again with all its attempts, whatever became of it; its id stays.</summary>
    /// <returns>The alert; null when the id is unknown.</returns>
    Task<Alert?> ReplayAlertAsync(string id, DateTimeOffset now, CancellationToken stop);

    /// <summary>Removes alerts that were told, or dropped for a newer one, before a moment.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RemoveAlertsAsync(DateTimeOffset before, CancellationToken stop);
}
