using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Shows how far a sweep is.</summary>
/// <param name="progress">Where it is shown.</param>
/// <param name="leads">About how many leads it will look at, 1 or more.</param>
sealed class SweepProgress(RunningProgress progress, long leads) : IProgress<long>
{
    /// <inheritdoc/>
    public void Report(long value) =>
        progress.Report(new TrainingStep("Sweeping", Math.Min(1, (double)value / leads), $"{value} leads"));
}
