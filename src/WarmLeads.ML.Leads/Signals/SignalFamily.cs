namespace WarmLeads.ML.Leads;

/// <summary>What kind of engagement a signal belongs to; a marketer reads reports by family.</summary>
public enum SignalFamily
{
    /// <summary>A kind that the catalog does not know: kept and counted.</summary>
    Other,

    /// <summary>Downloads, webinars, events.</summary>
    Content,

    /// <summary>Visits and page views.</summary>
    Website,

    /// <summary>Opens, clicks, replies, unsubscribes.</summary>
    Email,

    /// <summary>Calls and meetings.</summary>
    Outreach,

    /// <summary>Decisive acts: a demo request, a direct inquiry.</summary>
    Inquiry,

    /// <summary>Conversations with a chat bot or an assistant.</summary>
    Chat,

    /// <summary>Trials and use of the product.</summary>
    Product,

    /// <summary>Intent reported by a third party.</summary>
    Intent,

    /// <summary>Attributes that tell fit to the ideal customer; no event has this family.</summary>
    Fit,

    /// <summary>Engagement over all channels together: rhythm, trend, breadth; no event has this family.</summary>
    Engagement,
}
