namespace WarmLeads.ML.BoostedTrees.Tests;

public class ObjectiveTests
{
    static readonly FeatureSchema _group = new([new Feature("group", FeatureKind.Categorical, 4)]);

    [Fact]
    public void Squared_error_with_a_leaf_per_group_gives_the_means_of_the_groups()
    {
        var (groups, labels) = Groups();
        var model = FitGroups(Objective.SquaredError, Dataset.FromColumns(_group, [groups], [.. labels.Select(label => 1000 * (label - 2))]), trees: 1);
        for (var group = 0; group < 4; group++)
        {
            var mean = MeanOf(group, groups, labels);
            var answer = model.Predict([group]);
            Assert.Equal(1000 * (mean - 2), answer.Mean, 1e-6);
            Assert.Equal(answer.Score, answer.Mean);
        }
    }

    [Fact]
    public void Poisson_with_a_leaf_per_group_converges_to_the_means_of_the_groups()
    {
        var (groups, labels) = Groups();
        var model = FitGroups(Objective.Poisson, Dataset.FromColumns(_group, [groups], labels), trees: 30);
        for (var group = 0; group < 4; group++)
        {
            var answer = model.Predict([group]);
            Assert.Equal(MeanOf(group, groups, labels), answer.Mean, 1e-9);
            Assert.Equal(Math.Log(answer.Mean), answer.Score, 1e-9);
        }
    }

