namespace WarmLeads.ML.Api;

/// <summary>Lets one caller at a time change which version of the model is in use: a training or a return to an earlier version.</summary>
sealed class ModelChanges
{
    int _busy;

    /// <summary>Whether someone is at it.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) == 1;

    /// <summary>Takes the right to change, when it is free; give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    /// <summary>Gives the right back.</summary>
    public void Leave() => Volatile.Write(ref _busy, 0);
}
