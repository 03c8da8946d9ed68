namespace WarmLeads.ML.BoostedTrees.Tests;

public class BoostedTreeTrainerTests
{
    [Fact]
    public void A_tree_is_what_a_hand_computes_on_eight_rows()
    {
        // Base rate 1/2, so every gradient is -+1/2 and every hessian 1/4. The cut after 3 leaves one error on the left:
        // G = 4/2 - 1/2... left: labels 0 0 0 1 -> G = 1.5 - 0.5 = 1, H = 1, value -1; right: labels 1 1 1 0 -> value 1.
        double[] x = [0, 1, 2, 3, 4, 5, 6, 7];
        float[] labels = [0, 0, 0, 1, 1, 1, 1, 0];
        var options = new BoostedTreeOptions { NumberOfTrees = 1, NumberOfLeaves = 2, LearningRate = 0.5, MinimumExampleCountPerLeaf = 4 };
        var model = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [x], labels));
        Assert.Equal(1, model.NumberOfTrees);
        Assert.Equal(-0.5, model.Predict([3.5]).Score);
        Assert.Equal(0.5, model.Predict([Math.BitIncrement(3.5)]).Score);
        Assert.Equal(0, model.Bias);
        Assert.Equal([1.0], model.FeatureImportance(ImportanceKind.SplitCount));
        Assert.Equal(2.0, model.FeatureImportance(ImportanceKind.Gain)[0], 1e-5);
    }

    [Fact]
    public void Validation_scores_are_the_scores_of_the_model_bit_for_bit()
    {
        var data = Some.Table(rowCount: 1000, weighted: true);
        using var binned = BinnedDataset.Create(data);
        int[] train = [.. Enumerable.Range(0, 1000).Where(row => row % 3 > 0)], validation = [.. Enumerable.Range(0, 1000).Where(row => row % 3 == 0)];
        foreach (var rounds in new[] { 0, 5 })
        {
            var fit = new BoostedTreeTrainer(Some.Options with { EarlyStoppingRounds = rounds, NumberOfTrees = 60 }).Fit(binned, train, validation);
            for (var i = 0; i < validation.Length; i++)
            {
                double[] row = [.. Enumerable.Range(0, Some.Schema.Count).Select(feature => data.ValueAt(validation[i], feature))];
                Assert.Equal(fit.Model.Predict(row).Score, fit.ValidationScores[i]);
            }
        }
    }

    [Fact]
    public void Losses_are_the_mean_log_losses_with_each_number_of_trees()
    {
        var data = Some.Table(weighted: true);
        double[][] twice = [.. Some.ColumnsOf(data).Select(column => (double[])[.. column, .. column])];
        using var binned = BinnedDataset.Create(
            Dataset.FromColumns(Some.Schema, twice, [.. data.Labels, .. data.Labels], [.. data.Weights!, .. data.Weights!]));
        int[] rows = [.. Enumerable.Range(0, data.RowCount)];
        var fit = new BoostedTreeTrainer(Some.Options).Fit(binned, rows, [.. rows.Select(row => row + rows.Length)]);
        var (loss, weight) = (0.0, 0.0);
        for (var row = 0; row < rows.Length; row++)
        {
            var p = 1 / (1 + Math.Exp(-fit.ValidationScores[row]));
            loss -= data.Weights![row] * Math.Log(data.Labels[row] > 0 ? p : 1 - p);
            weight += data.Weights[row];
        }

        Assert.Equal(21, fit.TrainLossByIteration.Length);
        Assert.Equal(fit.TrainLossByIteration, fit.ValidationLossByIteration);
        Assert.Equal(loss / weight, fit.ValidationLossByIteration[^1], 1e-12);
        Assert.Equal(fit.TrainLossByIteration.OrderDescending(), fit.TrainLossByIteration);
    }

    [Fact]
    public void Covers_and_counts_are_those_of_all_training_examples_also_with_sampling()
    {
        var data = Some.Table(weighted: true);
        var model = new BoostedTreeTrainer(Some.Options with { ExampleFraction = 0.4 }).Fit(data);
        Assert.All(model.Forest.Trees, tree =>
        {
            Assert.Equal(data.RowCount, tree[0].Count);
            Assert.Equal(data.Weights!.Sum(weight => (double)weight), tree[0].Cover, 1e-9);
        });
    }

    [Fact]
    public void Leaves_and_depth_keep_to_their_limits()
    {
        var model = Some.Model(Some.Options with { NumberOfLeaves = 6, MaximumDepth = 2 });
        Assert.All(model.Forest.Trees, tree => Assert.InRange(tree.Count(node => node.IsLeaf), 2, 4));
        var wide = Some.Model(Some.Options with { NumberOfLeaves = 6 });
        Assert.All(wide.Forest.Trees, tree => Assert.InRange(tree.Count(node => node.IsLeaf), 2, 6));
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(140_000)]
    public void No_leaf_has_fewer_examples_than_asked_for(int rowCount)
    {
        // Above 131,072 examples the search only estimates counts; weights that have nothing to do with them make it err.
        var data = Some.Table(rowCount, weighted: true);
        var model = new BoostedTreeTrainer(Some.Options with { NumberOfTrees = 4, NumberOfLeaves = 60, MinimumExampleCountPerLeaf = rowCount / 50 }).Fit(data);
        Assert.All(model.Forest.Trees, tree => Assert.All(tree, node => Assert.True(node.Count >= rowCount / 50)));
        Assert.Equal(4, model.NumberOfTrees);
    }

    [Fact]
    public void A_full_pool_of_histograms_changes_nothing()
    {
        // 3,000 columns of 250 bins leave room for some ten histograms only.
        var random = new Random(8);
        var schema = new FeatureSchema([.. Enumerable.Range(0, 3000).Select(i => new Feature($"f{i}"))]);
        var columns = schema.Select(_ => Enumerable.Range(0, 250).Select(_ => random.NextDouble()).ToArray()).ToArray();
        float[] labels = [.. Enumerable.Range(0, 250).Select(row => columns[5][row] + columns[77][row] > random.NextDouble() * 2 ? 1f : 0f)];
        var options = Some.Options with { NumberOfTrees = 2, NumberOfLeaves = 40, MinimumExampleCountPerLeaf = 2 };
        var model = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(schema, columns, labels));
        int[] used = [.. model.Forest.Trees.SelectMany(tree => tree).Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Order()];
        var few = new FeatureSchema([.. used.Select(feature => schema[feature])]);
        var small = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(few, [.. used.Select(feature => columns[feature])], labels));
        for (var row = 0; row < 250; row++)
        {
            Assert.Equal(
                small.Predict([.. used.Select(feature => columns[feature][row])]).Score, model.Predict([.. columns.Select(column => column[row])]).Score);
        }
    }

    [Fact]
    public void Progress_is_told_after_every_tree()
    {
        var told = new List<TrainingProgress>();
        var data = Some.Table();
        new BoostedTreeTrainer(Some.Options).Fit(data, validation: data, new Listener(told));
        Assert.Equal(Enumerable.Range(1, 20), told.Select(progress => progress.Tree));
        Assert.All(told, progress => Assert.Equal(20, progress.TreeCount));
        Assert.All(told, progress => Assert.Equal(progress.TrainLoss, progress.ValidationLoss));
    }

    [Fact]
    public void The_time_left_is_that_of_the_trees_to_come_at_the_pace_so_far()
    {
        var told = new List<TrainingProgress>();
        new BoostedTreeTrainer(Some.Options, new SecondPerLook()).Fit(Some.Table(), progress: new Listener(told));
        Assert.Equal(Enumerable.Range(1, 20).Select(tree => (TimeSpan?)TimeSpan.FromSeconds(20 - tree)), told.Select(progress => progress.TimeLeft));
    }

    [Fact]
    public void Without_a_clock_no_time_is_told()
    {
        var told = new List<TrainingProgress>();
        new BoostedTreeTrainer(Some.Options).Fit(Some.Table(), progress: new Listener(told));
        Assert.All(told, progress => Assert.Null(progress.TimeLeft));
    }

    [Fact]
    public void A_stopped_fit_ends_with_the_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var listener = new Listener([], progress => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() =>
            new BoostedTreeTrainer(Some.Options).Fit(Some.Table(), validation: null, listener, stop.Token));
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_with_a_sentence()
    {
        using var binned = BinnedDataset.Create(Some.Table(rowCount: 10));
        string Refused(BoostedTreeOptions options, int[] train, int[]? validation = null) =>
            Assert.Throws<ArgumentException>(() => new BoostedTreeTrainer(options).Fit(binned, train, validation)).Message;
        Assert.Equal("Row 10 does not exist; the binned data has rows 0 to 9.", Refused(Some.Options, [3, 10]));
        Assert.Equal("Row -1 does not exist; the binned data has rows 0 to 9.", Refused(Some.Options, [-1]));
        Assert.Equal("No training example has a weight above 0; pass at least one.", Refused(Some.Options, []));
        Assert.Equal(
            "Row 4 is named twice among the training rows; name each once, and let its weight say how much it counts.",
            Refused(Some.Options, [3, 4, 5, 4]));
        Assert.Equal(
            "Row 3 is named again among the validation rows; a row learns or judges, and is named once.",
            Refused(Some.Options, [3, 4], [5, 3]));
        Assert.Equal(
            "Row 5 is named again among the validation rows; a row learns or judges, and is named once.",
            Refused(Some.Options, [3, 4], [5, 5]));
        Assert.Equal(
            "Early stopping needs validation examples with a weight above 0; pass some, or set EarlyStoppingRounds to 0.",
            Refused(Some.Options with { EarlyStoppingRounds = 5 }, [1, 2]));
        Assert.Equal(
            "The validation examples have other features than the training examples; use one schema for both.",
            Assert.Throws<ArgumentException>(() => new BoostedTreeTrainer(Some.Options).Fit(
                Some.Table(), Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [[1]], [1]))).Message);
    }

    sealed class Listener(List<TrainingProgress> told, Action<TrainingProgress>? then = null) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            told.Add(value);
            then?.Invoke(value);
        }
    }

    sealed class SecondPerLook : TimeProvider
    {
        long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _looks++;
    }
}
