namespace WarmLeads.ML.Leads;

/// <summary>What is believed of a lead, with what lists show of it.</summary>
/// <param name="Standing">What is believed.</param>
/// <param name="Segment">The lead's segment; null when it has none.</param>
/// <param name="Value">What a conversion would be worth; null when unknown.</param>
/// <param name="TopReason">The strongest reasons in one line; empty without a prediction.</param>
public sealed record RankedStanding(LeadStanding Standing, string? Segment, double? Value, string TopReason)
{
    /// <summary>What the lead is ranked by: the higher, the earlier; -1 when that is unknown.</summary>
    public double Rank(StandingOrder order) => order switch
    {
        StandingOrder.Probability => Standing.Probability ?? -1,
        _ => Standing.Probability * Value ?? -1,
    };
}
