using System.Globalization;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>How often leads whose rhythm never changes are called heating or cooling, and how soon real changes are found.</summary>
static class FalseAlarms
{
    const int Leads = 2000;
    const double HeatingStated = 0.5, CoolingStated = 0.25, Years = 2, Warmup = 182;

    public static void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"""

            ## False alarms of steady leads

            {Leads:#,0} leads a cell over {Years} years after half a year of rhythm, looked at on every day on which something can have changed; stated: at most {HeatingStated}
            heating and {CoolingStated} cooling alarms a year. Lumps: acts come together, so many on average, spread over days (variance over mean of active days about 2); gaps: gaps of two very
            different lengths in turn by chance (about 1.5). The number in a column is the burstiness that the criteria declare (shipped: 1.25): where it is
            below the true one, more alarms are raised than stated, as the columns show. Alarms a lead and year, heating / cooling:

            | acts a day | independent, burstiness 1 | independent, 1.25 | gaps, 1.25 | gaps, 1.5 | lumps, 1.25 | lumps, 2 |
            |---|---|---|---|---|---|---|

            """);
        foreach (var rate in (double[])[0.02, 0.05, 0.1, 0.2, 0.4])
        {
            string Cell(double burstiness, Func<Random, double, double, double[]> make) => Rate(burstiness, random => make(random, rate, Warmup + (365 * Years)));
            text.Append(CultureInfo.InvariantCulture,
                $"| {rate} | {Cell(1, Independent)} | {Cell(1.25, Independent)} | {Cell(1.25, Gaps)} | {Cell(1.5, Gaps)} | {Cell(1.25, Lumps)} | {Cell(2, Lumps)} |\n");
        }
        WritePower(text);
    }

    static void WritePower(StringBuilder text)
    {
        var test = new RhythmTest(HeatingStated, CoolingStated, new CriteriaRules().Burstiness);
        text.Append(
            """

            ## Real changes found

            Leads with independent acts, shipped burstiness. A rise after 120 days: share found within 28 days, and the median day. A stop after 180 days: share found
            within 90 days, and the median days of silence.

            | acts a day before | twice | 4 times | 8 times | none at all |
            |---|---|---|---|---|

            """);
        foreach (var rate in (double[])[0.02, 0.05, 0.1, 0.2])
        {
            string Rise(double factor) => Found(seed =>
            {
                var random = new Random(seed);
                var days = OncePerDay(Independent(random, rate, 120).Concat(Independent(random, Math.Min(1.5, rate * factor), 28).Select(day => 120 + day)));
                for (var known = 1; known <= days.Length; known++)
                {
                    if (days[known - 1] >= 120 && Look(test, days.AsSpan(0, known), days[known - 1] + 1e-6).Trend == LeadTrend.Heating)
                        return days[known - 1] - 120;
                }
                return null;
            });
            var stop = Found(seed =>
            {
                var days = Independent(new Random(seed), rate, 180);
                for (var now = 180; now < 270 && days.Length > 0; now++)
                {
                    if (Look(test, days, now).Trend == LeadTrend.Cooling)
                        return now - days[^1];
                }
                return null;
            });
            text.Append(CultureInfo.InvariantCulture, $"| {rate} | {Rise(2)} | {Rise(4)} | {Rise(8)} | {stop} |\n");
        }
    }

    static string Found(Func<int, double?> after)
    {
        var found = new double?[Leads / 2];
        Parallel.For(0, found.Length, seed => found[seed] = after(seed));
        var days = found.OfType<double>().Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{days.Length / (double)found.Length:0%}{(days.Length == 0 ? "" : $", {days[days.Length / 2]:0} d")}");
    }

    static string Rate(double burstiness, Func<Random, double[]> make)
    {
        var test = new RhythmTest(HeatingStated, CoolingStated, burstiness);
        var (heating, cooling) = (0, 0);
        Parallel.For(0, Leads, seed =>
        {
            var days = OncePerDay(make(new Random(seed)));
            var (known, next, trend) = (0, 0.0, LeadTrend.Steady);
            for (var now = Warmup; now < Warmup + (365 * Years); now++)
            {
                var was = known;
                while (known < days.Length && days[known] < now)
                    known++;
                if (known == was && now < next)
                    continue;
                var finding = Look(test, days.AsSpan(0, known), now);
                next = (finding.NextLookAt - DateTimeOffset.UnixEpoch).TotalDays;
                if (finding.Trend != trend && now > Warmup)
                {
                    if (finding.Trend == LeadTrend.Heating)
                        Interlocked.Increment(ref heating);
                    else if (finding.Trend == LeadTrend.Cooling)
                        Interlocked.Increment(ref cooling);
                }
                trend = finding.Trend;
            }
        });
        return string.Create(CultureInfo.InvariantCulture, $"{heating / (Leads * Years):0.00} / {cooling / (Leads * Years):0.00}");
    }

    static RhythmFinding Look(RhythmTest test, ReadOnlySpan<double> days, double now) =>
        test.Look(days, 0, now, day => DateTimeOffset.UnixEpoch.AddDays(Math.Min(day, 100_000)));

    static double[] OncePerDay(IEnumerable<double> acts) => [.. acts.Order().DistinctBy(Math.Floor)];

    static double Exponential(Random random) => -Math.Log(1 - random.NextDouble());

    static double[] Independent(Random random, double rate, double end)
    {
        List<double> acts = [];
        for (var at = Exponential(random) / rate; at < end; at += Exponential(random) / rate)
            acts.Add(at);
        return [.. acts];
    }

    static double[] Gaps(Random random, double rate, double end)
    {
        List<double> acts = [];
        for (var at = 0.0; at < end; at += Exponential(random) / (rate * (random.Next(2) == 0 ? 3 : 0.6)))
            acts.Add(at);
        return [.. acts];
    }

    static double[] Lumps(Random random, double rate, double end)
    {
        List<double> acts = [];
        for (var lump = -10.0; lump < end; lump += Exponential(random) * 2 / rate)
        {
            acts.Add(lump);
            while (random.Next(2) == 0)
                acts.Add(lump + (2 * Exponential(random)));
        }
        return [.. acts.Where(act => act >= 0 && act < end)];
    }
}
