namespace WarmLeads.ML.Leads;

/// <summary>How marketing-qualified leads relate to warm ones.</summary>
public enum MqlRelation
{
    /// <summary>Some of the warm leads, and all hot ones, are marketing-qualified.</summary>
    SubsetOfWarm,

    /// <summary>Every warm or hot lead is marketing-qualified; thresholds and acts are not looked at.</summary>
    SameAsWarm,
}
