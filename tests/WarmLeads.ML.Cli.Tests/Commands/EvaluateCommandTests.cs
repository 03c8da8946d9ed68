namespace WarmLeads.ML.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    static readonly string[] Figures = ["auc", "logloss", "brier", "ece15", "lift10", "train_seconds"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_holds_each_fold_and_their_means()
    {
        var json = (await EvaluateAsync(Some.Export(300), "--folds", "3", "--json")).Done().Json;

        Assert.Equal(300, json.GetProperty("rows").GetInt32());
        var folds = json.GetProperty("folds").EnumerateArray().ToArray();
        Assert.Equal(3, folds.Length);
        Assert.Equal(300, folds.Sum(fold => fold.GetProperty("rows").GetInt32()));
        Assert.Equal(json.GetProperty("positives").GetInt32(), folds.Sum(fold => fold.GetProperty("positives").GetInt32()));
        foreach (var figure in Figures)
            Assert.Equal(folds.Average(fold => fold.GetProperty(figure).GetDouble()), json.GetProperty(figure).GetDouble(), 1e-12);
        Assert.InRange(json.GetProperty("auc").GetDouble(), 0.65, 1);
    }

    [Fact]
    public async Task A_fold_column_names_the_folds_and_is_no_input()
    {
        var export = Append(Some.Export(300), "Fold", i => $"f{i % 3}");

        var json = (await EvaluateAsync(export, "--fold-column", "Fold", "--json")).Done().Json;

        Assert.Equal(["f0", "f1", "f2"], json.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("fold").GetString()));
    }

    [Fact]
    public async Task A_split_column_judges_its_test_rows_only()
    {
        var export = Append(Some.Export(300), "Split", i => i < 200 ? "train" : "test");

        var json = (await EvaluateAsync(export, "--split-column", "Split", "--json")).Done().Json;

        Assert.Equal(100, Assert.Single(json.GetProperty("folds").EnumerateArray()).GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_time_column_judges_the_newest_rows()
    {
        var export = Append(Some.Export(300), "Created", i => DateTime.UnixEpoch.AddDays(i).ToString("yyyy-MM-dd"));

        var json = (await EvaluateAsync(export, "--time", "Created", "--test-fraction", "0.3", "--json")).Done().Json;

        Assert.InRange(Assert.Single(json.GetProperty("folds").EnumerateArray()).GetProperty("rows").GetInt32(), 89, 91);
    }

    [Fact]
    public async Task A_person_reads_a_table()
    {
        var output = (await EvaluateAsync(Some.Export(200), "--folds", "2")).Done().Output;

        Assert.StartsWith("200 rows, ", output, StringComparison.Ordinal);
        Assert.Matches(@"mean +│? *200 ", output);
    }

    [Theory]
    [InlineData("evaluate sets rows aside in one way; choose one of --fold-column, --folds.", "--fold-column", "Visits", "--folds", "3")]
    [InlineData("evaluate sets rows aside in one way; choose one of --split-column, --time.", "--split-column", "Visits", "--time", "Visits")]
    [InlineData("evaluate sets rows aside in one way; choose one of --folds, --rows-in-time-order.", "--folds", "3", "--rows-in-time-order")]
    [InlineData("--test-fraction needs --time, the column that tells which rows are the newest, or --rows-in-time-order.", "--test-fraction", "0.3")]
    [InlineData("--folds takes a whole number from 2 to 100; '1' is not one.", "--folds", "1")]
    [InlineData("--test-fraction takes a number from 0.01 to 0.99; '0,2' is not one.", "--time", "Visits", "--test-fraction", "0,2")]
    public async Task Options_that_do_not_go_together_are_refused(string sentence, params string[] options)
    {
        var run = await EvaluateAsync(Some.Export(20), options);

        Assert.Equal((2, $"error: {sentence}\n'warmleads evaluate --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_split_column_with_other_values_is_refused()
    {
        var run = await EvaluateAsync(Some.Export(100), "--split-column", "Call Again");

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(@"error: Column 'Call Again' row 1 has the value '(Yes|No)'; a split column has 'train' and 'test'\.\n$", run.Error);
    }

    Task<Cli> EvaluateAsync(string export, params string[] more) => Cli.RunAsync(
        ["evaluate", "--data", _folder.Write("leads.csv", export), "--label", "Converted", "--exclude", "Lead Id", "--budget", "1", .. more]);

    static string Append(string export, string name, Func<int, string> value) => string.Join(
        '\n', export.TrimEnd('\n').Split('\n').Select((line, i) => $"{line},{(i == 0 ? name : value(i - 1))}")) + "\n";
}
