using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Chooses the chance from which on leads are handed to sales, from what too early and too late cost and the calls there are.</summary>
/// <remarks>
/// A lead is called once, at the first look whose chance reaches the threshold. So only the looks that raise its highest chance so
/// far matter: as the threshold falls from one such height to the next, the call moves from one look to an earlier one. All leads'
/// heights sorted give the cost of every threshold in one pass.
/// </remarks>
public static class HandoffThreshold
{
    const int Repetitions = 200;
    const double Tail = 0.05;

    /// <summary>The choice on some leads.</summary>
    /// <param name="leads">The leads as they were looked at, 1 or more.</param>
    /// <param name="costs">What the wrong time costs, and the calls there are.</param>
    /// <param name="weeks">The weeks that the looks cover, more than 0: calls by them are calls a week.</param>
    /// <param name="seed">Seed of the bootstrap behind the bounds.</param>
    /// <exception cref="ArgumentException">There is no lead, a lead has no look, or a number is out of its range.</exception>
    public static HandoffChoice Choose(IReadOnlyList<HandoffPath> leads, HandoffCosts costs, double weeks, int seed)
    {
        ArgumentNullException.ThrowIfNull(leads);
        ArgumentNullException.ThrowIfNull(costs);
        Check(leads, costs, weeks);

        var steps = StepsOf(leads);
        var weights = new int[leads.Count];
        Array.Fill(weights, 1);
        List<HandoffPoint> curve = [];
        var (best, unlimited) = Sweep(leads, steps, weights, costs, weeks, curve);

        var random = new Random(seed);
        var thresholds = new double[Repetitions];
        var (calls, caught, missed, cost) = (new double[Repetitions], new double[Repetitions], new double[Repetitions], new double[Repetitions]);
        for (var i = 0; i < Repetitions; i++)
        {
            Array.Clear(weights);
            for (var lead = 0; lead < leads.Count; lead++)
                weights[random.Next(leads.Count)]++;
            thresholds[i] = Sweep(leads, steps, weights, costs, weeks, curve: null).Best.Threshold;
            var same = At(leads, steps, weights, costs, best.Threshold);
            (calls[i], caught[i], missed[i], cost[i]) = (same.Calls / weeks, same.Caught, same.Missed, same.Cost);
        }
        return new HandoffChoice(best, unlimited, curve, weeks)
        {
            Threshold = Range(thresholds),
            CallsAWeek = Range(calls),
            Caught = Range(caught),
            Missed = Range(missed),
            Cost = Range(cost),
        };
    }

    static void Check(IReadOnlyList<HandoffPath> leads, HandoffCosts costs, double weeks)
    {
        if (leads.Count == 0)
            throw new ArgumentException("There is no lead to try a threshold on. Give leads of which it is known whether they converted.");
        if (leads.Any(lead => lead.Looks.Count == 0))
            throw new ArgumentException("A lead was never looked at. Leave it out.");
        if (leads.SelectMany(lead => lead.Looks).Any(look => !(look.Probability is >= 0 and <= 1)))
            throw new ArgumentException("A chance of conversion is not between 0 and 1. Give probabilities, not scores.");
        if (!(costs.TooEarly >= 0 && costs.TooLate >= 0 && costs.TooEarly + costs.TooLate > 0) || !double.IsFinite(costs.TooEarly + costs.TooLate))
            throw new ArgumentException(Invariant($"Too early costs {costs.TooEarly} and too late {costs.TooLate}. Give two costs of 0 or more that are not both 0."));
        if (costs.CallsAWeek is <= 0 or double.NaN)
            throw new ArgumentException(Invariant($"Sales can make {costs.CallsAWeek} calls a week. Give a number above 0, or none for no limit."));
        if (!(weeks > 0))
            throw new ArgumentException(Invariant($"The looks cover {weeks} weeks. Give a number above 0."));
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The looks that raise a lead's highest chance so far, of all leads, from the highest chance down.</summary>
    static Step[] StepsOf(IReadOnlyList<HandoffPath> leads)
    {
        List<Step> steps = [];
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var highest = double.NegativeInfinity;
            var first = steps.Count;
            foreach (var look in leads[lead].Looks)
            {
                if (look.Probability <= highest)
                    continue;
                highest = look.Probability;
                steps.Add(new Step(highest, lead, look.IsInTime, WasInTime: null));
            }
            // Falling thresholds meet the latest of them first.
            for (var i = first; i < steps.Count - 1; i++)
                steps[i] = steps[i] with { WasInTime = steps[i + 1].IsInTime };
        }
        var sorted = steps.ToArray();
        Array.Sort(sorted, static (one, other) =>
        {
            var order = other.Probability.CompareTo(one.Probability);
            return order != 0 ? order : one.Lead.CompareTo(other.Lead);
        });
        return sorted;
    }

