namespace WarmLeads.ML.Leads;

/// <summary>Why sales gave a lead back.</summary>
public enum HandoffRejection
{
    /// <summary>It was handed over too early.</summary>
    NotReady,

    /// <summary>It will never buy what we sell.</summary>
    BadFit,

    /// <summary>It is known under another id.</summary>
    Duplicate,

    /// <summary>Nobody answered.</summary>
    Unreachable,

    /// <summary>It bought from someone else, or decided not to buy.</summary>
    NoNeed,

    /// <summary>What the note says.</summary>
    Other,
}
