namespace WarmLeads.ML.Scoring;

/// <summary>Where a column's value comes from.</summary>
public enum ColumnSource
{
    /// <summary>An attribute of the lead, or a column of a flat table.</summary>
    Attribute,

    /// <summary>A feature built from the lead's events as of the cutoff.</summary>
    Engagement,
}