    /// <summary>Lets the threshold fall from look to look, and keeps the least cost; of equal ones the higher threshold.</summary>
    static (HandoffPoint Best, HandoffPoint Unlimited) Sweep(
        IReadOnlyList<HandoffPath> leads, Step[] steps, int[] weights, HandoffCosts costs, double weeks, List<HandoffPoint>? curve)
    {
        var sum = new Sum(leads, weights, costs);
        var point = sum.Point(double.PositiveInfinity);
        curve?.Add(point);
        var (best, unlimited) = (point, point);
        for (var i = 0; i < steps.Length;)
        {
            var threshold = steps[i].Probability;
            for (; i < steps.Length && steps[i].Probability == threshold; i++)
                sum.Take(leads, weights, costs, steps[i]);
            point = sum.Point(threshold);
            curve?.Add(point);
            if (point.Cost < unlimited.Cost)
                unlimited = point;
            if (point.Cost < best.Cost && !(point.Calls / weeks > costs.CallsAWeek))
                best = point;
        }
        return (best, unlimited);
    }

    static HandoffPoint At(IReadOnlyList<HandoffPath> leads, Step[] steps, int[] weights, HandoffCosts costs, double threshold)
    {
        var sum = new Sum(leads, weights, costs);
        foreach (var step in steps)
        {
            if (step.Probability < threshold)
                break;
            sum.Take(leads, weights, costs, step);
        }
        return sum.Point(threshold);
    }

    static HandoffRange Range(double[] values)
    {
        Array.Sort(values);
        return new HandoffRange(values[(int)(Tail * (Repetitions - 1))], values[(int)Math.Ceiling((1 - Tail) * (Repetitions - 1))]);
    }

    /// <summary>The call of a lead moves to this look when the threshold falls to its chance; before, it was at a later look or nowhere.</summary>
    readonly record struct Step(double Probability, int Lead, bool IsInTime, bool? WasInTime);

    /// <summary>The counts while the threshold falls.</summary>
    struct Sum
    {
        double _calls, _caught, _early, _missed, _late, _earlyCost;

        public Sum(IReadOnlyList<HandoffPath> leads, int[] weights, HandoffCosts costs)
        {
            for (var i = 0; i < leads.Count; i++)
            {
                if (!leads[i].Converts)
                    continue;
                _missed += weights[i];
                _late += weights[i] * (leads[i].CostTooLate ?? costs.TooLate);
            }
        }

        public void Take(IReadOnlyList<HandoffPath> leads, int[] weights, HandoffCosts costs, Step step)
        {
            var weight = weights[step.Lead];
            var lead = leads[step.Lead];
            if (step.WasInTime is not { } was)
            {
                _calls += weight;
                if (lead.Converts)
                {
                    _missed -= weight;
                    _late -= weight * (lead.CostTooLate ?? costs.TooLate);
                }
            }
            else if (was)
            {
                _caught -= weight;
            }
            else
            {
                _early -= weight;
            }
            if (step.IsInTime)
                _caught += weight;
            else
                _early += weight;
            _earlyCost = _early * costs.TooEarly;
        }

        public readonly HandoffPoint Point(double threshold) =>
            new(threshold, _calls, _caught, _early, _missed, _earlyCost + (_missed == 0 ? 0 : _late));
    }
}
