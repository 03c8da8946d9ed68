using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class WideColumnsTests
{
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };

    [Fact]
    public void A_product_that_carries_the_signal_becomes_a_signal_of_the_model()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions { Data = MadeTables.Pairs(folder.Path), Label = "Converted" });

        Assert.Equal(["Visits", "Campaign", "Region"], trained.Model.Schema.Columns.Select(column => column.Name));
        Assert.Equal("Campaign × Region", trained.Card.Signals[0].Name);
        Assert.Equal(4, trained.Card.Signals.Count);
        Assert.InRange(trained.Card.Quality.Model.AreaUnderRocCurve, 0.72, 0.82);
        Assert.EndsWith(
            "The model goes by how often leads with the same Campaign × Region converted so far.", trained.Card.Signals[0].Direction, StringComparison.Ordinal);
        Assert.Matches("^spring [0-9]+ and (area [0-9]+|missing)$", trained.Card.Signals[0].Values[0].Label);

        var model = ConversionModel.FromBytes(trained.Model.ToBytes(), "test");
        var row = new RowEncoder(model.Schema);
        row.TrySet("Visits", "4");
        row.TrySet("Campaign", "spring 1");
        row.TrySet("Region", "area 7");
        var prediction = model.Predict(row, null, default);
        Assert.Equal(prediction.Score, prediction.Bias + prediction.Contributions.Sum(signal => signal.LogOdds));
        Assert.Equal(trained.Model.Score(row.Encode()), prediction.Score);
    }

    [Fact]
    public void A_model_that_counts_does_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var flat = new FlatOptions { Data = MadeTables.Pairs(folder.Path, rows: 4_000), Label = "Converted" };
        Assert.Equal(
            new ConversionTrainer(Quick with { NumberOfThreads = 1 }).FitFlat(flat).Model.ToBytes(),
            new ConversionTrainer(Quick with { NumberOfThreads = 3 }).FitFlat(flat).Model.ToBytes());
    }

    [Fact]
    public void Outcomes_that_follow_no_column_are_not_ranked()
    {
        using var folder = new TemporaryFolder();
        var result = new ConversionEvaluator(Quick).EvaluateFlat(
            new FlatOptions { Data = MadeTables.Pairs(folder.Path, shuffled: true), Label = "Converted" }, new EvaluationOptions());
        Assert.InRange(result.Auc, 0.47, 0.53);
    }

    [Fact]
    public void No_outcome_of_a_held_out_fold_enters_the_fit_that_it_judges()
    {
        using var folder = new TemporaryFolder();
        var table = Table(MadeTables.Pairs(folder.Path, rows: 3_000));
        var folds = Folds.Assign(table.Labels, null, 3, 1);
        var altered = new TrainingTable(
            table.Schema, table.Columns, [.. table.Labels.Select((label, row) => folds[row] == 2 && row % 10 == 0 ? 1 - label : label)]);

        Assert.Equal(HeldOutScores(table, folds), HeldOutScores(altered, folds));
    }

    [Fact]
    public void A_row_is_explained_by_statistics_without_its_own_outcome()
    {
        using var folder = new TemporaryFolder();
        var table = Table(MadeTables.Pairs(folder.Path, rows: 3_000));
        var folds = Folds.Assign(table.Labels, null, 3, 1);
        var features = new double[3];
        using var bins = FoldBins.Create(table, folds, 3, Quick, default);
        Assert.Equal([new CategoryStatistic(1), new CategoryStatistic(2)], bins.Encoding.Schema.Statistics.Take(2));
        var (before, after) = (new double[bins.Encoding.Schema.Features.Count], new double[bins.Encoding.Schema.Features.Count]);
        foreach (var row in new[] { 5, 700, 2999 })
        {
            var labels = (float[])table.Labels.Clone();
            labels[row] = 1 - labels[row];
            using var altered = FoldBins.Create(new TrainingTable(table.Schema, table.Columns, labels), folds, 3, Quick, default);
            table.CopyRow(row, features);
            bins.OutOfFold().Widen(row, features, before);
            altered.OutOfFold().Widen(row, features, after);
            Assert.Equal(before, after);
        }
    }

    static double[] HeldOutScores(TrainingTable table, int[] folds)
    {
        using var bins = FoldBins.Create(table, folds, 3, Quick, default);
        var (inside, outside) = Folds.Split(folds, 2);
        var options = new BoostedTreeOptions { NumberOfTrees = 10, NumberOfThreads = 1 };
        return new BoostedTreeTrainer(options).Fit(bins.Without(2), outside, inside).ValidationScores;
    }

    static TrainingTable Table(string path)
    {
        var source = FlatSource.Read(new FlatOptions { Data = path, Label = "Converted" }, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Labels.Rows.Length)];
        return source.Encode(source.Learn(rows).Schema, rows);
    }
}
