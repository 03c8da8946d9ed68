namespace WarmLeads.ML.BoostedTrees.Tests;

public class PartialDependenceTests
{
    static readonly double[][] s_table = Some.Rows(1100);
    static readonly double[] s_rows = [.. s_table.SelectMany(row => row)];
    static readonly BoostedTreeModel s_model = Some.Model();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_curve_is_the_mean_answer_with_the_feature_set(int feature)
    {
        var grid = FeatureGrid.FromRows(Some.Schema, s_rows, feature, count: 6);
        float[] weights = [.. s_table.Select((_, i) => 1f + (i % 3))];
        var curve = PartialDependence.OfOne(s_model, s_rows, feature, grid, weights, keepsIndividualScores: true, numberOfThreads: 2);
        for (var point = 0; point < grid.Length; point++)
        {
            double scores = 0, probabilities = 0, total = 0;
            for (var i = 0; i < s_table.Length; i++)
            {
                double[] row = [.. s_table[i]];
                row[feature] = grid[point];
                var answer = s_model.Predict(row);
                Assert.Equal(answer.Score, curve.IndividualScores[(i * grid.Length) + point]);
                (scores, probabilities, total) = (scores + (weights[i] * answer.Score), probabilities + (weights[i] * answer.Probability), total + weights[i]);
            }

            Assert.Equal(scores / total, curve.MeanScores[point], 1e-12);
            Assert.Equal(probabilities / total, curve.Means[point], 1e-12);
        }
    }

    [Fact]
    public void A_surface_is_the_mean_answer_with_both_features_set()
    {
        double[] ages = [0.2, 1.1, double.NaN], sources = [0, 3];
        var surface = PartialDependence.OfTwo(s_model, s_rows, 0, ages, 3, sources);
        Assert.Empty(surface.IndividualScores);
        for (var a = 0; a < 3; a++)
        {
            for (var b = 0; b < 2; b++)
            {
                var expected = s_table.Average(row => s_model.Predict([ages[a], row[1], row[2], sources[b], row[4]]).Score);
                Assert.Equal(expected, surface.MeanScores[(a * 2) + b], 1e-12);
            }
        }
    }

    [Fact]
    public void A_calibrated_model_answers_with_calibrated_scores()
    {
        var calibrated = new CalibratedModel(s_model, CalibrationMap.Fit(CalibrationKind.Beta, [-3, -2, -1, 1, 2], [0, 0, 1, 0, 1]));
        var curve = PartialDependence.OfOne(calibrated, s_rows, 1, [2, 6]);
        for (var point = 0; point < 2; point++)
        {
            var answers = s_table.Select(row => calibrated.Predict([row[0], curve.Grids[0][point], row[2], row[3], row[4]])).ToList();
            Assert.Equal(answers.Average(answer => answer.Score), curve.MeanScores[point], 1e-12);
            Assert.Equal(answers.Average(answer => answer.Probability), curve.Means[point], 1e-12);
        }

        Assert.NotEqual(PartialDependence.OfOne(s_model, s_rows, 1, [2, 6]).MeanScores, curve.MeanScores);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_threads()
    {
        var grid = FeatureGrid.FromModel(s_model, 4);
        Assert.Equal(
            PartialDependence.OfOne(s_model, s_rows, 4, grid, numberOfThreads: 1).MeanScores,
            PartialDependence.OfOne(s_model, s_rows, 4, grid, numberOfThreads: 3).MeanScores);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_grid_from_the_model_leaves_out_nothing_that_it_tells_apart(int feature)
    {
        var grid = FeatureGrid.FromModel(s_model, feature);
        var answers = grid.Select(value => With(feature, value)).ToList();
        Assert.True(double.IsNaN(grid[^1]));
        Assert.Equal(grid.Length, grid.Distinct().Count());
        var random = new Random(2);
        for (var i = 0; i < 500; i++)
        {
            Assert.Contains(With(feature, feature == 0 ? (3 * random.NextDouble()) - 0.5 : random.Next(60)), answers);
        }

        double With(int column, double value)
        {
            double[] row = [.. s_table[9]];
            row[column] = value;
            return s_model.Predict(row).Score;
        }
    }

    [Fact]
    public void A_grid_from_rows_has_quantiles_or_the_most_frequent_categories_and_a_gap()
    {
        double[] numbers = [.. Enumerable.Range(0, 101).Select(i => i % 7 == 3 ? double.NaN : i)];
        var schema = new FeatureSchema([new Feature("n"), new Feature("c", FeatureKind.Categorical, 9)]);
        double[] rows = [.. numbers.SelectMany((number, i) => new[] { number, i < 50 ? 8 : i < 80 ? 2 : i < 90 ? -1 : i % 2 })];
        Assert.Equal([0, 50, 100, double.NaN], FeatureGrid.FromRows(schema, rows, 0, count: 3));
        Assert.Equal([2, 8, double.NaN], FeatureGrid.FromRows(schema, rows, 1, count: 2));
        Assert.Equal([0, 1, 2, 8, double.NaN], FeatureGrid.FromRows(schema, rows, 1));
    }

    [Fact]
    public void A_feature_that_is_not_there_or_twice_is_refused()
    {
        Assert.Equal(
            "There is no feature 5; the schema has 5, counted from 0.",
            Assert.Throws<ArgumentException>(() => FeatureGrid.FromModel(s_model, 5)).Message);
        Assert.Equal(
            "The features are 5 of 5; pass features of the model with at least one value each.",
            Assert.Throws<ArgumentException>(() => PartialDependence.OfOne(s_model, s_rows, 5, [1])).Message);
        Assert.Equal(
            "Both features are feature 1; pass two different ones.",
            Assert.Throws<ArgumentException>(() => PartialDependence.OfTwo(s_model, s_rows, 1, [1], 1, [1])).Message);
    }
}
