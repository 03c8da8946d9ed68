using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads all transitions out of the store and makes the trend of the pool of them; at most a minute old.</summary>
/// <param name="store">The store.</param>
/// <param name="roll">The leads.</param>
/// <param name="evaluator">Whose criteria say what a lead's segment is.</param>
sealed class TrendReader(IPoolStore store, LeadRoll roll, TemperatureEvaluator evaluator)
{
    const int TransitionsAtATime = 2000;
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _one = new(1, 1);
    (DateTimeOffset At, int Weeks, PoolTrend Trend)? _latest;

    /// <summary>The trend of so many weeks, the one under way among them.</summary>
    public async Task<PoolTrend> ReadAsync(int weeks, DateTimeOffset now, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (_latest is { } latest && latest.Weeks == weeks && latest.At <= now && now - latest.At < Fresh)
                return latest.Trend;
            var trend = await MakeAsync(weeks, now, stop);
            _latest = (now, weeks, trend);
            return trend;
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<PoolTrend> MakeAsync(int weeks, DateTimeOffset now, CancellationToken stop)
    {
        var builder = new TrendBuilder(now, weeks);
        Transition? last = null;
        while (await store.ListTransitionsSinceAsync(DateTimeOffset.UnixEpoch, last, TransitionsAtATime, stop) is { Count: > 0 } page && page[0].At < now)
        {
            foreach (var transition in page)
                builder.Add(transition);
            last = page[^1];
        }

        await foreach (var lead in roll.ReadAsync(stop))
            builder.Count(lead.Id, lead.CreatedAt, evaluator.Criteria.SegmentOf(lead));
        return builder.Build();
    }
}
