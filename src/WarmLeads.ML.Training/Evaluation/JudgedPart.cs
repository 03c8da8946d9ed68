using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>One cut-off's model and baselines on what came after it.</summary>
/// <param name="Split">What was learnt from and judged.</param>
/// <param name="Table">What was learnt from.</param>
/// <param name="Capacity">The size that validation chose.</param>
/// <param name="Probabilities">The probabilities of the model and of each baseline, by name, each of shape [test].</param>
sealed record JudgedPart(HistorySplit Split, TrainingTable Table, string Capacity, IReadOnlyDictionary<string, double[]> Probabilities)
{
    /// <summary>The names in the order in which they are shown.</summary>
    public static readonly string[] Names = ["model", "logistic_regression", "points_rules", "recency", "base_rate"];

    /// <summary>Fits all of them on the part that may be learnt from.</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="split">What may be learnt from and what is judged.</param>
    /// <param name="options">Seed, threads and clock.</param>
    /// <param name="budgetSeconds">Seconds for this part.</param>
    /// <param name="report">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    public static JudgedPart Fit(
        SnapshotSource source, HistorySplit split, TrainingOptions options, double budgetSeconds, Action<double, string> report, CancellationToken stop)
    {
        var schema = source.Learn(split.Train).Schema;
        var train = source.Encode(schema, split.Train, split.From);
        var test = source.Encode(schema, split.Test);
        var fitted = new ForestFitter(options).Fit(train, budgetSeconds, null, report, stop);
        var baseRate = new double[split.Test.Length];
        Array.Fill(baseRate, train.BaseRate);
        return new JudgedPart(split, train, fitted.Capacity.Name, new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["model"] = [.. test.Score(fitted.Trees).Select(ConversionModel.Probability)],
            ["logistic_regression"] = new BaselineFitter(options).Fit(train, stop).Predict(test.Columns, [.. Enumerable.Range(0, test.RowCount)]),
            ["points_rules"] = OfOne(PointsRule.Of(source, split.Train), PointsRule.Of(source, split.Test), train, stop),
            ["recency"] = OfOne(
                source.Feature("days_since_engagement", split.Train), source.Feature("days_since_engagement", split.Test), train, stop),
            ["base_rate"] = baseRate,
        });
    }

    // Logistic regression on one number.
    static double[] OfOne(double[] trained, double[] tested, TrainingTable train, CancellationToken stop) => LogisticRegression
        .Fit([trained], [0], train.Labels, [.. Enumerable.Range(0, trained.Length)], train.Weights, new LogisticRegressionOptions(), stop)
        .Predict([tested], [.. Enumerable.Range(0, tested.Length)]);
}
