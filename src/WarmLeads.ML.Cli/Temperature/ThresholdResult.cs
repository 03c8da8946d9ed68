using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What `threshold --json` prints.</summary>
/// <param name="Leads">Leads that thresholds were tried on.</param>
/// <param name="Conversions">Of these, converted.</param>
/// <param name="Weeks">The weeks that they cover.</param>
/// <param name="CostTooEarly">What a call too early costs.</param>
/// <param name="CostTooLate">What a conversion that nobody called costs, on average over the conversions.</param>
/// <param name="CapacityAWeek">Calls that sales can make a week; null for no limit.</param>
/// <param name="Threshold">The chance from which on leads are called at the least cost; null when nobody is to be called.</param>
/// <param name="ThresholdRange">Where it lies in 90 of 100 repetitions; a bound is null where nobody is to be called.</param>
/// <param name="Best">What comes of it.</param>
/// <param name="Unlimited">The least cost if there were no limit of calls.</param>
/// <param name="CallsAWeek">Calls a week in 90 of 100 repetitions.</param>
/// <param name="Caught">Conversions caught in 90 of 100 repetitions.</param>
/// <param name="Missed">Conversions missed in 90 of 100 repetitions.</param>
/// <param name="Cost">Cost in 90 of 100 repetitions.</param>
/// <param name="Curve">Every threshold that makes a difference, from the highest down; the first, null, calls nobody.</param>
sealed record ThresholdResult(
    int Leads, int Conversions, double Weeks, double CostTooEarly, double CostTooLate, double? CapacityAWeek, double? Threshold,
    HandoffRange ThresholdRange, HandoffPoint Best, HandoffPoint Unlimited, HandoffRange CallsAWeek, HandoffRange Caught, HandoffRange Missed,
    HandoffRange Cost, IReadOnlyList<HandoffPoint> Curve)
{
    /// <summary>From the leads, the costs and the choice.</summary>
    public static ThresholdResult Of(IReadOnlyList<HandoffPath> leads, HandoffCosts costs, HandoffChoice choice)
    {
        var converted = leads.Where(lead => lead.Converts).ToList();
        return new ThresholdResult(
            leads.Count, converted.Count, choice.Weeks, costs.TooEarly, converted.Select(lead => lead.CostTooLate ?? costs.TooLate).DefaultIfEmpty(costs.TooLate).Average(),
            costs.CallsAWeek, double.IsFinite(choice.Best.Threshold) ? choice.Best.Threshold : null, choice.Threshold, choice.Best,
            choice.Unlimited, choice.CallsAWeek, choice.Caught, choice.Missed, choice.Cost, choice.Curve);
    }
}
