using System.Text.Json;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_says_what_it_inferred_how_good_the_model_is_and_where_it_lies()
    {
        var run = await TrainAsync(Some.Export(400), "--id", "Lead Id", "--exclude", "Call Again");

        var output = run.Done().Output;
        var positives = Some.Export(400).Split('\n').Count(line => line.EndsWith(",1", StringComparison.Ordinal));
        Assert.Contains($"leads.csv: 400 rows, {positives} converted (Converted is 1).", output, StringComparison.Ordinal);
        Assert.Contains("Visits   numeric, 30 different values", output.Replace("      ", "   "), StringComparison.Ordinal);
        Assert.Matches(@"Source +categorical, 3 values: .*; missing in \d+ rows \(.* 'Select'\)", output);
        Assert.Matches(@"\nCalled from [0-9.]+ % on, [0-9.]+ % of the rows: [0-9.]+ % of these convert \(precision\), .*accuracy 0\.[0-9]{3}; ", output);
        Assert.Matches(@"Note +left out, constant: always 'same'", output);
        Assert.Matches(@"Lead Id +left out, the lead's id, named by --id", output);
        Assert.Matches(@"Call Again +left out, excluded by --exclude", output);
        Assert.Matches(@"model +│? *base rate +│? *logistic regression", output);
        foreach (var figure in (string[])["AUC", "log-loss", "Brier score", "calibration error", "lift at 10 %"])
            Assert.Matches(figure + @" .*\d\.\d\d", output);
        Assert.EndsWith($": {_folder.Path("models/leads/0001")}\n", output, StringComparison.Ordinal);
        Assert.Equal(["card.html", "card.json", "model.wlm"], Files("models/leads/0001"));
    }

    [Fact]
    public async Task Json_is_one_object_with_the_folder_that_score_takes_and_the_figures()
    {
        var run = await TrainAsync(Some.Export(400), "--json", "--name", "warm");

        var json = run.Done().Json;
        Assert.Equal(_folder.Path("models/warm/0001"), json.GetProperty("model").GetString());
        Assert.Equal("warm", ConversionModel.Load(json.GetProperty("model").GetString()!).Name);
        foreach (var figures in (JsonElement[])[json.GetProperty("metrics"), .. json.GetProperty("baselines").EnumerateObject().Select(baseline => baseline.Value)])
            Assert.Equal(["auc", "logloss", "brier", "ece15", "lift10"], figures.EnumerateObject().Select(figure => figure.Name));
        Assert.InRange(json.GetProperty("metrics").GetProperty("auc").GetDouble(), 0.65, 1);
        Assert.Equal(0.5, json.GetProperty("baselines").GetProperty("base_rate").GetProperty("auc").GetDouble());
        Assert.True(json.GetProperty("train_seconds").GetDouble() > 0);
        Assert.Equal(400, json.GetProperty("rows").GetInt32());
        Assert.NotEqual("", json.GetProperty("verdict").GetString());
        Assert.Contains("Note", json.GetProperty("dropped").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_same_seed_and_any_number_of_threads_give_the_same_model()
    {
        (await TrainAsync(Some.Export(300), "--threads", "1", "--seed", "7", "--name", "one")).Done();
        (await TrainAsync(Some.Export(300), "--threads", "3", "--seed", "7", "--name", "three")).Done();

        var (one, three) = (ConversionModel.Load(_folder.Path("models/one")), ConversionModel.Load(_folder.Path("models/three")));
        foreach (var visits in (double[])[0, 7, 14, 29, double.NaN])
            Assert.Equal(Score(one, visits), Score(three, visits));
    }

    [Fact]
    public async Task Each_training_is_the_next_version_and_the_one_in_use()
    {
        (await TrainAsync(Some.Export(200))).Done();
        (await TrainAsync(Some.Export(300))).Done();

        Assert.Equal("0002", ConversionModel.Load(_folder.Path("models/leads")).Version);
        Assert.Equal(200, ConversionModel.Load(_folder.Path("models/leads/0001")).Identity.Rows);
    }

    [Fact]
    public async Task A_column_that_gives_the_outcome_away_is_named_with_its_effect()
    {
        var lines = Some.Export(400).TrimEnd('\n').Split('\n');
        var leaking = string.Join('\n', lines.Select((line, i) => i == 0 ? "Closed By," + line : (line.EndsWith('1') ? "Ann," : ",") + line)) + "\n";

        var run = await TrainAsync(leaking);

        Assert.Matches(
            @"warning: Column 'Closed By' may give the outcome away: alone it ranks leads with AUC 1\.000.*train again with --exclude ""Closed By""\.",
            run.Done().Error);
    }

    [Fact]
    public async Task Few_outcomes_train_with_a_warning_that_says_how_uncertain_the_figures_are()
    {
        var lines = Some.Export(400).TrimEnd('\n').Split('\n');
        var few = string.Join('\n', lines.Where((line, i) => i == 0 || line.EndsWith('0')).Concat(lines.Where(line => line.EndsWith('1')).Take(20))) + "\n";

        var run = await TrainAsync(few);

        Assert.Matches(
            @"warning: Only 20 rows of one outcome: with fewer than 40 no more than the base rate and single splits are tried, and the AUC of \d\.\d\d may in truth lie anywhere from \d\.\d\d to \d\.\d\d \(95 %\)\.",
            run.Done().Error);
    }

    [Fact]
    public Task A_file_that_does_not_exist_is_named() => RefusedAsync(
        $"{_folder.Path("none.csv")} does not exist; check the path.", "train", "--data", _folder.Path("none.csv"), "--label", "Converted");

    [Fact]
    public Task A_wrong_label_is_answered_with_the_columns_that_exist_and_the_nearest() => RefusedAsync(
        "leads.csv has no column 'Convertd' for --label; did you mean 'Converted'? Its columns are 'Lead Id', 'Visits', 'Source', 'Country', " +
        "'Call Again', 'Note', 'Converted'.", "train", "--data", _folder.Write("leads.csv", Some.Export(100)), "--label", "Convertd");

    [Fact]
    public Task A_wrong_excluded_column_is_named() => RefusedAsync(
        "leads.csv has no column 'Tag' for --exclude; did you mean 'Note'? Its columns are 'Lead Id', 'Visits', 'Source', 'Country', " +
        "'Call Again', 'Note', 'Converted'.",
        "train", "--data", _folder.Write("leads.csv", Some.Export(100)), "--label", "Converted", "--exclude", "Note,Tag");

    [Fact]
    public async Task Segments_are_shown_with_what_each_has_of_its_own_and_stand_on_the_card()
    {
        var run = await TrainAsync(Some.Export(600), "--segment", "Country", "--exclude", "Call Again");

        var output = run.Done().Output;
        Assert.Matches(@"Country +│? *leads +│? *converted +│? *judged", output);
        foreach (var country in (string[])["India", "Norway", "Brazil"])
        {
            Assert.Matches(country + @" +│? *1\d\d .* 0\.\d{4} .* (pooled|level of its own|\d+ trees of its own)", output);
            Assert.Matches(@$"\n  {country}: 1\d\d leads, \d+ converted: ", output);
        }

        Assert.Matches(@"\nOf the 3 values of 'Country', \d ha(s|ve) (a part of its|a part of their) own", output);
        var html = await File.ReadAllTextAsync(_folder.Path("models/leads/0001/card.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h2>By Country</h2>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_in_json_hold_the_reason_and_the_figures()
    {
        var run = await TrainAsync(Some.Export(400), "--segment", "Country", "--json");

        var segments = run.Done().Json.GetProperty("segments");
        Assert.Equal("Country", segments.GetProperty("column").GetString());
        var first = segments.GetProperty("segments")[0];
        Assert.StartsWith(first.GetProperty("segment").GetString() + ": ", first.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.InRange(first.GetProperty("quality").GetProperty("log_loss").GetDouble(), 0.1, 1);
    }

    [Fact]
    public Task A_wrong_segment_column_is_answered_with_the_columns_that_exist_and_the_nearest() => RefusedAsync(
        "leads.csv has no column 'Cuontry' for --segment; did you mean 'Country'? Its columns are 'Lead Id', 'Visits', 'Source', 'Country', " +
        "'Call Again', 'Note', 'Converted'.",
        "train", "--data", _folder.Write("leads.csv", Some.Export(100)), "--label", "Converted", "--segment", "Cuontry");

    [Fact]
    public Task A_segment_column_of_numbers_is_refused_with_those_that_can_be_named() => RefusedAsync(
        "The model cannot have parts of its own by 'Visits': 'Visits' holds numbers, not values that many leads share. " +
        "Columns of categories are 'Source', 'Country', 'Call Again'; name one of them, or train without segments.",
        "train", "--data", _folder.Write("leads.csv", Some.Export(100)), "--label", "Converted", "--segment", "Visits");

    [Fact]
    public Task One_outcome_only_is_refused() => RefusedAsync(
        "one.csv column 'Won' has one outcome only: 3 rows with '1' as converted and 0 others; a model needs leads that converted and leads that did not.",
        "train", "--data", _folder.Write("one.csv", "A,Won\n1,1\n2,1\n3,1\n"), "--label", "Won");

    [Theory]
    [InlineData("--id")]
    [InlineData("--time")]
    [InlineData("--exclude")]
    public Task The_label_has_no_second_use(string option) => RefusedAsync(
        $"leads.csv column 'Converted' is named by --label and by {option}; it can be one of the two.",
        "train", "--data", _folder.Write("leads.csv", Some.Export(100)), "--label", "Converted", option, "Converted");

    [Fact]
    public Task A_table_of_nothing_but_outcomes_is_refused() => RefusedAsync(
        "bare.csv has no column to learn from; add columns that say what was known of a lead before its outcome.",
        "train", "--data", _folder.Write("bare.csv", "Won\n" + string.Concat(Enumerable.Repeat("1\n0\n", 20))), "--label", "Won");

    [Fact]
    public Task A_table_without_a_useful_column_is_refused_with_what_each_is() => RefusedAsync(
        "bare.csv has no column to learn from: 'A' is constant: always 'x'; 'B' is excluded by --exclude; " +
        "add columns that say what was known of a lead before its outcome.",
        "train", "--data", _folder.Write("bare.csv", "A,B,Won\n" + string.Concat(Enumerable.Repeat("x,1,1\nx,2,0\n", 20))), "--label", "Won",
        "--exclude", "B");

    [Fact]
    public async Task A_date_that_is_left_out_is_said()
    {
        var lines = Some.Export(200).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var run = await TrainAsync(string.Concat(lines.Select((line, i) => (i == 0 ? "Seen" : $"2025-01-{1 + i % 28:00}") + $",{line}\n")));

        Assert.Matches(
            @"Seen +date, 28 different values; left out, the only date, and no --time column says as of when a row stands\n", run.Done().Output);
    }

    [Fact]
    public Task Fewer_than_ten_of_an_outcome_are_refused() => RefusedAsync(
        "few.csv column 'Won' has 5 rows with '1' as converted and 100 others; at least 10 of each are needed, and 40 for figures worth reading. Collect more outcomes.",
        "train", "--data",
        _folder.Write("few.csv", "A,Won\n" + string.Concat(Enumerable.Range(0, 105).Select(i => $"{i % 9},{(i < 5 ? 1 : 0)}\n"))), "--label", "Won");

    [Fact]
    public Task A_ragged_row_is_named_by_its_line() => RefusedAsync(
        "ragged.csv line 3: 1 field where the header has 2; complete the row.",
        "train", "--data", _folder.Write("ragged.csv", "A,Won\n1,1\n2\n"), "--label", "Won");

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_named_by_line_and_byte()
    {
        File.WriteAllBytes(_folder.Path("latin.csv"), [.. "A,Won\nx,1\nJos"u8, 0xE9, .. ",0\n"u8]);

        await RefusedAsync(
            "latin.csv line 3, byte 4 of the line (byte 14 of the text): 0xE9 is not UTF-8 here; save the file as UTF-8.",
            "train", "--data", _folder.Path("latin.csv"), "--label", "Won");
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_before_any_work()
    {
        var run = await TrainAsync(Some.Export(100), "--name", "my leads");

        Assert.Equal((2, "error: 'my leads' is not a model name; use 1 to 100 letters, digits, '-' and '_' only.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_models_is_refused_before_any_work()
    {
        var models = _folder.Write("models", "");

        var run = await TrainAsync(Some.Export(100));

        Assert.Equal((2, $"error: {models} is a file; give --models the name of a folder.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--budget takes a number from 1 to 86400; 'soon' is not one.", "--budget", "soon")]
    [InlineData("--seed takes a whole number of 0 or more; '-1' is not one.", "--seed", "-1")]
    [InlineData("--threads takes a whole number from 1 to 1024; '0' is not one.", "--threads", "0")]
    public async Task Values_out_of_range_are_refused(string sentence, string option, string value)
    {
        var data = _folder.Write("leads.csv", Some.Export(100));

        var run = await Cli.RunAsync("train", "--data", data, "--label", "Converted", option, value);

        Assert.Equal((2, $"error: {sentence}\n'warmleads train --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_failed_training_leaves_the_models_as_they_were()
    {
        (await TrainAsync(Some.Export(200))).Done();
        var before = Directory.GetFileSystemEntries(_folder.Path("models"), "*", SearchOption.AllDirectories);

        var run = await TrainAsync("A,Converted\n1,1\n");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.Path("models"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_cancelled_training_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var run = await Cli.RunAsync(Arguments(Some.Export(200)), stop.Token);

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("error: cancelled; nothing was written.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["leads.csv"], _folder.Names());
    }

    async Task RefusedAsync(string sentence, params string[] args)
    {
        var run = await Cli.RunAsync([.. args, "--models", _folder.Path("models")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: " + sentence, run.Error.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal("", run.Output);
        Assert.False(Directory.Exists(_folder.Path("models")));
    }

    Task<Cli> TrainAsync(string export, params string[] more) => Cli.RunAsync([.. Arguments(export), .. more]);

    string[] Arguments(string export) =>
        ["train", "--data", _folder.Write("leads.csv", export), "--label", "Converted", "--models", _folder.Path("models"), "--budget", "2"];

    string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(_folder.Path(folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    static double Score(ConversionModel model, double visits)
    {
        var row = new RowEncoder(model.Schema);
        row.SetNumber(row.IndexOf("Visits"), visits);
        return model.Score(row.Encode());
    }
}
