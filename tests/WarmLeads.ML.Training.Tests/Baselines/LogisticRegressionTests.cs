using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class LogisticRegressionTests
{
    static readonly LogisticRegressionOptions NoRidge = new() { Ridge = 0, KurtosisForLogarithm = double.PositiveInfinity };

    [Fact]
    public void Two_groups_get_their_own_rates_when_nothing_is_penalised()
    {
        // Group 0: 3 of 10 convert; group 1: 8 of 10; missing: 5 of 10.
        var (column, labels) = Groups((0, 3), (1, 8), (double.NaN, 5));
        var model = LogisticRegression.Fit([column], [0], labels, Rows(30), weights: null, NoRidge);
        var probabilities = model.Predict([column], [0, 10, 20]);
        Assert.Equal(0.3, probabilities[0], 1e-9);
        Assert.Equal(0.8, probabilities[1], 1e-9);
        Assert.Equal(0.5, probabilities[2], 1e-9);
    }

    [Fact]
    public void Categories_get_their_own_rates_and_rare_ones_share_one()
    {
        var (column, labels) = Groups((0, 3), (1, 8), (double.NaN, 5));
        double[] codes = [.. column, 2, 2, 3, 3];
        float[] outcomes = [.. labels, 1, 0, 0, 0];
        var model = LogisticRegression.Fit([codes], [4], outcomes, Rows(34), weights: null, NoRidge);
        double[] seen = [0, 1, double.NaN, -1, 2, 3, 4, 99];
        var probabilities = model.Predict([seen], Rows(seen.Length));
        double[] expected = [0.3, 0.8, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], probabilities[i], 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(30)]
    public void The_gradient_of_the_penalised_loss_is_zero_at_the_answer(double ridge)
    {
        var (columns, counts, labels, weights) = Simulate(400, seed: 3);
        var model = LogisticRegression.Fit(columns, counts, labels, Rows(400), weights, new() { Ridge = ridge });
        var gradient = NaiveGradient(model, columns, labels, weights, ridge);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-6));
    }

    [Fact]
    public void Known_coefficients_are_found_again()
    {
        var random = new Random(11);
        const int n = 60_000;
        double[] x = new double[n], z = new double[n];
        var labels = new float[n];
        for (var i = 0; i < n; i++)
        {
            (x[i], z[i]) = ((random.NextDouble() * 4) - 2, random.Next(3));
            var score = -1 + (0.8 * x[i]) + (z[i] == 1 ? 1.5 : z[i] == 2 ? -0.7 : 0);
            labels[i] = random.NextDouble() < LinearProblem.Logistic(score) ? 1 : 0;
        }

        var model = LogisticRegression.Fit([x, z], [0, 3], labels, Rows(n));
        double[][] probe = [[0, 1, 0, 0], [0, 0, 1, 2]];
        Assert.Equal(-1, model.Score(probe, 0), 0.05);
        Assert.Equal(0.8, model.Score(probe, 1) - model.Score(probe, 0), 0.05);
        Assert.Equal(1.5, model.Score(probe, 2) - model.Score(probe, 0), 0.1);
        Assert.Equal(-0.7, model.Score(probe, 3) - model.Score(probe, 0), 0.1);
    }

    [Fact]
    public void Perfectly_parted_classes_have_a_finite_answer()
    {
        double[] x = [.. Enumerable.Range(0, 200)];
        float[] labels = [.. x.Select(value => value < 100 ? 0f : 1f)];
        var model = LogisticRegression.Fit([x], [0], labels, Rows(200));
        var probabilities = model.Predict([x], [0, 99, 100, 199]);
        Assert.InRange(probabilities[0], 1e-9, 0.01);
        Assert.InRange(probabilities[1], 0.2, 0.5);
        Assert.InRange(probabilities[2], 0.5, 0.8);
        Assert.InRange(probabilities[3], 0.99, 1 - 1e-9);
    }

    [Fact]
    public void Outliers_do_not_diverge()
    {
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, 2_000).Select(i => i == 7 ? 1e300 : i == 8 ? double.PositiveInfinity : Math.Exp(3 * random.NextDouble()))];
        float[] labels = [.. x.Select(value => value > 5 ? 1f : 0f)];
        var model = LogisticRegression.Fit([x], [0], labels, Rows(x.Length));
        Assert.True(((LinearNumber)model.Columns[0]).IsLogarithm);
        Assert.All(model.Predict([x], Rows(x.Length)), p => Assert.InRange(p, 0, 1));
        Assert.InRange(model.Predict([x], [0])[0], 0, 1);
    }

    [Fact]
    public void A_weight_counts_as_that_many_rows()
    {
        var (columns, counts, labels, weights) = Simulate(300, seed: 8);
        int[] repeated = [.. Rows(300).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        var options = new LogisticRegressionOptions { MinimumExampleCountPerCategory = 1 };
        var weighted = LogisticRegression.Fit(columns, counts, labels, Rows(300), weights, options);
        var plain = LogisticRegression.Fit(columns, counts, labels, repeated, weights: null, options);
        var expected = plain.Predict(columns, Rows(300));
        var actual = weighted.Predict(columns, Rows(300));
        for (var i = 0; i < 300; i++)
            Assert.Equal(expected[i], actual[i], 1e-7);
    }

    [Fact]
    public void Only_the_given_rows_are_learned_from()
    {
        var (columns, counts, labels, _) = Simulate(300, seed: 9);
        var half = Rows(300)[..150];
        var model = LogisticRegression.Fit(columns, counts, labels, half);
        float[] spoilt = [.. labels[..150], .. labels[150..].Select(label => 1 - label)];
        double[][] changed = [.. columns.Select(column => (double[])[.. column[..150], .. column[150..].Select(_ => 2.0)])];
        var same = LogisticRegression.Fit(changed, counts, spoilt, half);
        Assert.Equal(model.Coefficients.ToArray(), same.Coefficients.ToArray());
    }

    [Fact]
    public void Constant_columns_and_columns_without_values_change_nothing()
    {
        var (column, labels) = Groups((0, 3), (1, 8));
        double[] constant = [.. column.Select(_ => 4.0)], missing = [.. column.Select(_ => double.NaN)];
        var model = LogisticRegression.Fit([column], [0], labels, Rows(20));
        var more = LogisticRegression.Fit([constant, column, missing], [0, 0, 0], labels, Rows(20));
        Assert.Equal(model.Score([column], 0), more.Score([constant, column, missing], 0), 1e-7);
    }

    [Fact]
    public void Wide_categories_keep_their_most_frequent_codes_only()
    {
        var random = new Random(2);
        double[] codes = [.. Enumerable.Range(0, 20_000).Select(_ => (double)random.Next(500))];
        float[] labels = [.. codes.Select(code => code % 2 == 0 ? 1f : 0f)];
        var model = LogisticRegression.Fit([codes], [500], labels, Rows(20_000), null, new() { MaximumCategoryTerms = 100 });
        Assert.InRange(model.Coefficients.Length, 50, 102);
    }

    [Fact]
    public void One_class_only_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([[1.0, 2.0]], [0], [1f, 1f], [0, 1]));
        Assert.StartsWith("The rows to learn from hold one class only; logistic regression needs both.", error.Message);
    }

    [Theory]
    [InlineData("give-me-some-credit/cs-training.csv.gz", "SeriousDlqin2yrs", "1", 0.84)]
    [InlineData("adult-census/adult.csv.gz", "income", ">50K", 0.90)]
    public void Real_tables_are_fitted_as_well_as_a_line_can(string file, string label, string positive, double auc)
    {
        var table = FlatTable.Read(SharedData.PathOf(file));
        var findings = new ColumnInference(ModelSchema.DefaultMissingMarkers).Infer(table);
        var target = table.Find(label)!;
        float[] labels = [.. target.Codes.Select(code => target.Texts[code] == positive ? 1f : 0f)];
        var columns = new List<double[]>();
        var counts = new List<int>();
        foreach (var (column, finding) in table.Columns.Zip(findings).Where(pair => pair.Second.Kind is not null && pair.First.Name != label))
        {
            string[] levels = [.. finding.Levels.Select(level => level.Text)];
            double[] byText = [.. column.Texts.Select(text => levels.Length > 0
                ? Array.IndexOf(levels, text) is >= 0 and var code ? code : double.NaN
                : ValueText.TryParseNumber(text, out var number) ? number : double.NaN)];
            columns.Add([.. column.Codes.Select(code => byText[code])]);
            counts.Add(levels.Length);
        }

        int[] train = [.. Rows(table.RowCount).Where(row => row % 5 != 0)], test = [.. Rows(table.RowCount).Where(row => row % 5 == 0)];
        var model = LogisticRegression.Fit(columns, counts, labels, train);
        var probabilities = model.Predict(columns, test);
        var metrics = BinaryClassificationMetrics.Evaluate(probabilities, [.. test.Select(row => labels[row])]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: AUC {metrics.AreaUnderRocCurve:0.0000}, log-loss {metrics.LogLoss:0.0000}");
        Assert.InRange(metrics.AreaUnderRocCurve, auc, 1);
    }

    static int[] Rows(int count) => [.. Enumerable.Range(0, count)];

    static (double[] Column, float[] Labels) Groups(params (double Value, int Positives)[] groups) =>
    (
        [.. groups.SelectMany(group => Enumerable.Repeat(group.Value, 10))],
        [.. groups.SelectMany(group => Enumerable.Range(0, 10).Select(i => i < group.Positives ? 1f : 0f))]
    );

    static (double[][] Columns, int[] Counts, float[] Labels, float[] Weights) Simulate(int n, int seed)
    {
        var random = new Random(seed);
        double[][] columns = [new double[n], new double[n], new double[n]];
        var (labels, weights) = (new float[n], new float[n]);
        for (var i = 0; i < n; i++)
        {
            columns[0][i] = random.Next(10) == 0 ? double.NaN : 50 + (10 * random.NextDouble());
            columns[1][i] = random.Next(8) == 0 ? -1 : random.Next(4);
            columns[2][i] = Math.Exp(8 * random.NextDouble());
            labels[i] = random.NextDouble() < 0.2 + (0.15 * Math.Max(columns[1][i], 0)) ? 1 : 0;
            weights[i] = 1 + random.Next(3);
        }

        return (columns, [0, 4, 0], labels, weights);
    }

    // Sums over rows with the coefficients written out one by one: slow and plain.
    static double[] NaiveGradient(LogisticRegression model, double[][] columns, float[] labels, float[] weights, double ridge)
    {
        var coefficients = model.Coefficients.ToArray();
        var gradient = new double[coefficients.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            var present = new double[coefficients.Length];
            present[^1] = 1;
            for (var i = 0; i < columns.Length; i++)
            {
                var (term, factor) = model.Columns[i].Encode(columns[i][row]);
                present[term] += factor;
            }

            var score = present.Zip(coefficients, (x, b) => x * b).Sum();
            for (var term = 0; term < gradient.Length; term++)
                gradient[term] += weights[row] * (LinearProblem.Logistic(score) - labels[row]) * present[term];
        }

        for (var term = 0; term < gradient.Length - 1; term++)
            gradient[term] += ridge * coefficients[term];
        return gradient;
    }
}
