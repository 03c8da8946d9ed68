namespace WarmLeads.ML.Leads;

/// <summary>What a lead, or somebody for it, agreed or objected to.</summary>
public enum ConsentKind
{
    /// <summary>The lead may be contacted: given or withdrawn.</summary>
    Contact,

    /// <summary>The lead must not be contacted, whatever else it agreed to: set or lifted.</summary>
    DoNotContact,

    /// <summary>The lead objects to being profiled, and so to being scored: set or lifted.</summary>
    ProfilingObjection,
}
