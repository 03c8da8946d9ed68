namespace WarmLeads.ML.Training.Tests;

public class FoldsTests
{
    [Fact]
    public void Conversions_are_shared_out_evenly()
    {
        float[] labels = [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? 1f : 0f)];
        var folds = Folds.Assign(labels, null, 5, 7);
        for (var fold = 0; fold < 5; fold++)
        {
            Assert.Equal(200, folds.Count(f => f == fold));
            Assert.Equal(20, Enumerable.Range(0, 1000).Count(i => folds[i] == fold && labels[i] > 0));
        }
    }

    [Fact]
    public void All_rows_of_a_lead_are_in_one_fold()
    {
        int[] groups = [.. Enumerable.Range(0, 900).Select(i => i / 3)];
        float[] labels = [.. Enumerable.Range(0, 900).Select(i => i % 7 == 0 ? 1f : 0f)];
        var folds = Folds.Assign(labels, groups, 4, 7);
        Assert.All(Enumerable.Range(0, 300), lead => Assert.Single(folds.Skip(3 * lead).Take(3).Distinct()));
        Assert.Equal(4, folds.Distinct().Count());
    }

    [Fact]
    public void Inside_and_outside_are_all_rows_once()
    {
        var (inside, outside) = Folds.Split([0, 1, 2, 1, 0], 1);
        Assert.Equal([1, 3], inside);
        Assert.Equal([0, 2, 4], outside);
    }
}
