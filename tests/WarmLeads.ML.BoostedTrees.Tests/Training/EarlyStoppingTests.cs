namespace WarmLeads.ML.BoostedTrees.Tests;

public class EarlyStoppingTests
{
    [Fact]
    public void It_stops_when_patience_is_over_and_the_first_of_the_best_is_kept()
    {
        var stopping = new EarlyStopping(patience: 3);
        foreach (var loss in new[] { 0.7, 0.5, 0.4, 0.41, 0.4 })
        {
            stopping.Add(loss);
            Assert.False(stopping.ShouldStop);
        }

        stopping.Add(0.45);
        Assert.True(stopping.ShouldStop);
        Assert.Equal(2, stopping.Best);
    }

    [Fact]
    public void Progress_too_small_to_measure_does_not_renew_patience_but_counts_as_best()
    {
        var stopping = new EarlyStopping(patience: 2);
        stopping.Add(0.5);
        stopping.Add(0.499_99);
        stopping.Add(0.499_98);
        Assert.True(stopping.ShouldStop);
        Assert.Equal(2, stopping.Best);
    }

    [Fact]
    public void A_loss_below_zero_makes_progress_only_downwards()
    {
        var stopping = new EarlyStopping(patience: 2);
        foreach (var loss in new[] { -100, -100.5, -100.495, -100.499 })
        {
            Assert.False(stopping.ShouldStop);
            stopping.Add(loss);
        }

        Assert.True(stopping.ShouldStop);
        Assert.Equal(1, stopping.Best);
    }

    [Fact]
    public void Without_patience_it_never_stops()
    {
        var stopping = new EarlyStopping(patience: 0);
        for (var i = 0; i < 1000; i++)
        {
            stopping.Add(1);
            Assert.False(stopping.ShouldStop);
        }
    }

    [Fact]
    public void A_fit_keeps_the_best_prefix_of_its_trees()
    {
        using var binned = BinnedDataset.Create(Some.Table(rowCount: 1500));
        int[] train = [.. Enumerable.Range(0, 1000)], validation = [.. Enumerable.Range(1000, 500)];
        var options = Some.Options with { NumberOfTrees = 200, EarlyStoppingRounds = 15 };
        var stopped = new BoostedTreeTrainer(options).Fit(binned, train, validation);
        var best = stopped.ValidationLossByIteration.ToList().IndexOf(stopped.ValidationLossByIteration.Min());
        var prefix = new BoostedTreeTrainer(options with { NumberOfTrees = best, EarlyStoppingRounds = 0 }).Fit(binned, train, validation);

        Assert.Equal(best, stopped.BestIteration);
        Assert.Equal(best, stopped.Model.NumberOfTrees);
        Assert.InRange(stopped.ValidationLossByIteration.Length, best + 1, best + 16);
        Assert.Equal(stopped.ValidationLossByIteration.Length, stopped.TrainLossByIteration.Length);
        Assert.Equal(prefix.ValidationLossByIteration[best], stopped.ValidationLossByIteration[best], 1e-9);
        foreach (var (mine, theirs) in stopped.ValidationScores.Zip(prefix.ValidationScores))
        {
            Assert.Equal(theirs, mine, 1e-9);
        }
    }

    [Fact]
    public void A_fit_that_only_gets_worse_is_the_base_rate()
    {
        var random = new Random(11);
        var columns = new double[][] { [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())] };
        float[] labels = [.. Enumerable.Range(0, 300).Select(i => i < 200 ? (columns[0][i] > 0.5 ? 1f : 0f) : columns[0][i] > 0.5 ? 0f : 1f)];
        using var binned = BinnedDataset.Create(Dataset.FromColumns(new FeatureSchema([new Feature("x")]), columns, labels));
        var fit = new BoostedTreeTrainer(Some.Options with { EarlyStoppingRounds = 3 })
            .Fit(binned, [.. Enumerable.Range(0, 200)], [.. Enumerable.Range(200, 100)]);
        Assert.Equal(0, fit.BestIteration);
        Assert.Equal(labels.Take(200).Average(), fit.Model.Predict([0.3]).Probability, 1e-7);
        Assert.All(fit.ValidationScores, score => Assert.Equal(fit.Model.Bias, score));
    }
}
