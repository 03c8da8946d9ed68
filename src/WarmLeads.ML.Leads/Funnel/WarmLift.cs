namespace WarmLeads.ML.Leads;

/// <summary>How much more often leads that were called warm or hot converted than the others: what the label is worth.</summary>
/// <param name="Segment">The segment; empty for leads that say none, null for all leads together.</param>
/// <param name="Warmed">How many of the leads that were warm or hot converted: the precision of the label.</param>
/// <param name="NeverWarmed">How many of the leads that never were converted.</param>
/// <param name="Lift">The first rate over the second; null while it cannot be told.</param>
/// <param name="Low">Lower end of the lift's 95 % interval; null while it cannot be told.</param>
/// <param name="High">Upper end of it; null while it cannot be told.</param>
/// <remarks>Source of the interval: Katz, Baptista, Azen and Pike 1978, "Obtaining confidence intervals for the risk ratio in cohort studies".</remarks>
public sealed record WarmLift(string? Segment, WilsonInterval Warmed, WilsonInterval NeverWarmed, double? Lift, double? Low, double? High)
{
    const double Z = 1.959963984540054;

    /// <summary>The lift of two rates.</summary>
    public static WarmLift Of(string? segment, WilsonInterval warmed, WilsonInterval never)
    {
        ArgumentNullException.ThrowIfNull(warmed);
        ArgumentNullException.ThrowIfNull(never);
        if (warmed.Share is not { } share || !(never.Share > 0))
            return new WarmLift(segment, warmed, never, null, null, null);
        var lift = share / never.Share.Value;
        if (warmed.Count == 0)
            return new WarmLift(segment, warmed, never, lift, null, null);
        var deviation = Math.Sqrt((1.0 / warmed.Count) - (1.0 / warmed.Of) + (1.0 / never.Count) - (1.0 / never.Of));
        return new WarmLift(segment, warmed, never, lift, lift * Math.Exp(-Z * deviation), lift * Math.Exp(Z * deviation));
    }
}
