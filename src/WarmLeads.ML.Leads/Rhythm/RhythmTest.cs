using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Tells a change of a lead's rhythm from chance, at a stated rate of false alarms.</summary>
/// <remarks>
/// The rhythm is the lead's active days: the first engagement of each UTC day. Left alone they come at a rate of the lead's own,
/// independently or in bursts. For every active day of the last weeks as the possible moment of change, the evidence is how many
/// times likelier the days since are under another rate (2, 4 or 8 times as high; a quarter, or none) than under the rate of the
/// <see cref="BaselineDays"/> before, whose uncertainty is part of it (a Gamma prior: predictive likelihoods of a Gamma-Poisson
/// process). Bursts are allowed for by dividing all counts by the burstiness: a process whose acts come in lumps of that size.
/// <para>
/// The evidences are summed over the possible moments (the Shiryaev-Roberts procedure). While nothing changes each has mean 1 at
/// any time, so the sum less the number of active days is a martingale, and the time between false alarms is at least the threshold,
/// counted in active days: so one may look as often as one likes, and the threshold is the active days that the lead has
/// in one year divided by the false alarms that it may raise in one. Tests hold this against simulated leads.
/// Source: Pollak 1985, "Optimal detection of a change in distribution"; Shin, Ramdas, Rinaldo 2023, "E-detectors".
/// </para>
/// The finding depends on the known active days and the moment only, not on earlier looks.
/// </remarks>
/// <param name="heatingFalseAlarmsAYear">False heating alarms of a steady lead in a year, above 0.</param>
/// <param name="coolingFalseAlarmsAYear">False cooling alarms of a steady lead in a year, above 0.</param>
/// <param name="burstiness">Variance over mean of the active days a week that passes as steady, 1 or more.</param>
public sealed class RhythmTest(double heatingFalseAlarmsAYear, double coolingFalseAlarmsAYear, double burstiness)
{
    /// <summary>A rise is looked for in so many days; what lasts longer is the lead's rhythm.</summary>
    public const double HeatingDays = 28;

    /// <summary>A lead is called heating for so many days after the active day that proved it.</summary>
    public const double HeatingLastsDays = 14;

    /// <summary>A decline is looked for in so many days.</summary>
    public const double CoolingDays = 90;

    /// <summary>The days before a possible change that tell the rhythm.</summary>
    public const double BaselineDays = 180;

    /// <summary>Without so many days before it there is no rhythm that could change.</summary>
    public const double FewestBaselineDays = 14;

    // The evidence jumps over the threshold rather than onto it, and moments beyond the window are left out of the sum: without
    // allowance the alarms would be so much rarer than stated. Found by simulation of independent and of bursty rhythms.
    const double Allowance = 0.7;

    // Half an active day in 15 days, as if seen before the first day: what is believed of a lead of which nothing is known.
    const double PriorCount = 0.5, PriorDays = 15;

    static readonly double[] s_rises = [2, 4, 8];
    const double Decline = 0.25;
    const double LeastEvidence = 20;

    /// <summary>The finding as of a moment.</summary>
    /// <param name="activeDays">The known active days in order, in days since any fixed moment.</param>
    /// <param name="registeredAt">When the lead was registered, on the same clock.</param>
    /// <param name="now">The moment, not before the last active day, on the same clock.</param>
    /// <param name="toInstant">From that clock to an instant.</param>
    public RhythmFinding Look(ReadOnlySpan<double> activeDays, double registeredAt, double now, Func<double, DateTimeOffset> toInstant)
    {
        ArgumentNullException.ThrowIfNull(toInstant);
        if (activeDays.Length == 0)
            return new RhythmFinding(LeadTrend.Steady, null, "The lead has not engaged yet.", DateTimeOffset.MaxValue);

        var start = Math.Min(registeredAt, activeDays[0]);
        var cooling = Cooling(activeDays, start, now);
        if (cooling.IsProven)
            return new RhythmFinding(LeadTrend.Cooling, toInstant(cooling.From), Words(cooling, Math.Ceiling(now - cooling.From), "fell", coolingFalseAlarmsAYear), DateTimeOffset.MaxValue);

        var next = NextCooling(activeDays, start, now);
        for (var last = activeDays.Length - 1; last >= 0 && activeDays[last] >= now - HeatingLastsDays; last--)
        {
            var heating = Heating(activeDays, start, last);
            if (!heating.IsProven)
                continue;
            var until = Math.Min(next, activeDays[last] + HeatingLastsDays);
            return new RhythmFinding(
                LeadTrend.Heating, toInstant(heating.From),
                Words(heating, Math.Floor(activeDays[last]) - Math.Floor(heating.From) + 1, "rose", heatingFalseAlarmsAYear), toInstant(until));
        }
        return new RhythmFinding(
            LeadTrend.Steady, null, "The lead keeps its own rhythm, as far as chance allows to tell.",
            double.IsPositiveInfinity(next) ? DateTimeOffset.MaxValue : toInstant(next));
    }

