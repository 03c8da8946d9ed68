using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>One cut-off's model and baselines on what came after it.</summary>
/// <param name="Split">What was learnt from and judged.</param>
/// <param name="Table">What was learnt from.</param>
/// <param name="Capacity">The size that validation chose.</param>
/// <param name="Probabilities">The probabilities of the model and of each baseline, by name, each of shape [test].</param>
sealed record JudgedPart(HistorySplit Split, TrainingTable Table, string Capacity, IReadOnlyDictionary<string, double[]> Probabilities)
{
    /// <summary>The names in the order in which they are shown; of the hazard and the direct way, the one that is not the model.</summary>
    public static readonly string[] Names = ["model", "hazard", "direct", "logistic_regression", "points_rules", "recency", "base_rate"];

    // Of the time allowed and beside it: plans err on the careful side by more than that.
    const double HazardShare = 0.2;

    /// <summary>The calibrated scores of what was learnt from by models that were not fitted on it, log-odds, of the model and of the hazard, each of shape [train].</summary>
    public required IReadOnlyDictionary<string, double[]> OutOfFold { get; init; }

    /// <summary>Fits all of them on the part that may be learnt from.</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="horizonDays">The horizon, within which a hazard is fitted too; null where the final outcome counts.</param>
    /// <param name="split">What may be learnt from and what is judged.</param>
    /// <param name="options">Seed, threads and clock.</param>
    /// <param name="budgetSeconds">Seconds for this part.</param>
    /// <param name="report">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    public static JudgedPart Fit(
        SnapshotSource source, int? horizonDays, HistorySplit split, TrainingOptions options, double budgetSeconds, Action<double, string> report,
        CancellationToken stop)
    {
        source = new ColleagueTrial(options).Judge(source, split.Train, stop);
        var learnt = source.Learn(split.Train);
        SegmentColumn.Check(options.SegmentColumn, learnt, "the history");
        var schema = learnt.Schema;
        var train = source.Encode(schema, split.Train, split.From);
        var test = source.Encode(schema, split.Test);
        var hazardShare = horizonDays is null ? 0 : HazardShare;
        var pooled = new ForestFitter(options).Fit(
            train, budgetSeconds, null, (share, message) => report((1 - hazardShare) * share, message), stop);
        var fitted = new SegmentFitter(options).Fit(train, pooled, stop);
        var baseRate = new double[split.Test.Length];
        Array.Fill(baseRate, train.BaseRate);
        var probabilities = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["model"] = [.. test.Score(fitted.Trees).Select(ConversionModel.Probability)],
            ["logistic_regression"] = new BaselineFitter(options).Fit(train, stop).Predict(test.Columns, [.. Enumerable.Range(0, test.RowCount)]),
            ["points_rules"] = OfOne(PointsRule.Of(source, split.Train), PointsRule.Of(source, split.Test), train, stop),
            ["recency"] = OfOne(
                source.Feature("days_since_engagement", split.Train), source.Feature("days_since_engagement", split.Test), train, stop),
            ["base_rate"] = baseRate,
        };
        var outOfFold = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = fitted.OutOfFoldScores };
        if (horizonDays is { } days)
        {
            var followed = FollowedSnapshots.Encode(source, schema, split.Train, split.Open, split.From, days);
            var pooledHazard = new ForestFitter(options).Fit(
                followed, hazardShare * budgetSeconds, HazardChallenger.SizeFor(split, fitted.Capacity),
                (share, message) => report(1 - hazardShare + (hazardShare * share), $"hazard, {message}"), stop);
            var hazard = new SegmentFitter(options).Fit(followed, pooledHazard, stop);
            probabilities["hazard"] = [.. test.Score(hazard.Trees).Select(ConversionModel.Probability)];
            // The snapshots that both learnt from come first in the hazard's table.
            outOfFold["hazard"] = hazard.OutOfFoldScores[..split.Train.Length];
        }

        return new JudgedPart(split, train, fitted.Capacity.Name, probabilities) { OutOfFold = outOfFold };
    }

    /// <summary>The parts with the better of the two ways as the model, as training takes it: judged on all parts together.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="source">The snapshots.</param>
    public static IReadOnlyList<JudgedPart> WithTheBetterWay(IReadOnlyList<JudgedPart> parts, SnapshotSource source)
    {
        if (!parts.All(part => part.Probabilities.ContainsKey("hazard")))
            return parts;
        int[] rows = [.. parts.SelectMany(part => part.Split.Test)];
        var challenge = HazardChallenger.Compare(
            [.. parts.SelectMany(part => part.Probabilities["model"])], [.. parts.SelectMany(part => part.Probabilities["hazard"])],
            [.. rows.Select(row => source.Rows[row].Converted ? 1f : 0f)], source.Weights(rows), [.. rows.Select(row => source.Rows[row].Lead)],
            parts.Sum(part => part.Split.Open.Length));
        return challenge.HazardWon ? [.. parts.Select(part => part.WithHazard())] : parts;
    }

    /// <summary>The chances within each horizon that can be answered, of the snapshots of all parts whose so many days have passed.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="source">The snapshots.</param>
    /// <param name="fitter">Fits the curve of each part to what was known at its start.</param>
    public static IReadOnlyList<HorizonQuality> Horizons(IReadOnlyList<JudgedPart> parts, SnapshotSource source, HorizonCurveFitter fitter)
    {
        // Of all parts together, as the other figures weigh them.
        var weights = source.Weights([.. parts.SelectMany(part => part.Split.Test)]);
        List<JudgedHorizon> judged = [];
        var first = 0;
        foreach (var part in parts)
        {
            var (split, end) = (part.Split, first + part.Split.Test.Length);
            judged.AddRange(fitter.Judge(
                fitter.Fit(split.Train, split.From, part.OutOfFold["model"]), split.Train, split.From, split.Test, part.Probabilities["model"], weights[first..end]));
            first = end;
        }

        return JudgedHorizon.Qualities(judged);
    }

    JudgedPart WithHazard()
    {
        var probabilities = new Dictionary<string, double[]>(Probabilities, StringComparer.Ordinal)
        {
            ["model"] = Probabilities["hazard"],
            ["direct"] = Probabilities["model"],
        };
        probabilities.Remove("hazard");
        return this with { Probabilities = probabilities, OutOfFold = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = OutOfFold["hazard"] } };
    }

    // Logistic regression on one number.
    static double[] OfOne(double[] trained, double[] tested, TrainingTable train, CancellationToken stop) => LogisticRegression
        .Fit([trained], [0], train.Labels, [.. Enumerable.Range(0, trained.Length)], train.Weights, new LogisticRegressionOptions(), stop)
        .Predict([tested], [.. Enumerable.Range(0, tested.Length)]);
}
