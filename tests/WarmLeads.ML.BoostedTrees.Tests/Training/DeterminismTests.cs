namespace WarmLeads.ML.BoostedTrees.Tests;

public class DeterminismTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Model_bytes_do_not_depend_on_the_number_of_threads(int threads)
    {
        var data = Some.Table(rowCount: 70_000, weighted: true);
        var options = Some.Options with { NumberOfTrees = 6, ExampleFraction = 0.8, FeatureFraction = 0.7, PathSmoothing = 3, NumberOfLeaves = 16 };
        var one = new BoostedTreeTrainer(options with { NumberOfThreads = 1 }).Fit(data);
        var many = new BoostedTreeTrainer(options with { NumberOfThreads = threads }).Fit(data);
        Assert.Equal(6, one.NumberOfTrees);
        Assert.Equal(Some.Bytes(one), Some.Bytes(many));
    }

    [Fact]
    public void The_seed_alone_changes_a_sampled_model()
    {
        var data = Some.Table();
        var options = Some.Options with { ExampleFraction = 0.5 };
        byte[] Fit(ulong seed) => Some.Bytes(new BoostedTreeTrainer(options with { Seed = seed }).Fit(data));
        Assert.Equal(Fit(3), Fit(3));
        Assert.NotEqual(Fit(3), Fit(4));
    }

    [Fact]
    public async Task Fits_of_one_binned_data_set_at_the_same_time_do_not_disturb_each_other()
    {
        using var binned = BinnedDataset.Create(Some.Table(rowCount: 3000));
        var rows = Enumerable.Range(0, 3000).ToArray();
        byte[] Fit(int fold) => Some.Bytes(new BoostedTreeTrainer(Some.Options with { EarlyStoppingRounds = 5 }).Fit(
            binned, rows.Where(row => row % 5 != fold).ToArray(), rows.Where(row => row % 5 == fold).ToArray()).Model);
        var alone = Enumerable.Range(0, 5).Select(Fit).ToArray();
        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(fold => Task.Run(() => Fit(fold))));
        Assert.Equal(alone, together);
    }
}