    /// <summary>The evidence of a rise at an active day.</summary>
    Evidence Heating(ReadOnlySpan<double> activeDays, double start, int last)
    {
        var at = activeDays[last];
        var best = default(Evidence);
        double sum = 0, mostLikely = 0, threshold = double.PositiveInfinity;
        for (var change = last - 1; change >= 0 && activeDays[change] >= at - HeatingDays; change--)
        {
            var (count, days) = Baseline(activeDays, start, change);
            if (days < FewestBaselineDays)
                break;
            var (before, since) = (Believed(count), at - activeDays[change]);
            var evidence = 0.0;
            foreach (var rise in s_rises)
                evidence += Ratio(before, PriorDays + days, (last - change) / burstiness, since, rise) / s_rises.Length;
            sum += evidence;
            threshold = Threshold(before, PriorDays + days, heatingFalseAlarmsAYear);
            if (evidence > mostLikely)
            {
                mostLikely = evidence;
                // The rise begins with the act before which the lead kept its rhythm.
                best = new Evidence(activeDays[change], last - change + 1, count - 1, days);
            }
        }
        return best with { IsProven = sum >= threshold };
    }

    /// <summary>The evidence of a decline at a moment; grows while the lead is silent.</summary>
    Evidence Cooling(ReadOnlySpan<double> activeDays, double start, double now)
    {
        var last = activeDays.Length - 1;
        var best = default(Evidence);
        double sum = 0, mostLikely = 0, threshold = double.PositiveInfinity;
        for (var change = last; change >= 0 && activeDays[change] >= activeDays[last] - CoolingDays; change--)
        {
            var (count, days) = Baseline(activeDays, start, change);
            if (days < FewestBaselineDays)
                break;
            var (before, since) = (Believed(count), now - activeDays[change]);
            var evidence = Ratio(before, PriorDays + days, (last - change) / burstiness, since, Decline) / 2;
            if (change == last)
                evidence += Math.Pow((PriorDays + days + since) / (PriorDays + days), before) / 2;
            sum += evidence;
            if (change == last)
                threshold = Threshold(before, PriorDays + days, coolingFalseAlarmsAYear);
            if (evidence > mostLikely)
            {
                mostLikely = evidence;
                best = new Evidence(activeDays[change], last - change, count, days);
            }
        }
        return best with { IsProven = sum >= threshold };
    }

    /// <summary>When silence from now on proves a decline; evidence of one grows with every silent day.</summary>
    double NextCooling(ReadOnlySpan<double> activeDays, double start, double now)
    {
        const double farthest = 1000;
        if (!Cooling(activeDays, start, now + farthest).IsProven)
            return double.PositiveInfinity;
        double early = 0, late = farthest;
        while (late - early > 0.01)
        {
            var middle = (early + late) / 2;
            if (Cooling(activeDays, start, now + middle).IsProven)
                late = middle;
            else
                early = middle;
        }
        return now + late;
    }

    /// <summary>Active days, and days, before a possible change: the rhythm as it was.</summary>
    static (int Count, double Days) Baseline(ReadOnlySpan<double> activeDays, double start, int change)
    {
        var from = Math.Max(start, activeDays[change] - BaselineDays);
        var first = change;
        while (first > 0 && activeDays[first - 1] > from)
            first--;
        // The act that the record begins with is no part of a rate.
        if (activeDays[first] <= from)
            first++;
        return (change - first + 1, activeDays[change] - from);
    }

    double Believed(int count) => PriorCount + (count / burstiness);

    /// <summary>Active days of a year (lumps times burstiness) divided by the false alarms of a year, less the allowance; no evidence below 20 to 1 is proof, however rare the acts.</summary>
    double Threshold(double count, double days, double falseAlarmsAYear) =>
        Math.Max(LeastEvidence, Allowance * 365 * burstiness * count / days / falseAlarmsAYear);

    /// <summary>How many times likelier lumps are under a rate so many times as high, the rate before being Gamma(count, days).</summary>
    static double Ratio(double count, double days, double lumps, double since, double factor) =>
        Math.Exp((lumps * Math.Log(factor)) + ((count + lumps) * Math.Log((days + since) / (days + (factor * since)))));

    static string Words(in Evidence evidence, double days, string moved, double falseAlarmsAYear) => string.Create(
        CultureInfo.InvariantCulture,
        $"Its rhythm {moved}: active on {evidence.Count} of {days:0} days, " +
        $"on {evidence.CountBefore} of the {evidence.DaysBefore:0} before; chance alone says so at most {falseAlarmsAYear:0.###} times a year.");

    /// <summary>The most likely change, and whether all changes together are proven.</summary>
    readonly record struct Evidence(double From, int Count, int CountBefore, double DaysBefore)
    {
        public bool IsProven { get; init; }
    }
}
