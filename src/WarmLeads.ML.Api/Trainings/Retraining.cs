using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>One training on the store: fit, judge old and new on the same newest leads, publish when the new one is not worse.</summary>
sealed class Retraining(
    ILeadStore store, LeadScorer scorer, FileModelRegistry registry, ModelPool pool, PageRenderer pages, ServiceOptions options, TimeProvider clock)
{
    /// <summary>Trains; the model in use changes only when the result is published, in one step.</summary>
    /// <param name="details">What is known of the run so far.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="stop">Stops between leads and trees; nothing is left behind.</param>
    /// <exception cref="InvalidDataException">The store's history cannot be trained on; the sentence says why.</exception>
    public async Task<TrainingResult> RunAsync(TrainingDetails details, Action<TrainingStep> report, CancellationToken stop)
    {
        var champion = pool.Find(options.ModelName);
        // Taken before the fit: a training that was overtaken by a later one cannot publish any more.
        var version = await registry.ReserveAsync(options.ModelName, stop);
        var trainer = new HistoryTrainer(new TrainingOptions
        {
            Name = options.ModelName,
            BudgetSeconds = options.BudgetSeconds,
            Seed = options.Seed,
            SegmentColumn = options.SegmentAttribute.Length == 0 ? null : options.SegmentAttribute,
            Clock = clock,
            // Requests are answered meanwhile, except at the first start, when there is nothing to answer them with.
            NumberOfThreads = champion is null ? 0 : Math.Max(1, Environment.ProcessorCount - 1),
        }, scorer);
        var how = new HistoryOptions
        {
            Now = clock.GetUtcNow(),
            HorizonDays = options.HorizonDays,
            SnapshotsPerLead = options.SnapshotsPerLead,
            Source = "the store",
        };
        var (trained, decision) = await trainer.FitAsync(store.ReadByAccountAsync(stop), how, champion, new TrainingProgress(report), stop);

        details = details with
        {
            ChampionVersion = champion?.Version,
            TrainingRows = trained.Card.Rows,
            TrainSeconds = trained.Card.Training.TrainSeconds,
            Challenger = ModelFigures.From(decision.Challenger),
            Champion = decision.Champion is null ? null : ModelFigures.From(decision.Champion),
        };
        if (!decision.Publish)
            return new TrainingResult(JobStatus.Held, $"The new model is held. {decision.Reason}", details);

        var published = await registry.PublishAsync(version, trained, (card, _) => pages.RenderModelCardAsync(card), stop);
        pool.Publish(published.Model);
        return new TrainingResult(
            JobStatus.Published, $"Version {published.Model.Version} is published. {decision.Reason}",
            details with { PublishedVersion = published.Model.Version });
    }
}
