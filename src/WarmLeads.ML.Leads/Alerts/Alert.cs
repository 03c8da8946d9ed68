namespace WarmLeads.ML.Leads;

/// <summary>One message to one address: told at least once, always under the same id.</summary>
/// <param name="Id">Follows from what is told and whom, so that the same is never told under two ids.</param>
/// <param name="WebhookId">Whom.</param>
/// <param name="LeadId">Of which lead; empty for a test.</param>
/// <param name="Kind">What, such as `lead.hot`.</param>
/// <param name="CreatedAt">When the change happened.</param>
/// <param name="Body">The JSON that is posted; ids, states and links, nothing about the person.</param>
public sealed record Alert(string Id, string WebhookId, string LeadId, string Kind, DateTimeOffset CreatedAt, string Body)
{
    /// <summary>
    /// How long after an alert of the same lead, kind and address this one waits. One that still waits is dropped when a
    /// newer one comes, which takes its turn: the last change is always told.
    /// </summary>
    public TimeSpan Debounce { get; init; }

    /// <summary>Where it stands.</summary>
    public AlertStatus Status { get; init; }

    /// <summary>When it is told next; when it is told at once, its creation.</summary>
    public DateTimeOffset DueAt { get; init; } = CreatedAt;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was tried last; null when it never was.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>How the last attempt went, in one sentence; empty before.</summary>
    public string Message { get; init; } = "";
}
