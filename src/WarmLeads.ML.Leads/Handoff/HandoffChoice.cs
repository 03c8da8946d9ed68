namespace WarmLeads.ML.Leads;

/// <summary>The threshold of least cost and what is to be expected of it.</summary>
/// <param name="Best">The threshold that costs least among those that sales has the calls for.</param>
/// <param name="Unlimited">The threshold that costs least if sales could make any number of calls.</param>
/// <param name="Curve">Every threshold that makes a difference, from the highest down; the first calls nobody.</param>
/// <param name="Weeks">The weeks that the looks cover.</param>
public sealed record HandoffChoice(HandoffPoint Best, HandoffPoint Unlimited, IReadOnlyList<HandoffPoint> Curve, double Weeks)
{
    /// <summary>Where the threshold of least cost lies with other leads of the same sort.</summary>
    public required HandoffRange Threshold { get; init; }

    /// <summary>Calls a week at the best threshold.</summary>
    public required HandoffRange CallsAWeek { get; init; }

    /// <summary>Conversions caught at the best threshold.</summary>
    public required HandoffRange Caught { get; init; }

    /// <summary>Conversions missed at the best threshold.</summary>
    public required HandoffRange Missed { get; init; }

    /// <summary>Cost at the best threshold.</summary>
    public required HandoffRange Cost { get; init; }
}
