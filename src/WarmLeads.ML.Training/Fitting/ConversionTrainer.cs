using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>From lead outcomes to a model that is ready to be published.</summary>
/// <remarks>
/// The pipeline is judged first on rows that it does not learn from; then the size that it chose is fitted on all rows.
/// So the figures on the card are those of the pipeline, and the model that is shipped has seen everything.
/// </remarks>
/// <param name="options">Name, seed, threads, budget and clock.</param>
public sealed class ConversionTrainer(TrainingOptions options)
{
    // With fewer conversions than this a single held-out fifth says too little: every row is judged in turn.
    const int FewPositives = 200;

    // Judging tries every size; the final fit knows which.
    const double JudgingShare = 0.7;

    /// <summary>Trains on a flat table.</summary>
    /// <param name="flat">The table.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Stops between trees; nothing is left behind.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The input cannot be used; the sentence says where and what to do.</exception>
    public TrainedModel FitFlat(FlatOptions flat, IProgress<TrainingStep>? progress = null, CancellationToken stop = default)
    {
        var started = options.Clock.GetTimestamp();
        progress?.Report(new TrainingStep("Reading", 0, Path.GetFileName(flat.Data)));
        var source = FlatSource.Read(
            flat, new Relay<double>(share => progress?.Report(new TrainingStep("Reading", 0.1 * share, Path.GetFileName(flat.Data)))), stop);
        var labels = source.Labels;
        var rows = Enumerable.Range(0, labels.Rows.Length).ToArray();
        var positives = labels.Labels.Count(label => label > 0.5f);
        if (options.SegmentColumn is { } segment)
            FlatSource.Column(source.Table, segment, "--segment");
        var learnt = source.Learn(rows);
        SegmentColumn.Check(options.SegmentColumn, learnt, source.Table.FileName);

        var (split, parts) = Parts(source, flat, Math.Min(positives, rows.Length - positives));
        var assembler = new ModelAssembler(options);
        var judged = assembler.Judge(
            split,
            [
                .. parts.Select(part => new Func<(TrainingTable, TrainingTable)>(() =>
                {
                    var schema = source.Learn(part.Train).Schema;
                    return (source.Encode(schema, part.Train), source.Encode(schema, part.Test));
                })),
            ],
            options.BudgetSeconds * JudgingShare,
            (share, message) => progress?.Report(new TrainingStep("Judging", 0.1 + 0.6 * share, message)), stop);

        var identity = new ModelIdentity
        {
            Name = options.Name,
            Version = "",
            TrainedAt = options.Clock.GetUtcNow(),
            Target = $"{flat.Label} is {string.Join(" or ", labels.PositiveTexts)}",
            LabelColumn = flat.Label,
            PositiveTexts = labels.PositiveTexts,
            Rows = rows.Length,
            Positives = positives,
        };
        var trained = assembler.Finish(
            source.Encode(learnt.Schema, rows), judged, identity, source.Table.FileName, learnt.Dropped,
            [.. labels.Notes, .. learnt.Findings.SelectMany(finding => finding.Warnings)], learnt.Findings, started,
            options.BudgetSeconds * (1 - JudgingShare),
            (share, message) => progress?.Report(new TrainingStep("Fitting", 0.7 + 0.3 * share, message)), stop);
        progress?.Report(new TrainingStep("Done", 1, $"{trained.Card.Training.Trees} trees"));
        return trained;
    }

    (string Split, IReadOnlyList<TestPart> Parts) Parts(FlatSource source, FlatOptions flat, int fewest)
    {
        if (source.Times() is { } times)
            return (flat.TimeColumn is null ? "the newest fifth of the rows" : $"the newest fifth by '{flat.TimeColumn}'", [TestParts.Newest(times, 0.2)]);

        var folds = Folds.Assign(source.Labels.Labels, null, 5, options.Seed + 1);
        var parts = TestParts.FromFolds(folds, ["1", "2", "3", "4", "5"]);
        return fewest < FewPositives
            ? ("every row in turn, by models of the other four fifths", parts)
            : ($"a fifth at random, seed {options.Seed}", [parts[0]]);
    }
}
