using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>Looks at the whole pool as of one moment, block by block, on all cores and on any number of machines.</summary>
/// <param name="store">The store.</param>
/// <param name="newLooker">Makes the eyes of a worker.</param>
/// <param name="clock">The clock.</param>
/// <remarks>
/// ids       a b c d e f g h …     each worker walks the ids in order and keeps those of its part
/// part 1    [a c][f h] …          a block: read, looked at, and written in one transaction with how far the part is
/// part 2    [b d][e g] …
/// Killed anywhere, the next worker goes on after the last block that was written. What the monitor found later than the
/// sweep's moment stays. Memory is bounded by one block for each worker, and one more that is being written.
/// </remarks>
public sealed class PoolSweep(IPoolStore store, Func<PoolLooker> newLooker, TimeProvider clock)
{
    /// <summary>Works on a sweep until nothing of it is left to do here.</summary>
    /// <param name="model">The model, which scores all of it.</param>
    /// <param name="options">How it is cut up.</param>
    /// <param name="progress">Told of the number of leads looked at here so far; null for nobody.</param>
    /// <param name="stop">Stops after the blocks under way; the sweep can be taken up again.</param>
    public async Task<SweepResult> RunAsync(ConversionModel model, SweepOptions options, IProgress<long>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var request = new SweepRequest(model.Name, model.Version, model.Hash, options.Parts) { Part = options.Part };
        if (await store.ClaimSweepPartAsync(request with { SweepId = options.SweepId }, clock.GetUtcNow(), stop) is not { } first)
            return new SweepResult(null, 0, 0, 0, 0);

        var total = new Totals(progress);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var workers = Enumerable.Range(0, Math.Max(1, options.Part is null ? options.Workers : 1)).Select(number => Task.Run(async () =>
        {
            var looker = newLooker();
            try
            {
                for (var part = number == 0 ? first : await NextAsync(); part is not null; part = options.Part is null ? await NextAsync() : null)
                    await SweepAsync(part, looker, model, options.BlockLeads, total, failing.Token);
            }
            catch
            {
                // The others would finish a sweep that nobody completes.
                await failing.CancelAsync();
                throw;
            }
        }, stop)).ToArray();
        await Task.WhenAll(workers);
        return new SweepResult(first.SweepId, total.Parts, total.Seen, total.Scored, total.Transitions);

        Task<SweepPart?> NextAsync() =>
            store.ClaimSweepPartAsync(request with { SweepId = first.SweepId }, clock.GetUtcNow(), failing.Token);
    }

    async Task SweepAsync(
        SweepPart part, PoolLooker looker, ConversionModel model, int blockLeads, Totals total, CancellationToken stop)
    {
        var writing = Task.FromResult<SweepPart?>(part);
        for (var after = part.After; ;)
        {
            var (ids, last, isLast) = await NextIdsAsync(part.Partition, after, blockLeads, stop);
            var block = Look(await store.FindManyAsync(ids, model.Schema.MeasuresColleagues, stop), looker, model, part.Cutoff) with { LastLeadId = last, IsLast = isLast };
            // The block before is written while this one is read and looked at.
            if (await writing is not { } held)
                return;
            writing = store.CommitBlockAsync(held, block, clock.GetUtcNow(), stop);
            total.Add(ids.Count, block);
            if (isLast)
            {
                if (await writing is not null)
                    total.AddPart();
                return;
            }

            after = last;
        }
    }

    // The next ids of the part; a page of all ids brings about one in as many as there are parts.
    async Task<(List<string> Ids, string? Last, bool IsLast)> NextIdsAsync(LeadPartition partition, string? after, int count, CancellationToken stop)
    {
        var ids = new List<string>(count);
        while (true)
        {
            var limit = checked(count * partition.Parts);
            var page = await store.ListLeadIdsAsync(after, limit, stop);
            foreach (var id in page)
            {
                after = id;
                if (partition.Contains(id))
                    ids.Add(id);
                if (ids.Count == count)
                    return (ids, after, false);
            }

            if (page.Count < limit)
                return (ids, after, true);
        }
    }

    static SweepBlock Look(IReadOnlyList<PoolLead> leads, PoolLooker looker, ConversionModel model, DateTimeOffset cutoff)
    {
        var scores = new List<LeadScore>(leads.Count);
        var changes = new List<PoolChange>(leads.Count);
        foreach (var lead in leads)
        {
            var look = looker.Look(lead, model, cutoff);
            if (look.Score is { } score)
                scores.Add(score);
            // The sweep keeps the score itself.
            if (look.Change is { } change)
                changes.Add(change with { Score = null });
        }

        return new SweepBlock(null, false, scores, changes);
    }

    sealed class Totals(IProgress<long>? progress)
    {
        int _parts;
        long _seen, _scored, _transitions;

        public int Parts => _parts;

        public long Seen => Interlocked.Read(ref _seen);

        public long Scored => Interlocked.Read(ref _scored);

        public long Transitions => Interlocked.Read(ref _transitions);

        public void Add(int seen, SweepBlock block)
        {
            Interlocked.Add(ref _scored, block.Scores.Count);
            Interlocked.Add(ref _transitions, block.Changes.Sum(change => change.Transitions.Count));
            var sofar = Interlocked.Add(ref _seen, seen);
            progress?.Report(sofar);
        }

        public void AddPart() => Interlocked.Increment(ref _parts);
    }
}
