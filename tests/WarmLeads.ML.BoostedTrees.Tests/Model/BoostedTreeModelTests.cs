namespace WarmLeads.ML.BoostedTrees.Tests;

public class BoostedTreeModelTests
{
    [Fact]
    public void Contributions_and_bias_sum_to_the_score_bit_for_bit()
    {
        var model = Some.Model();
        foreach (var row in Some.Rows(200))
        {
            var why = model.Explain(row);
            var sum = why.Bias;
            foreach (var value in why.Values)
            {
                sum += value;
            }

            Assert.Equal(model.Predict(row).Score, sum);
            Assert.Equal(why.Score, sum);
        }
    }

    [Fact]
    public void A_loaded_model_predicts_and_explains_what_the_saved_one_did()
    {
        var model = Some.Model(weighted: true);
        var loaded = Some.Load(Some.Bytes(model));
        foreach (var row in Some.Rows(200))
        {
            Assert.Equal(model.Predict(row).Score, loaded.Predict(row).Score);
            Assert.Equal(model.Explain(row).Values, loaded.Explain(row).Values);
        }

        Assert.Equal(model.Bias, loaded.Bias);
        Assert.Equal(Some.Bytes(model), Some.Bytes(loaded));
    }

    [Fact]
    public void The_mean_of_models_scores_the_mean_and_its_contributions_are_the_means()
    {
        BoostedTreeModel[] models = [Some.Model(), Some.Model(Some.Options with { NumberOfLeaves = 4 }), Some.Model(weighted: true)];
        var mean = BoostedTreeModel.Average(models);
        foreach (var row in Some.Rows(100))
        {
            Assert.Equal(models.Average(model => model.Predict(row).Score), mean.Predict(row).Score, 1e-10);
            var why = mean.Explain(row);
            for (var i = 0; i < row.Length; i++)
            {
                var feature = i;
                Assert.Equal(models.Average(model => model.Explain(row).Values[feature]), why.Values[i], 1e-10);
            }

            Assert.Equal(mean.Predict(row).Score, why.Bias + why.Values.ToArray().Sum());
        }
    }

    [Fact]
    public void A_rescaled_model_is_an_affine_map_of_the_score_and_its_contributions_still_add_up()
    {
        var model = Some.Model();
        var rescaled = model.Rescale(intercept: -0.25, slope: 1.5);
        foreach (var row in Some.Rows(100))
        {
            Assert.Equal(-0.25 + (1.5 * model.Predict(row).Score), rescaled.Predict(row).Score, 1e-10);
            var why = rescaled.Explain(row);
            Assert.Equal(rescaled.Predict(row).Score, why.Bias + why.Values.ToArray().Sum());
            Assert.Equal(1.5 * model.Explain(row).Values[0], why.Values[0], 1e-10);
        }
    }

    [Fact]
    public void A_batch_scores_what_single_rows_do()
    {
        var model = Some.Model();
        var rows = Some.Rows(333);
        var scores = new double[rows.Length];
        foreach (var threads in new[] { 1, 2, 3 })
        {
            model.Predict(rows.SelectMany(row => row).ToArray(), scores, threads);
            Assert.Equal(rows.Select(row => model.Predict(row).Score), scores);
        }
    }

    [Fact]
    public void A_row_of_another_width_is_refused()
    {
        var model = Some.Model();
        Assert.Equal(
            "The row has 4 values; the model has 5 features.", Assert.Throws<ArgumentException>(() => model.Predict(new double[4])).Message);
        Assert.Equal(
            "The row has 6 values; the model has 5 features.",
            Assert.Throws<ArgumentException>(() => model.Explain(new double[5], new double[6])).Message);
        Assert.Equal(
            "There are 9 values for 2 scores and 5 features; pass scores times features of them.",
            Assert.Throws<ArgumentException>(() => model.Predict(new double[9], new double[2])).Message);
    }

    [Fact]
    public void Importances_count_gain_and_splits_per_feature()
    {
        var model = Some.Model();
        var (gain, count) = (model.FeatureImportance(ImportanceKind.Gain), model.FeatureImportance(ImportanceKind.SplitCount));
        Assert.Equal(20 * 7, count.Sum());
        Assert.All(gain.Zip(count), pair => Assert.Equal(pair.First > 0, pair.Second > 0));
        Assert.True(gain[1] > gain[2], "visits carry signal and noise does not");
    }
}
