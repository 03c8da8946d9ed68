using System.Text.Json;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>Fills an empty store with the sample history, moved in time so that it ends today: old leads would all be cold.</summary>
sealed class SampleImport(ILeadStore store, ServiceFolders folders, TimeProvider clock)
{
    const string Job = "sample", RunId = "sample";

    /// <summary>Loads the sample when the store is empty, or to its end when an earlier start was killed while it loaded.</summary>
    /// <returns>What was loaded, in one sentence; null when there was nothing to do.</returns>
    /// <exception cref="FileNotFoundException">The sample's folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file of the sample cannot be used.</exception>
    public async Task<string?> LoadWhenEmptyAsync(CancellationToken stop)
    {
        var begun = await store.FindRunAsync(RunId, stop);
        var isNeeded = begun is null ? (await store.CountAsync(stop)).Leads == 0 : begun.Status != JobStatus.Published;
        if (folders.Sample is not { } folder || !isNeeded)
            return null;

        var batch = HistoryFiles.Read(folder, stop: stop);
        // What arrived late arrives late here too: a few events are received, and known, only after today.
        var newest = batch.Events.Max(item => item.OccurredAt);
        // The same shift as at the first try: an event that is stored already must meet itself.
        var days = begun?.DetailsJson is { } details
            ? JsonSerializer.Deserialize<int>(details)
            : (int)Math.Floor((clock.GetUtcNow() - newest).TotalDays);
        var run = begun ?? new JobRun(RunId, Job, clock.GetUtcNow(), JobStatus.Running)
        {
            Message = $"Loading {folders.Shorten(folder)}.",
            DetailsJson = JsonSerializer.Serialize(days),
        };
        await store.PutRunAsync(run, stop);

        var shift = TimeSpan.FromDays(days);
        await store.PutLeadsAsync([.. batch.Leads.Select(lead => lead with { CreatedAt = lead.CreatedAt + shift })], stop);
        await store.AppendEventsAsync(
            [.. batch.Events.Select(item => item with { OccurredAt = item.OccurredAt + shift, ReceivedAt = item.ReceivedAt + shift })], stop);
        await store.AppendOutcomesAsync(
            [.. batch.Outcomes.Select(end => end with { OccurredAt = end.OccurredAt + shift, RecordedAt = end.RecordedAt + shift })], stop);
        var message =
            $"Loaded the sample history of {folders.Shorten(folder)}: {batch.Leads.Count} leads, {batch.Events.Count} events, {batch.Outcomes.Count} outcomes, " +
            $"all moved by {days} days so that the newest event happened at {newest + shift:yyyy-MM-dd HH:mm} UTC.";
        await store.PutRunAsync(run with { Status = JobStatus.Published, FinishedAt = clock.GetUtcNow(), Progress = 1, Message = message }, stop);
        return message;
    }
}
