namespace WarmLeads.ML.Leads.Tests;

/// <summary>Leads whose rhythm never changes, and how often the test calls it changed.</summary>
static class SteadyRhythm
{
    /// <summary>Active days of a lead that acts at a rate, in lumps: so many acts together on average, spread over a few days.</summary>
    public static double[] Make(int seed, double actsADay, double lumps, double end)
    {
        var random = new Random(seed);
        var acts = new List<double>();
        for (var lump = -10 + Exponential(); lump < end; lump += Exponential() * lumps / actsADay)
        {
            acts.Add(lump);
            while (random.NextDouble() >= 1 / lumps)
                acts.Add(lump + (2 * Exponential()));
        }
        return [.. acts.Where(act => act >= 0 && act < end).Order().DistinctBy(Math.Floor)];

        double Exponential() => -Math.Log(1 - random.NextDouble());
    }

    /// <summary>How often it begins to be called heating or cooling when it is looked at whenever something can have changed.</summary>
    public static (int Heating, int Cooling) Alarms(RhythmTest test, double[] days, double from, double to)
    {
        var (heating, cooling, known, next) = (0, 0, 0, 0.0);
        var trend = LeadTrend.Steady;
        for (var now = from; now < to; now++)
        {
            var was = known;
            while (known < days.Length && days[known] < now)
                known++;
            if (known == was && now < next)
                continue;
            var finding = test.Look(days.AsSpan(0, known), 0, now, day => DateTimeOffset.UnixEpoch.AddDays(Math.Min(day, 100_000)));
            next = (finding.NextLookAt - DateTimeOffset.UnixEpoch).TotalDays;
            if (finding.Trend != trend && now > from)
            {
                heating += finding.Trend == LeadTrend.Heating ? 1 : 0;
                cooling += finding.Trend == LeadTrend.Cooling ? 1 : 0;
            }
            trend = finding.Trend;
        }
        return (heating, cooling);
    }
}
