namespace WarmLeads.ML.Leads;

/// <summary>Where an alert stands.</summary>
public enum AlertStatus
{
    /// <summary>It is still to be told, for the first time or again.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>Every attempt failed; it is told again only when asked for.</summary>
    Dead,

    /// <summary>A newer one of the same lead and kind took its place before it was tried.</summary>
    Superseded,
}
