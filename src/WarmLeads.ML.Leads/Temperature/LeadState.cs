namespace WarmLeads.ML.Leads;

/// <summary>Where a lead stands, in order; a lead moves both ways, and only an outcome of the CRM closes it.</summary>
public enum LeadState
{
    /// <summary>No or hardly any engagement: no warm criterion is met.</summary>
    Cold,

    /// <summary>Has shown interest, not ready to buy.</summary>
    Warm,

    /// <summary>Ready for a conversation with sales: a high chance of conversion, or a decisive act.</summary>
    Hot,

    /// <summary>Became a customer; set by the CRM's outcome, never by a model.</summary>
    Converted,

    /// <summary>Was given up or bought elsewhere; set by the CRM's outcome, never by a model.</summary>
    Lost,
}
