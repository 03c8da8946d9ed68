using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Judges the whole pipeline out of sample: every step that learns does so inside the training part only.</summary>
/// <param name="options">Seed, threads and budget of each fit.</param>
public sealed class ConversionEvaluator(TrainingOptions options)
{
    /// <summary>Judges on a flat table.</summary>
    /// <param name="flat">The table.</param>
    /// <param name="how">How rows are set aside.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Stops between trees.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The input cannot be used; the sentence says where and what to do.</exception>
    public EvaluationResult EvaluateFlat(
        FlatOptions flat, EvaluationOptions how, IProgress<TrainingStep>? progress = null, CancellationToken stop = default)
    {
        progress?.Report(new TrainingStep("Reading", 0, Path.GetFileName(flat.Data)));
        var source = FlatSource.Read(flat, null, stop);
        var parts = TestParts.For(source, how);
        var fitter = new ForwardFitter(options);
        List<string> notes = [];
        List<FoldResult> results = [];
        foreach (var part in parts)
        {
            var done = results.Count;
            var started = options.Clock.GetTimestamp();
            var learnt = source.Learn(part.Train, how.FoldColumn, how.SplitColumn);
            SegmentColumn.Check(options.SegmentColumn, learnt, source.Table.FileName);
            var schema = learnt.Schema;
            var train = source.Encode(schema, part.Train);
            FlatLabels.RefuseTooFew(train.Positives, train.RowCount - train.Positives, $"The training part of fold '{part.Name}'", "the outcome converted");
            var fitted = fitter.Fit(train, options.BudgetSeconds, null, (share, message) => progress?.Report(
                new TrainingStep("Fitting", (done + share) / parts.Count, $"fold {done + 1} of {parts.Count}: {message}")), stop);
            var seconds = options.Clock.GetElapsedTime(started).TotalSeconds;

            var test = source.Encode(schema, part.Test);
            var metrics = BinaryClassificationMetrics.Evaluate(
                [.. fitted.Score(test).Select(ConversionModel.Probability)], test.Labels);
            notes.AddRange(fitted.Notes);
            notes.AddRange(fitted.LeftOut.Select(left => $"'{left.Name}' is left out: it {left.Reason}."));
            if (QualityJudge.CalibrationAlarm(metrics, train.BaseRate) is { } alarm)
                notes.Add(alarm);
            results.Add(new FoldResult(
                part.Name, metrics.Count, metrics.PositiveCount, metrics.AreaUnderRocCurve, metrics.LogLoss, metrics.BrierScore,
                metrics.ExpectedCalibrationError, metrics.LiftAt10Percent, seconds, fitted.Fitted.Capacity.Name));
        }

        return new EvaluationResult
        {
            Rows = source.Labels.Rows.Length,
            Positives = source.Labels.Labels.Count(label => label > 0.5f),
            Folds = results,
            Notes = notes,
        };
    }
}
