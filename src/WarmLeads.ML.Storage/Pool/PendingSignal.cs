namespace WarmLeads.ML.Storage;

/// <summary>Wakes whoever waits for pending leads of this process.</summary>
sealed class PendingSignal : IDisposable
{
    readonly SemaphoreSlim _marked = new(0);

    /// <summary>Leads were made pending, and their transaction is committed.</summary>
    public void Set()
    {
        // One more than needed only costs a look at an empty table.
        if (_marked.CurrentCount == 0)
            _marked.Release();
    }

    /// <summary>Waits for the next mark, at most for a while.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _marked.WaitAsync(atMost, stop);

    public void Dispose() => _marked.Dispose();
}
