using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>Hands progress on at once and in order, on the thread that reports it.</summary>
/// <param name="report">Receives it.</param>
sealed class TrainingProgress(Action<TrainingStep> report) : IProgress<TrainingStep>
{
    /// <inheritdoc/>
    public void Report(TrainingStep value) => report(value);
}
