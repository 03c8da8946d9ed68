namespace WarmLeads.ML.Leads;

/// <summary>How a lead ended. Set by the CRM, never by a model.</summary>
public enum OutcomeKind
{
    /// <summary>The lead became a customer.</summary>
    Converted,

    /// <summary>The lead was given up or bought elsewhere.</summary>
    Lost,
}
