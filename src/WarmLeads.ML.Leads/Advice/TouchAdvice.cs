namespace WarmLeads.ML.Leads;

/// <summary>How much to touch a lead from now on.</summary>
public enum TouchAdvice
{
    /// <summary>More often than so far, or now.</summary>
    More,

    /// <summary>As the lead's rhythm says.</summary>
    Same,

    /// <summary>Less often than so far.</summary>
    Less,

    /// <summary>Not at all.</summary>
    Stop,
}
