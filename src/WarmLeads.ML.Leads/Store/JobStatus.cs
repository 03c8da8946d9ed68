namespace WarmLeads.ML.Leads;

/// <summary>Where a run stands.</summary>
public enum JobStatus
{
    /// <summary>It runs, or its process died while it did.</summary>
    Running,

    /// <summary>It ended and its result is in use.</summary>
    Published,

    /// <summary>It ended and its result was held back, for the reason in its message.</summary>
    Held,

    /// <summary>It ended with an error; nothing changed.</summary>
    Failed,

    /// <summary>Its process ended before it did; nothing changed.</summary>
    Interrupted,
}
