namespace WarmLeads.ML.Leads;

/// <summary>What ranks the pool.</summary>
public enum StandingOrder
{
    /// <summary>The chance of conversion.</summary>
    Probability,

    /// <summary>The chance of conversion times what it would be worth; leads without a value come last.</summary>
    ExpectedValue,
}
