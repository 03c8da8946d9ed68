using System.Diagnostics;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Looks at leads as soon as something new of them is stored: score, state, what changed, who is told.</summary>
/// <remarks>
/// event stored + lead pending | claim -> read -> look -> commit (standing, transitions, handoff, alerts, no longer pending)
///         one transaction     |                          one transaction
/// Whatever dies between the two is done again; whatever was committed is committed once. Several nodes on one database
/// claim different leads. Without a model the rules alone decide. Where the model measures colleagues, the commit of a lead with
/// news makes its colleagues pending, who are then looked at within the same second; they tell nobody.
/// </remarks>
sealed class PoolMonitor(
    IPoolStore store, PoolEyes eyes, ModelPool models, ServiceOptions options, MonitorState state, AlertNudge alerts, TimeProvider clock,
    ILogger<PoolMonitor> log) : BackgroundService
{
    // Whoever stores events waits for a commit of the monitor: small ones keep that wait short, and what was found is told sooner.
    const int LeadsTogether = 32;

    // Others may store events too: another node, an import on the command line.
    static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan AfterAFault = TimeSpan.FromSeconds(2), FaultyLeadWaits = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, DateTimeOffset> _faulty = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await state.WaitForStartAsync(stoppingToken))
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await StepAsync(stoppingToken) == 0)
                    await store.WaitForPendingAsync(LookAtLeastEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // The store is away: what is pending stays so.
                log.LogError(problem, "The monitor could not look at the leads that wait; it tries again.");
                await Task.Delay(AfterAFault, clock, stoppingToken);
            }
        }
    }

    /// <summary>Looks at some of the leads that wait.</summary>
    /// <returns>How many were done.</returns>
    public async Task<int> StepAsync(CancellationToken stop)
    {
        await using var claim = await store.ClaimPendingAsync(LeadsTogether, stop);
        var now = clock.GetUtcNow();
        var waiting = claim.Leads.Where(lead => !(_faulty.TryGetValue(lead.LeadId, out var until) && now < until)).ToList();
        if (waiting.Count == 0)
            return 0;

        var began = Stopwatch.GetTimestamp();
        var model = models.Find(options.ModelName);
        if (model?.Schema.MeasuresColleagues != true)
            waiting = [.. waiting.Select(lead => lead with { HasNews = false })];
        var pending = waiting.ToDictionary(lead => lead.LeadId, StringComparer.Ordinal);
        var leads = await store.FindManyAsync([.. pending.Keys], model?.Schema.MeasuresColleagues ?? false, stop);
        var webhooks = await store.ListWebhooksAsync(stop);
        var changes = LookAt(leads, model, webhooks, pending, clock.GetUtcNow());
        var written = await store.CommitAsync(changes, stop);
        var changed = changes.Select(change => change.Standing.LeadId).ToHashSet(StringComparer.Ordinal);
        // Unknown and closed leads, and those that were looked at later than now already: there is nothing to write.
        await store.ReleasePendingAsync([.. waiting.Where(lead => !changed.Contains(lead.LeadId) && !_faulty.ContainsKey(lead.LeadId))], stop);

        if (changes.Any(change => change.Alerts.Count > 0))
            alerts.Set();
        var done = written.Count(one => one);
        state.Add(done, changes.Sum(change => change.Transitions.Count), changes.Sum(change => change.Alerts.Count), Stopwatch.GetElapsedTime(began));
        return waiting.Count;
    }

    List<PoolChange> LookAt(
        IReadOnlyList<PoolLead> leads, ConversionModel? model, IReadOnlyList<Webhook> webhooks, Dictionary<string, PendingLead> pending, DateTimeOffset now)
    {
        var looker = eyes.Make(webhooks);
        var changes = new List<PoolChange>(leads.Count);
        foreach (var lead in leads)
        {
            var id = lead.History.Lead.Id;
            try
            {
                // Strictly later than the look before and than what was just stored, whatever the clocks of two nodes say.
                if (looker.Look(lead, model, AfterAll(lead, now)).Change is { } change)
                    changes.Add(change with { PendingNumber = pending[id].Number, TellsColleagues = pending[id].HasNews });
                _faulty.Remove(id);
            }
            catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or ArgumentException)
            {
                // One lead that cannot be looked at must not hold up the others.
                log.LogError(problem, "Lead {Lead} could not be looked at; it is tried again in a minute.", id);
                _faulty[id] = now + FaultyLeadWaits;
            }
        }

        return changes;
    }

    static DateTimeOffset AfterAll(PoolLead lead, DateTimeOffset now)
    {
        var latest = lead.Standing?.EvaluatedAt ?? DateTimeOffset.MinValue;
        // Received by this service a moment ago, perhaps within the same tick; what is dated to the future stays unknown.
        foreach (var events in lead.History.EventsOfAccount?.Append(lead.History.Events) ?? [lead.History.Events])
        {
            foreach (var item in events)
            {
                if (item.ReceivedAt > latest && item.ReceivedAt <= now)
                    latest = item.ReceivedAt;
            }
        }

        return latest >= now && latest - now < TimeSpan.FromSeconds(10) ? latest.AddTicks(TimeSpan.TicksPerMicrosecond) : now;
    }
}
