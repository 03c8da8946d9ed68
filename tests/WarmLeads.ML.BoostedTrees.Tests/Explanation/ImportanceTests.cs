namespace WarmLeads.ML.BoostedTrees.Tests;

public class ImportanceTests
{
    static readonly Dataset s_data = Some.Table(rowCount: 700, seed: 3, weighted: true);
    static readonly double[] s_rows = [.. Enumerable.Range(0, 3500).Select(at => s_data.ValueAt(at / 5, at % 5))];
    static readonly float[] s_labels = [.. s_data.Labels];
    static readonly float[] s_weights = [.. s_data.Weights!];

    [Fact]
    public void Mean_contribution_is_the_weighted_mean_of_absolute_contributions()
    {
        var model = Some.Model();
        var expected = new double[5];
        for (var row = 0; row < 700; row++)
        {
            var why = model.Explain(s_rows.AsSpan(row * 5, 5));
            for (var i = 0; i < 5; i++)
            {
                expected[i] += s_weights[row] * Math.Abs(why.Values[i]) / s_weights.Sum(weight => (double)weight);
            }
        }

        var actual = ContributionImportance.Measure(model, s_rows, s_weights, numberOfThreads: 1);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }

        Assert.Equal(actual, ContributionImportance.Measure(model, s_rows, s_weights, numberOfThreads: 3));
    }

    [Fact]
    public void A_feature_without_a_bond_to_the_labels_loses_nothing_and_the_others_do()
    {
        var effects = PermutationImportance.Measure(Some.Model(), s_rows, s_labels, seed: 1, repeats: 10);
        foreach (var feature in new[] { 1, 4 })
        {
            Assert.True(effects[feature].LogLossIncrease > 2 * effects[feature].LogLossDeviation, $"{effects[feature]}");
            Assert.True(effects[feature].AucDecrease > 2 * effects[feature].AucDeviation, $"{effects[feature]}");
        }

        Assert.True(Math.Abs(effects[2].LogLossIncrease) < 0.3 * effects[1].LogLossIncrease, $"{effects[2]}");
    }

    [Fact]
    public void The_loss_is_that_of_rows_whose_values_were_dealt_out_anew()
    {
        // With two rows there are two ways to deal: as it was, or exchanged; means over repeats mix the two figures.
        var model = Some.Model();
        double[] rows = [.. s_rows.AsSpan(0, 10)];
        float[] labels = [1, 0];
        var exchanged = (double[])rows.Clone();
        (exchanged[1], exchanged[6]) = (rows[6], rows[1]);
        var difference = LossOf(exchanged) - LossOf(rows);

        var effect = PermutationImportance.Measure(model, rows, labels, seed: 3, repeats: 64)[1];

        Assert.NotEqual(0, difference);
        var share = effect.LogLossIncrease / difference;
        Assert.InRange(share, 0.3, 0.7);
        Assert.Equal(Math.Round(64 * share), 64 * share, 1e-6);
        Assert.Equal(Math.Abs(difference) * Math.Sqrt(share * (1 - share) * 64 / 63), effect.LogLossDeviation, 1e-9);

        double LossOf(double[] values)
        {
            double[] p = [model.Predict(values.AsSpan(0, 5)).Probability, model.Predict(values.AsSpan(5, 5)).Probability];
            return BinaryClassificationMetrics.Evaluate(p, labels).LogLoss;
        }
    }

    [Fact]
    public void Permutations_depend_on_the_seed_and_not_on_the_threads()
    {
        var model = Some.Model();
        var one = PermutationImportance.Measure(model, s_rows, s_labels, seed: 2, repeats: 3, s_weights, numberOfThreads: 1);
        Assert.Equal(one, PermutationImportance.Measure(model, s_rows, s_labels, seed: 2, repeats: 3, s_weights, numberOfThreads: 3));
        Assert.NotEqual(one, PermutationImportance.Measure(model, s_rows, s_labels, seed: 4, repeats: 3, s_weights, numberOfThreads: 3));
    }

    [Fact]
    public void A_feature_that_no_tree_uses_has_no_effect()
    {
        var effects = PermutationImportance.Measure(Some.Model(Some.Options with { NumberOfTrees = 0 }), s_rows, s_labels, seed: 1);
        Assert.All(effects, effect => Assert.Equal(default, effect));
    }

    [Fact]
    public void A_calibrated_model_is_measured_by_its_calibrated_answers()
    {
        var model = Some.Model();
        var straight = new CalibratedModel(model, CalibrationMap.Fit(CalibrationKind.Temperature, [-2, -1, 1, 2], [0, 1, 0, 1]));
        var rescaled = model.Rescale(straight.Calibration.Intercept, straight.Calibration.Slopes[0]);
        Assert.NotEqual(1, straight.Calibration.Slopes[0]);
        Assert.Equal(model.FeatureImportance(ImportanceKind.Gain), straight.FeatureImportance(ImportanceKind.Gain));

        var (mine, theirs) = (ContributionImportance.Measure(straight, s_rows), ContributionImportance.Measure(rescaled, s_rows));
        var (losses, expected) = (
            PermutationImportance.Measure(straight, s_rows, s_labels, seed: 2), PermutationImportance.Measure(rescaled, s_rows, s_labels, seed: 2));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(theirs[i], mine[i], 1e-9);
            Assert.Equal(expected[i].LogLossIncrease, losses[i].LogLossIncrease, 1e-9);
            Assert.Equal(expected[i].AucDecrease, losses[i].AucDecrease, 1e-4);
        }

        Assert.NotEqual(ContributionImportance.Measure(model, s_rows)[1], mine[1], 1e-3);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var model = Some.Model();
        Assert.Equal(
            "There are 7 values for 5 features; pass whole rows, at least one.",
            Assert.Throws<ArgumentException>(() => ContributionImportance.Measure(model, new double[7])).Message);
        Assert.Equal(
            "There are 1 weights for 2 rows, 1 in all; pass one for each row, not all 0.",
            Assert.Throws<ArgumentException>(() => ContributionImportance.Measure(model, new double[10], new float[] { 1 })).Message);
        Assert.Equal(
            "The kind of importance is 9; it must be Gain or SplitCount. (Parameter 'kind')",
            Assert.Throws<ArgumentOutOfRangeException>(() => model.FeatureImportance((ImportanceKind)9)).Message);
        Assert.Equal(
            "There are 1 labels for 2 rows, and the model's scores are Logistic; pass a label for each row and a model of log-odds.",
            Assert.Throws<ArgumentException>(() => PermutationImportance.Measure(model, new double[10], new float[] { 1 }, seed: 1)).Message);
    }
}
