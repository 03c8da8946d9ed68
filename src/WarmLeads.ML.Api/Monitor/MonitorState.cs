namespace WarmLeads.ML.Api;

/// <summary>How the monitor is doing in this process.</summary>
sealed class MonitorState
{
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _looks, _transitions, _alerts, _slowestMicroseconds;

    /// <summary>Waits until the store is open and the service has come as far as it can.</summary>
    /// <returns>False when the service stops before that.</returns>
    public async Task<bool> WaitForStartAsync(CancellationToken stop)
    {
        // Ended by the stop as by the start: a service that could not begin has nothing to complain of.
        await Task.WhenAny(_started.Task, Task.Delay(Timeout.Infinite, stop));
        return !stop.IsCancellationRequested;
    }

    /// <summary>Leads looked at since the start.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>Transitions found since the start.</summary>
    public long Transitions => Interlocked.Read(ref _transitions);

    /// <summary>Alerts written since the start.</summary>
    public long Alerts => Interlocked.Read(ref _alerts);

    /// <summary>The longest time that a step took from the claim to the commit.</summary>
    public TimeSpan SlowestStep => TimeSpan.FromMicroseconds(Interlocked.Read(ref _slowestMicroseconds));

    /// <summary>The monitor may begin.</summary>
    public void Start() => _started.TrySetResult();

    /// <summary>Counts a step.</summary>
    public void Add(int looks, int transitions, int alerts, TimeSpan took)
    {
        Interlocked.Add(ref _looks, looks);
        Interlocked.Add(ref _transitions, transitions);
        Interlocked.Add(ref _alerts, alerts);
        // Only the monitor writes it.
        if ((long)took.TotalMicroseconds > Interlocked.Read(ref _slowestMicroseconds))
            Interlocked.Exchange(ref _slowestMicroseconds, (long)took.TotalMicroseconds);
    }
}
