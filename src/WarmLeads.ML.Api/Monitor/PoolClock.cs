using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>What the passing of time alone brings: leads that are due for a look, handoffs that are overdue, records that have had their day.</summary>
sealed class PoolClock(IPoolStore store, ServiceOptions options, MonitorState state, AlertNudge alerts, TimeProvider clock, ILogger<PoolClock> log)
    : BackgroundService
{
    const int HandoffsPerPage = 500;
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15), CleanUpEvery = TimeSpan.FromHours(1);

    // Handoffs that were told to be overdue by this process: asking the store again would change nothing.
    readonly HashSet<string> _overdue = new(StringComparer.Ordinal);
    DateTimeOffset _cleanedUp;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await state.WaitForStartAsync(stoppingToken))
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                log.LogError(problem, "What time brings to the pool could not be written; it is tried again.");
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    /// <summary>Does what is due by now.</summary>
    public async Task TickAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await store.MarkDueAsync(now, stop);
        await TellOverdueAsync(now, stop);
        if (now - _cleanedUp < CleanUpEvery)
            return;
        await store.RemoveScoreEntriesAsync(now.AddDays(-options.Pool.ScoreDays), stop);
        await store.RemoveAlertsAsync(now.AddDays(-options.Pool.AlertDays), stop);
        await store.RemoveOldSweepsAsync(options.ModelName, options.Pool.SweepsKept, stop);
        _cleanedUp = now;
    }

    async Task TellOverdueAsync(DateTimeOffset now, CancellationToken stop)
    {
        var webhooks = await store.ListWebhooksAsync(stop);
        if (!webhooks.Any(webhook => webhook.Wants(AlertWriter.HandoffOverdue)))
            return;
        Handoff? last = null;
        while (await store.ListHandoffsAsync(HandoffStatus.Open, now, last, HandoffsPerPage, stop) is { Count: > 0 } page)
        {
            foreach (var handoff in page.Where(handoff => _overdue.Add(handoff.Id)))
            {
                foreach (var alert in AlertWriter.Of(handoff, AlertWriter.HandoffOverdue, handoff.DueAt, webhooks))
                    await store.AddAlertAsync(alert, stop);
                alerts.Set();
            }

            last = page[^1];
        }
    }
}
