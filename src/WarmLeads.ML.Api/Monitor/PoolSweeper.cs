using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Looks at the whole pool with one model as of one moment: the ranked list, and what the passing of time changed.</summary>
/// <param name="store">The store.</param>
/// <param name="eyes">What leads are looked at with.</param>
/// <param name="alerts">Told that there may be alerts.</param>
/// <param name="clock">The clock.</param>
sealed class PoolSweeper(IPoolStore store, PoolEyes eyes, AlertNudge alerts, TimeProvider clock)
{
    static readonly TimeSpan OthersAreAtIt = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Sweeps the pool, together with other nodes that are at it; takes up a sweep that was left unfinished.</summary>
    /// <param name="model">The model, which scores all of it.</param>
    /// <param name="stop">Stops after the blocks under way.</param>
    /// <returns>The sweep, complete.</returns>
    public async Task<ScoreSweep> SweepAsync(ConversionModel model, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            var webhooks = await store.ListWebhooksAsync(stop);
            var sweep = new PoolSweep(store, () => eyes.Make(webhooks), clock);
            // Requests are answered meanwhile.
            var options = new SweepOptions { Workers = Math.Max(1, Environment.ProcessorCount - 1) };
            long? id = null;
            while (true)
            {
                var result = await sweep.RunAsync(model, options with { SweepId = id }, progress: null, stop);
                alerts.Set();
                id ??= result.SweepId;
                if (id is { } known && await store.FindSweepAsync(known, stop) is { } complete)
                    return complete;
                // The rest is in other hands, or in those of a process that died and will be given up soon.
                await Task.Delay(OthersAreAtIt, clock, stop);
            }
        }
        finally
        {
            _one.Release();
        }
    }
}
