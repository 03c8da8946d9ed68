namespace WarmLeads.ML.Training;

/// <summary>Hands progress on at once, on the reporting thread: <see cref="Progress{T}"/> would deliver it late and out of order.</summary>
sealed class Relay<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
