namespace WarmLeads.ML.Api;

/// <summary>Wakes the sender of alerts when this process has written some.</summary>
sealed class AlertNudge : IDisposable
{
    readonly SemaphoreSlim _written = new(0);

    /// <summary>There are alerts.</summary>
    public void Set()
    {
        if (_written.CurrentCount == 0)
            _written.Release();
    }

    /// <summary>Waits for alerts, at most for a while.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _written.WaitAsync(atMost, stop);

    public void Dispose() => _written.Dispose();
}
