namespace WarmLeads.ML.BoostedTrees.Tests;

public class InteractionShapTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 2, 6)]
    [InlineData(3, 4, 4)]
    [InlineData(4, 8, 5)]
    [InlineData(5, 10, 9)]
    [InlineData(6, 11, 12)]
    public void Interaction_values_are_those_of_the_definition(int seed, int featureCount, int depth)
    {
        var random = new RandomForest(seed, featureCount);
        var forest = random.Make(treeCount: 3, depth);
        var model = new BoostedTreeModel(forest);
        for (var i = 0; i < 4; i++)
        {
            var row = random.Row();
            var expected = BruteForceInteractions.Explain(forest, row);
            var actual = model.ExplainInteractions(row);
            for (var at = 0; at < expected.Length; at++)
            {
                Assert.Equal(expected[at], actual.Values[at], 1e-10);
            }
        }
    }

    [Fact]
    public void Interaction_values_of_a_trained_model_are_those_of_the_definition()
    {
        var model = Some.Model(Some.Options with { NumberOfLeaves = 20, NumberOfTrees = 6 }, weighted: true);
        foreach (var row in Some.Rows(20))
        {
            var expected = BruteForceInteractions.Explain(model.Forest, row);
            var actual = model.ExplainInteractions(row);
            for (var at = 0; at < expected.Length; at++)
            {
                Assert.Equal(expected[at], actual.Values[at], 1e-10);
            }
        }
    }

    [Fact]
    public void A_line_adds_up_to_the_contribution_and_the_table_to_the_score_bit_for_bit()
    {
        var model = Some.Model(Some.Options with { NumberOfTrees = 60 });
        var random = new Random(3);
        foreach (var row in Some.Rows(40))
        {
            var (contributions, table) = (model.Explain(row), model.ExplainInteractions(row));
            for (var f = 0; f < row.Length; f++)
            {
                var line = table.Values.Slice(f * row.Length, row.Length).ToArray();
                random.Shuffle(line);
                Assert.Equal(contributions.Values[f], line.Aggregate((a, b) => a + b));
                for (var g = 0; g < row.Length; g++)
                {
                    Assert.Equal(table[f, g], table[g, f]);
                }
            }

            double[] all = [table.Bias, .. table.Values];
            random.Shuffle(all);
            Assert.Equal(model.Predict(row).Score, table.Score);
            Assert.Equal(table.Score, all.Aggregate((a, b) => a + b));
        }
    }

    [Fact]
    public void A_batch_has_the_bits_of_single_rows_at_any_number_of_threads()
    {
        var model = Some.Model();
        var rows = Some.Rows(101);
        double[] flat = [.. rows.SelectMany(row => row)];
        double[] expected = [.. rows.SelectMany(row => model.ExplainInteractions(row).Values.ToArray())];
        foreach (var threads in new[] { 1, 2, 7 })
        {
            var actual = new double[expected.Length];
            model.ExplainInteractions(flat, actual, threads);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Trees_of_one_split_have_no_interactions()
    {
        var model = Some.Model(Some.Options with { NumberOfLeaves = 2 });
        foreach (var row in Some.Rows(10))
        {
            var (contributions, table) = (model.Explain(row), model.ExplainInteractions(row));
            for (var at = 0; at < table.Values.Length; at++)
            {
                Assert.Equal(at % 6 == 0 ? contributions.Values[at / 6] : 0, table.Values[at]);
            }
        }
    }

    [Fact]
    public void A_model_without_trees_has_a_table_of_zeros()
    {
        var model = Some.Model(Some.Options with { NumberOfTrees = 0 });
        var table = model.ExplainInteractions(Some.Rows(1)[0]);
        Assert.All(table.Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(table.Bias, table.Score);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => Some.Model().ExplainInteractions(new double[10], new double[49]));
        Assert.Equal("There are 10 values for 49 interactions and 5 features; pass features times features per row.", problem.Message);
    }

    [Theory]
    [InlineData(CalibrationKind.Identity)]
    [InlineData(CalibrationKind.Spline)]
    public void Calibrated_lines_add_up_to_calibrated_contributions_bit_for_bit(CalibrationKind kind)
    {
        var map = kind == CalibrationKind.Identity ? CalibrationMap.Identity : new CalibrationMap(kind, -1.5, [-1, -0.2, 0.5], [0.7, 3.2, 0.9]);
        var model = new CalibratedModel(Some.Model(), map);
        foreach (var row in Some.Rows(20))
        {
            var (contributions, table) = (model.Explain(row), model.ExplainInteractions(row));
            for (var f = 0; f < row.Length; f++)
            {
                var line = table.Values.Slice(f * row.Length, row.Length).ToArray();
                Assert.Equal(contributions.Values[f], line.Reverse().Aggregate((a, b) => a + b));
                Assert.Equal(table[f, 0], table[0, f]);
            }

            Assert.Equal(model.Predict(row).Score, table.Bias + table.Values.ToArray().Sum());
        }
    }
}
