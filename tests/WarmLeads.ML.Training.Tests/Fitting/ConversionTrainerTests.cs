using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class ConversionTrainerTests
{
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };

    [Fact]
    public void A_flat_table_becomes_a_model_that_beats_the_base_rate_and_says_what_it_left_out()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions { Data = MadeTables.Leads(folder.Path), Label = "Converted" });

        Assert.Equal(["Visits", "Source", "Noise"], trained.Model.Schema.Columns.Select(column => column.Name));
        Assert.Equal("Prospect ID", trained.Model.Schema.IdColumn);
        Assert.Equal(["Prospect ID", "Country", "Created"], trained.Card.Dropped.Select(column => column.Name));
        Assert.True(trained.Card.Quality.Model.LogLoss < trained.Card.Quality.BaseRate.LogLoss);
        Assert.InRange(trained.Card.Quality.Model.AreaUnderRocCurve, 0.7, 0.9);
        Assert.Empty(trained.Card.LeakWarnings);
        Assert.Equal("Converted is 1", trained.Card.Target);
        Assert.StartsWith("Fit for use: ", trained.Card.Verdict, StringComparison.Ordinal);
        Assert.Equal("Noise", trained.Card.Signals[^1].Name);
        Assert.StartsWith("The higher Visits, the likelier the conversion: ", trained.Card.Signals.Single(s => s.Name == "Visits").Direction, StringComparison.Ordinal);
        Assert.StartsWith("Source helps most when it is 'Referral' ", trained.Card.Signals.Single(s => s.Name == "Source").Direction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_does_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var flat = new FlatOptions { Data = MadeTables.Leads(folder.Path), Label = "Converted" };

        var one = new ConversionTrainer(Quick with { NumberOfThreads = 1 }).FitFlat(flat);
        var three = new ConversionTrainer(Quick with { NumberOfThreads = 3 }).FitFlat(flat);

        Assert.Equal(one.Model.ToBytes(), three.Model.ToBytes());
    }

    [Fact]
    public void A_column_that_gives_the_outcome_away_is_named_with_its_effect()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions { Data = MadeTables.Leads(folder.Path, leak: true), Label = "Converted" });

        var leak = Assert.Single(trained.Card.LeakWarnings);
        Assert.Equal("Closed Reason", leak.Name);
        Assert.True(leak.AucAlone > 0.95);
        Assert.True(leak.LogLossWithout > 2 * leak.LogLossWith);
        Assert.EndsWith(
            "If it is only known after the outcome, train again with --exclude \"Closed Reason\".", leak.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Settle first whether 'Closed Reason' is known before the outcome; if so: Fit for use: ", trained.Card.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_columns_are_not_used()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions
        {
            Data = MadeTables.Leads(folder.Path, leak: true), Label = "Converted", Exclude = ["Closed Reason", "Noise"],
        });
        Assert.Equal(["Visits", "Source"], trained.Model.Schema.Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_table_of_noise_is_not_ready_to_rely_on_and_that_is_said()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions
        {
            Data = MadeTables.Leads(folder.Path, rows: 400), Label = "Converted", Exclude = ["Visits", "Source"],
        });
        Assert.StartsWith("Not ready to rely on: ", trained.Card.Verdict, StringComparison.Ordinal);
        Assert.Contains(trained.Card.Warnings, warning => warning.Contains("no better than", StringComparison.Ordinal));
    }

    [Fact]
    public void A_time_column_puts_the_newest_rows_into_the_test_and_dates_become_distances()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(
            new FlatOptions { Data = MadeTables.Leads(folder.Path), Label = "Converted", TimeColumn = "Created" });
        Assert.Equal("the newest fifth by 'Created'", trained.Card.Quality.Split);
        Assert.Equal(301, trained.Card.Quality.Model.Count);
        Assert.DoesNotContain(trained.Model.Schema.Columns, column => column.Name == "Created");
    }

    [Fact]
    public void Few_conversions_are_judged_row_by_row_with_a_warning_of_the_width()
    {
        using var folder = new TemporaryFolder();
        var trained = new ConversionTrainer(Quick).FitFlat(new FlatOptions { Data = MadeTables.Leads(folder.Path, rows: 80), Label = "Converted" });
        Assert.Equal(80, trained.Card.Quality.Model.Count);
        Assert.Contains(trained.Card.Warnings, warning => warning.StartsWith("Only ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_label_lists_the_columns_and_the_nearest()
    {
        using var folder = new TemporaryFolder();
        var problem = Assert.Throws<InvalidDataException>(() =>
            new ConversionTrainer(Quick).FitFlat(new FlatOptions { Data = MadeTables.Leads(folder.Path, rows: 50), Label = "converted_at" }));
        Assert.Equal(
            "leads.csv has no column 'converted_at' for --label; did you mean 'Converted'? Its columns are 'Prospect ID', 'Visits', 'Source', 'Noise', " +
            "'Country', 'Created', 'Converted'.", problem.Message);
    }

    [Fact]
    public void Training_stops_when_told()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var path = MadeTables.Leads(folder.Path);
        var stopAtFirstStep = new Relay<TrainingStep>(step => { if (step.Phase == "Judging") stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => new ConversionTrainer(Quick).FitFlat(
            new FlatOptions { Data = path, Label = "Converted" }, stopAtFirstStep, stop.Token));
    }

    [Fact]
    public void What_training_encodes_is_what_serving_encodes()
    {
        using var folder = new TemporaryFolder();
        var path = MadeTables.Leads(folder.Path, rows: 300);
        var source = FlatSource.Read(new FlatOptions { Data = path, Label = "Converted", TimeColumn = "Created" }, null, default);
        int[] rows = [.. Enumerable.Range(0, 300)];
        var schema = source.Learn(rows).Schema;
        var table = source.Encode(schema, rows);

        var row = new RowEncoder(schema);
        using var csv = CsvRows.Open(path);
        for (var i = 0; csv.Read(); i++)
        {
            row.Clear();
            for (var column = 0; column < csv.Header.Count; column++)
                row.TrySet(csv.Header[column], csv[column]);
            var expected = row.Encode();
            for (var column = 0; column < expected.Length; column++)
                Assert.Equal(expected[column], table.Columns[column][i]);
        }
    }
}
