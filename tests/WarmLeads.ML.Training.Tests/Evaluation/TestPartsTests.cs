namespace WarmLeads.ML.Training.Tests;

public class TestPartsTests
{
    [Fact]
    public void The_newest_rows_are_the_test_and_equal_times_stay_together()
    {
        double[] times = [5, 1, 2, 3, 4, 5, 5, 1, 2, 3];
        var part = TestParts.Newest(times, 0.2);
        Assert.Equal([0, 5, 6], part.Test);
        Assert.Equal([1, 2, 3, 4, 7, 8, 9], part.Train);
    }

    [Fact]
    public void Rows_that_all_stand_at_one_time_cannot_be_parted_by_it()
    {
        var problem = Assert.Throws<InvalidDataException>(() => TestParts.Newest([1, 1, 1], 0.2));
        Assert.Equal(
            "All rows stand at the same time, so none are older than the test; choose another --time column or judge in random --folds.", problem.Message);
    }

    [Fact]
    public void Every_fold_is_judged_by_a_model_of_the_others()
    {
        var parts = TestParts.FromFolds([0, 1, 2, 0], ["a", "b", "c"]);
        Assert.Equal(["a", "b", "c"], parts.Select(part => part.Name));
        Assert.Equal([0, 3], parts[0].Test);
        Assert.Equal([1, 2], parts[0].Train);
    }
}
