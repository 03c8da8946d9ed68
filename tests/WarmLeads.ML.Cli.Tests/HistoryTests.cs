using System.Globalization;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli.Tests;

/// <summary>A simulated CRM from end to end: sample, train, score, explain, and the truth beside it.</summary>
public sealed class HistoryTests(HistoryTests.Sample sample) : IClassFixture<HistoryTests.Sample>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scores_of_open_leads_are_the_services_own_and_follow_the_truth()
    {
        var scores = _folder.Path("scores.csv");

        var run = await Cli.RunAsync("score", "--model", sample.Model, "--data", sample.Crm, "--out", scores);

        var lines = File.ReadLines(scores).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["lead_id", "probability", "score"], lines[0]);
        Assert.Equal($"{lines.Length - 1} of 800 leads are open as of 2025-04-01; the others are not scored.\n", run.Done().Error);
        Assert.Equal(await PredictionsAsync(), lines[1..].Select(line => (line[0], Number(line[1]))));

        var truth = File.ReadLines(Path.Combine(sample.Crm, "truth.csv")).Skip(1).Select(line => line.Split(','))
            .Where(line => line[3].Length > 0).ToDictionary(line => line[0], line => Number(line[3]), StringComparer.Ordinal);
        Assert.Equal(truth.Keys.Order(StringComparer.Ordinal), lines[1..].Select(line => line[0]));
        Assert.InRange(Correlation([.. lines[1..].Select(line => (Number(line[1]), truth[line[0]]))]), 0.5, 1);
    }

    [Fact]
    public async Task A_lead_of_a_history_is_explained_as_of_a_day()
    {
        var (id, _) = (await PredictionsAsync()).First();

        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--data", sample.Crm, "--id", id, "--as-of", "2025-04-01");

        Assert.StartsWith($"Lead {id} converts within 30 days with a chance of ", run.Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_on_a_history_explains_open_leads_and_shows_the_cards_figures()
    {
        var report = _folder.Path("report.html");

        var run = await Cli.RunAsync("report", "--model", sample.Model, "--data", sample.Crm, "--out", report);

        Assert.Equal($"Report on model 'leads' 0001 and {(await PredictionsAsync()).Count} leads of crm: {report}\n", run.Done().Output);
        var html = await File.ReadAllTextAsync(report);
        Assert.Contains("What becomes of the open leads of crm is not known yet. The figures are the model card&#x27;s", html, StringComparison.Ordinal);
        Assert.Equal(5, html.Split("What became of this lead is not known.").Length - 1);
    }

    [Fact]
    public async Task A_model_of_a_flat_table_does_not_score_a_history()
    {
        var data = _folder.Write("leads.csv", Some.Export(100));
        (await Cli.RunAsync("train", "--data", data, "--label", "Converted", "--models", _folder.Path("models"), "--budget", "1")).Done();

        var run = await Cli.RunAsync(
            "score", "--model", _folder.Path("models/leads"), "--data", sample.Crm, "--out", _folder.Path("scores.csv"));

        Assert.Equal(
            (2, $"error: {sample.Crm} is a folder of lead history, and model 'leads' was trained on a flat table; give it a CSV file.\n"),
            (run.ExitCode, run.Error));
        Assert.False(File.Exists(_folder.Path("scores.csv")));
    }

    [Fact]
    public async Task A_lead_that_is_closed_is_not_explained()
    {
        var closed = File.ReadLines(Path.Combine(sample.Crm, "outcomes.csv")).Skip(1).First().Split(',')[0];

        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--data", sample.Crm, "--id", closed);

        Assert.Equal(
            (2, $"error: Lead '{closed}' is not open as of 2025-04-01, so there is no chance to explain; choose another day with --as-of.\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_id_that_the_history_does_not_have_is_named()
    {
        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--data", sample.Crm, "--id", "nobody");

        Assert.Equal((2, $"error: The history in {sample.Crm} has no lead 'nobody'; check the id.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_folder_without_a_history_is_refused()
    {
        var run = await Cli.RunAsync("train", "--data", _folder.Root, "--models", _folder.Path("models"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("leads.csv", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Theory]
    [InlineData("train", "--label goes with a CSV file only; --data names a folder of lead history.", "--label", "converted")]
    [InlineData("score", "--id goes with a CSV file only; --data names a folder of lead history.", "--model", "m", "--out", "o", "--id", "x")]
    [InlineData("explain", "--row goes with a CSV file only; --data names a folder of lead history.", "--model", "m", "--row", "1")]
    public async Task Options_for_files_are_refused_with_a_folder(string command, string sentence, params string[] options)
    {
        var run = await Cli.RunAsync([command, "--data", sample.Crm, .. options]);

        Assert.Equal((2, $"error: {sentence}\n'warmleads {command} --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("train", "--horizon goes with a folder of lead history only; --data names a file.", "--label", "A", "--horizon", "7")]
    [InlineData("train", "train needs --label, the column that says whether the lead converted.")]
    [InlineData("score", "--as-of goes with a folder of lead history only; --data names a file.", "--model", "m", "--out", "o", "--as-of", "2025-01-01")]
    public async Task Options_for_folders_are_refused_with_a_file(string command, string sentence, params string[] options)
    {
        var run = await Cli.RunAsync([command, "--data", _folder.Write("leads.csv", "A\n1\n"), .. options]);

        Assert.Equal((2, $"error: {sentence}\n'warmleads {command} --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    async Task<List<(string Id, double Probability)>> PredictionsAsync()
    {
        var model = ConversionModel.Load(sample.Model);
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var asOf = new DateTimeOffset(2025, 4, 1, 0, 0, 0, TimeSpan.Zero);
        List<(string, double)> predictions = [];
        await foreach (var lead in HistoryFiles.Open(sample.Crm).ReadAllAsync(new HistoryProblems()))
        {
            if (lead.IsOpenAt(asOf))
                predictions.Add((lead.Lead.Id, scorer.Predict(model, lead, asOf).Probability));
        }

        return predictions;
    }

    static double Correlation((double X, double Y)[] pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(pair => (pair.X - x) * (pair.Y - y)) /
            Math.Sqrt(pairs.Sum(pair => (pair.X - x) * (pair.X - x)) * pairs.Sum(pair => (pair.Y - y) * (pair.Y - y)));
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A sample and a model that was trained on it.</summary>
    public sealed class Sample : IAsyncLifetime
    {
        readonly TemporaryFolder _folder = new();

        public string Crm => _folder.Path("crm");

        public string Model { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            (await Cli.RunAsync("sample", "--leads", "800", "--seed", "3", "--out", Crm)).Done();
            var run = await Cli.RunAsync("train", "--data", Crm, "--models", _folder.Path("models"), "--budget", "2", "--json");
            Model = run.Done().Json.GetProperty("model").GetString()!;
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
