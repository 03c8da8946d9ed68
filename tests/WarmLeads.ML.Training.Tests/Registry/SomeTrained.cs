using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

/// <summary>A small trained model with a card in which every member says something.</summary>
static class SomeTrained
{
    public static readonly DateTimeOffset TrainedAt = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    public static TrainedModel Model(string name = "leads", double rate = 0.3)
    {
        var features = new FeatureSchema([new Feature("visits")]);
        double[] visits = [.. Enumerable.Range(0, 200)];
        float[] labels = [.. visits.Select(value => value % 10 < 10 * rate ? 1f : 0f)];
        var options = new BoostedTreeOptions { NumberOfTrees = 3, NumberOfLeaves = 3, MinimumExampleCountPerLeaf = 10 };
        var forest = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(features, [visits], labels));
        var identity = new ModelIdentity
        {
            Name = name, Version = "", TrainedAt = TrainedAt, Target = "Converted = 1", Rows = 200, Positives = (int)labels.Sum(),
        };
        var schema = new ModelSchema
        {
            Columns =
            [
                new InputColumn
                {
                    Name = "visits", DisplayName = "Visits", Family = "Website", Kind = ColumnKind.Numeric, Source = ColumnSource.Attribute,
                },
            ],
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
        };
        var effect = new SignalEffect
        {
            Name = "visits", DisplayName = "Visits", Family = "Website", Kind = ColumnKind.Numeric, MeanAbsoluteContribution = 0.25, Share = 1,
            Direction = "Leads convert more often the more visits they make.",
            Values = [new ValueEffect("0 to 10", 0, 10, 120, 0.1, -0.5), new ValueEffect("missing", null, null, 80, 0.2, 0.125)],
        };
        return new TrainedModel(new ConversionModel(identity, schema, new EncodedTreeModel(forest), [effect]), Card(name, effect), []);
    }

    static ModelCard Card(string name, SignalEffect effect)
    {
        var metrics = new BinaryClassificationMetrics
        {
            Count = 40, PositiveCount = 12, AreaUnderRocCurve = 0.75, AreaUnderPrecisionRecallCurve = 0.5, LogLoss = 0.1 + 0.2,
            BrierScore = 0.17, ExpectedCalibrationError = 0.03, LiftAt10Percent = 2.5,
        };
        return new ModelCard
        {
            Name = name, TrainedAt = TrainedAt, Source = "leads.csv", Target = "Converted = 1", HorizonDays = 30, Rows = 200, Positives = 60,
            Signals = [effect], Dropped = [new DroppedColumn("id", "identifier: 200 different values in 200 rows")],
            LeakWarnings = [new LeakWarning("Tags", 0.97, 0.1, 0.3, "Tags predicts too well.")], Warnings = ["Few rows: “wide” intervals."],
            Quality = new QualityReport
            {
                Split = "a fifth at random, seed 0", Model = metrics,
                BaseRate = metrics with { AreaUnderRocCurve = double.NaN, LogLoss = 0.6 }, LogisticRegression = metrics,
                CalibrationCurve = [new CalibrationBin(20, 0.25, 0.2), new CalibrationBin(20, 0.5, 0.45)],
                LiftCurve = [new LiftPoint(0.1, 0.25, 2.5)],
            },
            Training = new TrainingSummary
            {
                Capacity = "small", Trials = [new CapacityTrial("small", 30.5, 0.3, 0)], Folds = 5, Trees = 150,
                Calibration = new ScoreCalibration(CalibrationKind.Affine, 0.01, 0.99), Seed = ulong.MaxValue, BudgetSeconds = 60, TrainSeconds = 1.5,
            },
            Verdict = "Better than both baselines.",
        };
    }
}
