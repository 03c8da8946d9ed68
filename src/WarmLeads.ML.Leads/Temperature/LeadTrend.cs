namespace WarmLeads.ML.Leads;

/// <summary>Whether a lead's engagement departs from its own rhythm, at the false-alarm rate that the criteria state.</summary>
public enum LeadTrend
{
    /// <summary>The rhythm is the lead's own, or there is too little of it to tell.</summary>
    Steady,

    /// <summary>It engages more often than before, more than chance explains.</summary>
    Heating,

    /// <summary>It engages less often than before, or has been silent for longer than chance explains, or turned away.</summary>
    Cooling,
}
