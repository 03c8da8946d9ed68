namespace WarmLeads.ML.Leads;

/// <summary>Sweeps of the whole pool, done in parts by any number of workers and taken up where a dead one left off.</summary>
public interface ISweepStore
{
    /// <summary>Takes a part of a sweep to work on: of one under way with the same model and number of parts, else of a new one.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="now">Now: the cutoff of a new sweep, and when the hold on the part begins.</param>
    /// <param name="stop">Stops the query.</param>
    /// <returns>The part; null when all parts of the sweep under way are in other hands.</returns>
    Task<SweepPart?> ClaimSweepPartAsync(SweepRequest request, DateTimeOffset now, CancellationToken stop);

    /// <summary>Writes a block of a part in one transaction: its scores, its changes and how far the part is.</summary>
    /// <param name="part">The part, as claimed or as returned for the block before.</param>
    /// <param name="block">The block.</param>
    /// <param name="now">Now; the hold on the part begins anew.</param>
    /// <param name="stop">Stops before anything is written.</param>
    /// <returns>The part after the block; null when another worker took it over meanwhile, and nothing was written.</returns>
    Task<SweepPart?> CommitBlockAsync(SweepPart part, SweepBlock block, DateTimeOffset now, CancellationToken stop);

    /// <summary>Removes complete sweeps of a model that are not among the newest, in small transactions.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="keep">How many are kept, 1 or more.</param>
    /// <param name="stop">Stops between transactions.</param>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveOldSweepsAsync(string modelName, int keep, CancellationToken stop);
}
