namespace WarmLeads.ML.Api;

/// <summary>How far the service has come since its start.</summary>
sealed class Readiness
{
    volatile string? _reason = "The service is starting; try again in a moment.";

    /// <summary>Whether the store may be asked.</summary>
    public bool IsStoreOpen { get; private set; }

    /// <summary>Why there is no model to predict with, in one sentence; null when the service is ready.</summary>
    public string? Reason => _reason;

    /// <summary>The store is open; predictions wait for a model.</summary>
    public void StoreOpened() => IsStoreOpen = true;

    /// <summary>Predictions have to wait.</summary>
    /// <param name="reason">Why, in one sentence.</param>
    public void Wait(string reason) => _reason = reason;

    /// <summary>A model serves.</summary>
    public void Ready() => _reason = null;
}
