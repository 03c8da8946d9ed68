namespace WarmLeads.ML.Api;

/// <summary>How a request carries CloudEvents.</summary>
enum CloudEventForm
{
    /// <summary>It carries none.</summary>
    None,

    /// <summary>One, whole, in the body.</summary>
    Structured,

    /// <summary>A list of whole ones in the body.</summary>
    Batched,

    /// <summary>One whose attributes are headers and whose data is the body.</summary>
    Binary,
}
