using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>How long the leads of a folder of history stay warm.</summary>
static class HistorySurvival
{
    /// <summary>Reads the leads and measures.</summary>
    /// <param name="history">The history.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="progress">Told the number of leads.</param>
    /// <param name="stop">Stops between leads.</param>
    /// <exception cref="InvalidDataException">There are too few leads or conversions, or no lead has the segment's attribute.</exception>
    public static SurvivalView Of(HistoryFolder history, SurvivalOptions options, IProgress<TrainingStep> progress, CancellationToken stop)
    {
        var study = Read(history, options, progress, stop);
        progress.Report(new TrainingStep("Measuring", 0.7, "drawing intervals"));
        return study.Finish();
    }

    /// <summary>Reads the leads.</summary>
    /// <param name="history">The history.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="progress">Told the number of leads.</param>
    /// <param name="stop">Stops between leads.</param>
    public static SurvivalStudy Read(HistoryFolder history, SurvivalOptions options, IProgress<TrainingStep> progress, CancellationToken stop)
    {
        var study = new SurvivalStudy(SignalCatalog.Default, options);
        var count = 0;
        foreach (var lead in history.Leads)
        {
            stop.ThrowIfCancellationRequested();
            study.Add(lead);
            if (++count % 1024 == 0)
                progress.Report(new TrainingStep("Reading", 0.7 * count / history.LeadCount, $"{Figures.Count(count)} leads"));
        }

        return study;
    }
}