    [Fact]
    public void No_step_of_Poisson_makes_the_loss_worse_however_skewed_the_labels_are()
    {
        // One label in fifty is a million, where Newton's step from the common mean would be a factor of e^49.
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => i % 250.0)];
        float[] labels = [.. x.Select(value => value % 50 == 49 ? 1e6f : value > 125 ? 1 : 0)];
        var options = new BoostedTreeOptions
        {
            Objective = Objective.Poisson, LearningRate = 1, NumberOfTrees = 60, NumberOfLeaves = 40, MinimumExampleCountPerLeaf = 1,
        };
        using var binned = BinnedDataset.Create(Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [x], labels));
        var fit = new BoostedTreeTrainer(options).Fit(binned, [.. Enumerable.Range(0, 1000)]);
        Assert.All(
            fit.TrainLossByIteration.Zip(fit.TrainLossByIteration.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First + 1e-9, $"{pair.First:R} rose to {pair.Second:R}"));
        Assert.Equal(1e6, fit.Model.Predict([99]).Mean, 1);
        Assert.Equal(0, fit.Model.Predict([1]).Mean, 1e-2);
    }

    [Theory]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    public void Losses_are_those_of_the_objective(Objective objective)
    {
        var data = Some.Amounts(weighted: true);
        using var binned = BinnedDataset.Create(data);
        int[] train = [.. Enumerable.Range(0, 400)], validation = [.. Enumerable.Range(400, 200)];
        var fit = new BoostedTreeTrainer(Some.Options with { Objective = objective }).Fit(binned, train, validation);
        var (loss, weight) = (0.0, 0.0);
        foreach (var row in validation)
        {
            var (score, label) = (fit.ValidationScores[row - 400], data.Labels[row]);
            loss += data.Weights![row] * (objective == Objective.Poisson
                ? Math.Exp(score) - (label * score)
                : (score - label) * (score - label) / 2);
            weight += data.Weights[row];
        }

        Assert.Equal(loss / weight, fit.ValidationLossByIteration[^1], 1e-10);
        Assert.Equal(fit.TrainLossByIteration.OrderDescending(), fit.TrainLossByIteration);
    }

    [Theory]
    [InlineData(Objective.SquaredError, ScoreLink.Identity)]
    [InlineData(Objective.Poisson, ScoreLink.Exponential)]
    public void A_model_keeps_its_link_through_file_average_and_rescaling(Objective objective, ScoreLink link)
    {
        var model = new BoostedTreeTrainer(Some.Options with { Objective = objective }).Fit(Some.Amounts());
        var loaded = Some.Load(Some.Bytes(model));
        Assert.Equal(Some.Bytes(model), Some.Bytes(loaded));
        foreach (var row in Some.Rows(100))
        {
            Assert.Equal(model.Predict(row), loaded.Predict(row));
            Assert.Equal(link, loaded.Predict(row).Link);
            Assert.Equal(model.Predict(row).Mean, BoostedTreeModel.Average([model, loaded]).Predict(row).Mean, 1e-9);
            Assert.Equal(link, model.Rescale(1, 2).Predict(row).Link);
            var why = loaded.Explain(row);
            Assert.Equal(model.Predict(row).Score, why.Bias + why.Values.ToArray().Sum());
        }
    }

    [Theory]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    public void Model_bytes_do_not_depend_on_the_number_of_threads(Objective objective)
    {
        var data = Some.Amounts(rowCount: 40_000);
        var options = Some.Options with { Objective = objective, NumberOfTrees = 4, ExampleFraction = 0.8, NumberOfLeaves = 16 };
        Assert.Equal(
            Some.Bytes(new BoostedTreeTrainer(options).Fit(data)), Some.Bytes(new BoostedTreeTrainer(options with { NumberOfThreads = 3 }).Fit(data)));
    }

    [Fact]
    public void Labels_without_a_spread_give_a_constant()
    {
        BoostedTreeModel Fit(Objective objective, float label) => new BoostedTreeTrainer(Some.Options with { Objective = objective })
            .Fit(Dataset.FromColumns(_group, [[.. Enumerable.Range(0, 99).Select(i => i % 4.0)]], [.. Enumerable.Repeat(label, 99)]));
        Assert.Equal(-7.5, Fit(Objective.SquaredError, -7.5f).Predict([1]).Mean);
        Assert.Equal(3, Fit(Objective.Poisson, 3).Predict([1]).Mean, 1e-10);
        Assert.Equal(0.5 / 100, Fit(Objective.Poisson, 0).Predict([1]).Mean, 1e-10);
        Assert.Equal(0, Fit(Objective.Poisson, 0).NumberOfTrees);
    }

    [Theory]
    [InlineData(Objective.LogLoss, 1.5f, "The label of row 2 is 1.5; log-loss needs a number from 0 to 1.")]
    [InlineData(Objective.LogLoss, -0.5f, "The label of row 2 is -0.5; log-loss needs a number from 0 to 1.")]
    [InlineData(Objective.Poisson, -2f, "The label of row 2 is -2; Poisson needs a number that is not negative.")]
    public void A_label_that_does_not_fit_the_objective_is_refused_with_its_row(Objective objective, float label, string sentence)
    {
        var trainer = new BoostedTreeTrainer(Some.Options with { Objective = objective });
        var data = Dataset.FromColumns(_group, [new double[3]], [0, 1, label]);
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => trainer.Fit(data)).Message);
        Assert.Equal(
            sentence.Replace("row 2", "row 4", StringComparison.Ordinal),
            Assert.Throws<ArgumentException>(() => trainer.Fit(Dataset.FromColumns(_group, [new double[2]], [0, 1]), data)).Message);
    }

    [Fact]
    public void A_value_is_no_probability_and_models_of_two_links_have_no_mean()
    {
        var model = new BoostedTreeTrainer(Some.Options with { Objective = Objective.SquaredError }).Fit(Some.Amounts());
        Assert.Equal(
            "The model answers a value and not a probability; read Mean instead.",
            Assert.Throws<InvalidOperationException>(() => model.Predict(Some.Rows(1)[0]).Probability).Message);
        Assert.Equal(
            "The models' scores are Identity and Logistic; average models that were fitted to the same objective.",
            Assert.Throws<ArgumentException>(() => BoostedTreeModel.Average([model, Some.Model()])).Message);
    }

    static BoostedTreeModel FitGroups(Objective objective, Dataset data, int trees) => new BoostedTreeTrainer(new BoostedTreeOptions
    {
        Objective = objective, NumberOfTrees = trees, NumberOfLeaves = 4, LearningRate = 1, MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0,
    }).Fit(data);

    static (double[] Groups, float[] Labels) Groups()
    {
        var random = new Random(5);
        double[] groups = [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(4))];
        return (groups, [.. groups.Select(group => (float)random.Next(1 + (3 * (int)group * (int)group), 4 + (6 * (int)group * (int)group)))]);
    }

    static double MeanOf(int group, double[] groups, float[] labels) =>
        labels.Where((_, row) => groups[row] == group).Average(label => (double)label);
}
