namespace WarmLeads.ML.Training.Tests;

public class FitPlanTests
{
    [Fact]
    public void Less_time_never_buys_more_trees_or_folds()
    {
        var plans = new[] { 600.0, 60, 10, 1, 0.01 }.Select(budget => FitPlan.For(100_000, 40, 9_000, budget)).ToArray();
        for (var i = 1; i < plans.Length; i++)
        {
            Assert.True(plans[i].NumberOfTrees <= plans[i - 1].NumberOfTrees);
            Assert.True(plans[i].FoldCount <= plans[i - 1].FoldCount);
        }
    }

    [Fact]
    public void A_handful_of_conversions_gets_no_more_folds_than_it_can_fill() =>
        Assert.Equal(5, FitPlan.For(500, 10, 11, 60).FoldCount);

    [Fact]
    public void A_chosen_size_is_the_only_one()
    {
        var small = Capacity.All.Single(capacity => capacity.Name == "small");
        Assert.Equal([small], FitPlan.For(10_000, 40, 3_000, 60, small).Capacities);
    }

    [Fact]
    public void The_parts_of_an_averaged_size_are_fitted_each()
    {
        var mean = Capacity.Averaged([.. Capacity.All.Where(capacity => capacity.Name is "additive" or "small")]);
        Assert.Equal("mean of additive and small", mean.Name);
        Assert.Equal(mean.Parts, FitPlan.For(10_000, 40, 3_000, 60, mean).Capacities);
    }
}
