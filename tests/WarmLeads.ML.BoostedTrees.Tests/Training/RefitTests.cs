namespace WarmLeads.ML.BoostedTrees.Tests;

public class RefitTests
{
    static readonly BoostedTreeOptions _options = Some.Options with { NumberOfTrees = 200, EarlyStoppingRounds = 10 };

    [Theory]
    [InlineData(Objective.LogLoss)]
    [InlineData(Objective.Hazard)]
    public void A_refit_has_the_best_number_of_trees_and_all_the_examples(Objective objective)
    {
        using var binned = BinnedDataset.Create(Some.Data(objective, rowCount: 1500));
        int[] train = [.. Enumerable.Range(0, 1000)], validation = [.. Enumerable.Range(1000, 500)];
        var options = _options with { Objective = objective };
        var searched = new BoostedTreeTrainer(options).Fit(binned, train, validation);
        var refitted = new BoostedTreeTrainer(options).FitThenRefit(binned, train, validation);
        var all = new BoostedTreeTrainer(options with { NumberOfTrees = searched.BestIteration, EarlyStoppingRounds = 0 }).Fit(binned, [.. train, .. validation]);

        Assert.InRange(searched.BestIteration, 1, 199);
        Assert.Equal(Some.Bytes(all.Model), Some.Bytes(refitted.Model));
        Assert.Equal(searched.BestIteration, refitted.BestIteration);
        Assert.Equal(searched.ValidationScores, refitted.ValidationScores);
        Assert.Equal(searched.ValidationLossByIteration, refitted.ValidationLossByIteration);
        Assert.Equal(1500, refitted.Model.Forest.Trees[0][0].Count);
    }

    [Fact]
    public void Data_sets_are_refitted_as_their_rows_are()
    {
        var (train, validation) = (Some.Table(rowCount: 1000), Some.Table(rowCount: 500, seed: 2));
        var model = new BoostedTreeTrainer(_options).FitThenRefit(train, validation);
        Assert.Equal(new BoostedTreeTrainer(_options).Fit(train, validation).NumberOfTrees, model.NumberOfTrees);
        Assert.Equal(1500, model.Forest.Trees[0][0].Count);
    }

    [Fact]
    public void Without_early_stopping_there_is_no_best_number_to_refit() =>
        Assert.Equal(
            "Refitting needs the best number of trees; set EarlyStoppingRounds above 0, or call Fit with all rows.",
            Assert.Throws<ArgumentException>(() => new BoostedTreeTrainer(Some.Options).FitThenRefit(Some.Table(), Some.Table())).Message);
}
