namespace WarmLeads.ML.Leads;

/// <summary>Where a handoff stands.</summary>
public enum HandoffStatus
{
    /// <summary>It waits for sales.</summary>
    Open,

    /// <summary>Sales took the lead: it is an SQL.</summary>
    Accepted,

    /// <summary>Sales gave the lead back, with a reason.</summary>
    Rejected,

    /// <summary>The lead was no longer hot before sales had answered.</summary>
    Withdrawn,
}
