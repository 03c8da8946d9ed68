using FsCheck;
using FsCheck.Fluent;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class NaiveTrainerTests
{
    [Fact]
    public void The_trainer_agrees_with_its_naive_twin_bit_for_bit_on_random_tables()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from rowCount in Gen.Choose(1, 90)
            from columnCount in Gen.Choose(1, 5)
            from values in Gen.Choose(1, 40)
            from weighted in Gen.Choose(0, 1)
            select (seed, rowCount, columnCount, values, weighted == 1);
        Prop.ForAll(cases.ToArbitrary(), drawn => Agrees(drawn.seed, drawn.rowCount, drawn.columnCount, drawn.values, drawn.Item5))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void So_it_does_where_a_column_has_more_categories_than_bins()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from rowCount in Gen.Choose(20, 160)
            from columnCount in Gen.Choose(1, 4)
            from values in Gen.Choose(5, 60)
            from weighted in Gen.Choose(0, 1)
            select (seed, rowCount, columnCount, values, weighted == 1);
        Prop.ForAll(cases.ToArbitrary(), drawn => Agrees(drawn.seed, drawn.rowCount, drawn.columnCount, drawn.values, drawn.Item5, maximumBinCount: 8))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void So_it_does_with_hundreds_of_categories()
    {
        Agrees(seed: 5, rowCount: 1500, columnCount: 3, values: 420, weighted: false);
        Agrees(seed: 8, rowCount: 1500, columnCount: 4, values: 420, weighted: true);
    }

    static bool Agrees(int seed, int rowCount, int columnCount, int values, bool weighted, int maximumBinCount = 254)
    {
        // With few bins, numbers are few as well: the twin knows no bins.
        var numbers = Math.Min(values, maximumBinCount - 2);
        var random = new Random(seed);
        var schema = new FeatureSchema([.. Enumerable.Range(0, columnCount).Select(i =>
            random.Next(3) == 0 ? new Feature($"c{i}", FeatureKind.Categorical, values) : new Feature($"n{i}"))]);
        var gaps = random.Next(2) * 6;
        var columns = schema.Select(feature => Enumerable.Range(0, rowCount).Select(_ =>
            gaps > 0 && random.Next(gaps) == 0 ? double.NaN
            : feature.Kind == FeatureKind.Categorical ? random.Next(-1, values + 1)
            : random.Next(numbers) / 8.0).ToArray()).ToArray();
        SpoilColumns(schema, columns, random);
        float[] labels = [.. Enumerable.Range(0, rowCount).Select(row =>
            random.Next(4) == 0 ? random.NextSingle() : double.IsNaN(columns[0][row]) || columns[0][row] * 8 > values / 2 ? 1f : 0f)];
        var objective = (Objective)random.Next(4);
        float[] amounts = [.. labels.Select(label => MathF.Round(label * random.Next(1, 9), 2))];
        labels = objective switch
        {
            Objective.LogLoss => labels,
            Objective.Hazard => [.. labels.Select(label => label > 0.5f ? 1f : 0f)],
            Objective.Poisson => amounts,
            _ => [.. amounts.Select(amount => 100 * (amount - 3))],
        };
        float[] weights = [.. labels.Select(_ => weighted ? random.Next(0, 5) * 0.5f : 1f)];
        if (weights.All(weight => weight == 0))
        {
            weights[0] = 1;
        }

        float[] followUp = [.. labels.Select(_ => MathF.Round(random.NextSingle() * random.Next(1, 120), random.Next(2)))];
        followUp[^1] = followUp.Max() + 1;
        weights[^1] = 1;
        var monotone = schema.Where(feature => feature.Kind == FeatureKind.Numeric && random.Next(3) == 0)
            .ToDictionary(feature => feature.Name, _ => (MonotoneDirection)random.Next(2), StringComparer.Ordinal);
        string[][] groups = random.Next(3) > 0 ? [] :
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => schema.Select(feature => feature.Name).Where(_ => random.Next(2) == 0).ToArray())];
        var options = new BoostedTreeOptions
        {
            MonotoneFeatures = monotone, InteractionGroups = groups, Growth = (TreeGrowth)random.Next(2),
            Objective = objective, NumberOfTrees = random.Next(1, objective == Objective.Hazard ? 13 : 5), NumberOfLeaves = random.Next(2, 9), MaximumDepth = random.Next(0, 4),
            LearningRate = random.Next(1, 11) / 10.0, MinimumExampleCountPerLeaf = random.Next(1, 6), MinimumHessianPerLeaf = random.Next(2),
            L1Regularization = random.Next(2) * 0.3, L2Regularization = random.Next(3) * 0.7, MinimumGain = random.Next(2) * 0.01,
            PathSmoothing = random.Next(2) * 4, MaximumCategoriesPerSplit = random.Next(1, 5), MinimumExampleCountPerCategory = random.Next(0, 4),
            MaximumCategoryCountPerFeature = random.Next(3) == 0 ? random.Next(1, values + 2) : 65_533,
            CategoricalL2 = random.Next(3), CategoricalSmoothing = random.Next(1, 4), Seed = (ulong)seed, NumberOfThreads = 1,
        };
        using var binned = BinnedDataset.Create(
            Dataset.FromColumns(schema, columns, labels, weighted ? weights : null).WithFollowUp(followUp), maximumBinCount,
            maximumCategoryCountPerFeature: options.MaximumCategoryCountPerFeature, minimumExampleCountPerCategory: options.MinimumExampleCountPerCategory);
        var model = new BoostedTreeTrainer(options).Fit(binned, [.. Enumerable.Range(0, rowCount)]).Model;
        var expected = new NaiveTrainer(options, schema, columns, labels, weights, weighted, followUp, maximumBinCount).Fit();
        for (var row = 0; row < rowCount; row++)
        {
            Assert.Equal(expected[row], model.Predict([.. columns.Select(column => column[row])]).Score);
        }

        return true;
    }

    // Some columns become constant, wholly missing or a duplicate of the one before; some values become infinite.
    static void SpoilColumns(FeatureSchema schema, double[][] columns, Random random)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var isNumeric = schema[i].Kind == FeatureKind.Numeric;
            columns[i] = random.Next(12) switch
            {
                0 => [.. columns[i].Select(_ => 1.0)],
                1 => [.. columns[i].Select(_ => double.NaN)],
                2 when i > 0 && schema[i - 1].Kind == schema[i].Kind => columns[i - 1],
                3 when isNumeric => [.. columns[i].Select(value => value < 0.2 ? double.NegativeInfinity : value > 0.7 ? double.PositiveInfinity : value)],
                _ => columns[i],
            };
        }
    }
}
