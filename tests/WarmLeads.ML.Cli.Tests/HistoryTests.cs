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

        var run = await Cli.RunAsync("score", "--model", sample.Model, "--history", sample.Crm, "--out", scores);

        var lines = File.ReadLines(scores).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["lead_id", "cutoff", "probability", "score"], lines[0]);
        Assert.All(lines[1..], line => Assert.Equal("2025-04-01T00:00:00Z", line[1]));
        Assert.Equal($"{lines.Length - 1} of 800 leads are open as of 2025-04-01; the others are not scored.\n", run.Done().Error);
        Assert.Equal(await PredictionsAsync(), lines[1..].Select(line => (line[0], Number(line[2]))));

        var truth = File.ReadLines(Path.Combine(sample.Crm, "truth.csv")).Skip(1).Select(line => line.Split(','))
            .Where(line => line[3].Length > 0).ToDictionary(line => line[0], line => Number(line[3]), StringComparer.Ordinal);
        Assert.Equal(truth.Keys.Order(StringComparer.Ordinal), lines[1..].Select(line => line[0]));
        Assert.InRange(Correlation([.. lines[1..].Select(line => (Number(line[2]), truth[line[0]]))]), 0.5, 1);
    }

    [Fact]
    public async Task A_lead_of_a_history_is_explained_as_of_a_day()
    {
        var (id, _) = (await PredictionsAsync()).First();

        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--history", sample.Crm, "--id", id, "--as-of", "2025-04-01");

        Assert.StartsWith($"Lead {id} converts within 30 days with a chance of ", run.Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_on_a_history_explains_open_leads_and_shows_the_cards_figures()
    {
        var report = _folder.Path("report.html");

        var run = await Cli.RunAsync("report", "--model", sample.Model, "--history", sample.Crm, "--out", report);

        Assert.Equal($"Report on model 'leads' 0001 and {(await PredictionsAsync()).Count} leads of crm: {report}\n", run.Done().Output);
        var html = await File.ReadAllTextAsync(report);
        Assert.Contains("What becomes of the open leads of crm is not known yet. The figures are the model card&#x27;s", html, StringComparison.Ordinal);
        Assert.Equal(5, html.Split("What became of this lead is not known.").Length - 1);
        Assert.Contains("<h2>How long leads stay warm</h2>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chances_of_other_horizons_stand_in_columns_of_their_own_and_in_the_explanation()
    {
        var scores = _folder.Path("scores.csv");

        (await Cli.RunAsync("score", "--model", sample.Model, "--history", sample.Crm, "--horizons", "--explain", "1", "--out", scores)).Done();

        var lines = File.ReadLines(scores).Select(line => line.Split(',')).ToArray();
        var days = ConversionModel.Load(sample.Model).Chances(0).Select(chance => chance.Days).ToArray();
        Assert.Equal(
            ["lead_id", "cutoff", "probability", "score", .. days.Select(horizon => $"probability_{horizon}d"), "reason_1", "points_1"], lines[0]);
        Assert.True(days.Length > 1);
        foreach (var line in lines[1..])
        {
            double[] chances = [.. line[4..(4 + days.Length)].Select(Number)];
            Assert.Equal(chances.Order(), chances);
            Assert.Equal(Number(line[2]), chances[Array.IndexOf(days, 30)]);
        }

        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--history", sample.Crm, "--id", lines[1][0]);
        Assert.Contains("Sooner and later: ", run.Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Survival_says_when_to_stop_by_segment_and_as_json()
    {
        var run = await Cli.RunAsync("survival", "--history", sample.Crm, "--segment", "segment", "--touch-cost", "5", "--value", "1000");

        var lines = run.Done().Output.Split('\n');
        Assert.StartsWith("As of 2025-04-01, 800 leads, ", lines[0], StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("Leads that were silent for ", StringComparison.Ordinal) && line.EndsWith(" convert within 30 days with less than 0.5 %: time to stop.", StringComparison.Ordinal));
        Assert.Equal(3, lines.Count(line => line.StartsWith("Leads of segment '", StringComparison.Ordinal)));

        var json = (await Cli.RunAsync("survival", "--history", sample.Crm, "--stop-below", "0.5", "--json")).Done().Json;
        Assert.Equal(0.005, json.GetProperty("stop_below").GetDouble(), 12);
        var silence = json.GetProperty("all").GetProperty("by_silence").EnumerateArray().ToArray();
        Assert.All(silence, point => Assert.InRange(
            point.GetProperty("chance").GetDouble(), point.GetProperty("low").GetDouble() - 0.02, point.GetProperty("high").GetDouble() + 0.02));
        Assert.True(silence[0].GetProperty("chance").GetDouble() > silence[^1].GetProperty("chance").GetDouble());
    }

    [Theory]
    [InlineData("--touch-cost and --value go together: the one over the other is the chance below which it is time to stop.", "--touch-cost", "5")]
    [InlineData("survival takes --stop-below, or --touch-cost with --value, not both.", "--touch-cost", "5", "--value", "9", "--stop-below", "1")]
    [InlineData("--touch-cost must be below --value; a lead that costs more than a conversion is worth is never touched.", "--touch-cost", "9", "--value", "9")]
    [InlineData("survival needs a --horizon of days.", "--horizon", "none")]
    public async Task Survival_refuses_what_makes_no_sense(string sentence, params string[] arguments)
    {
        var run = await Cli.RunAsync(["survival", "--history", sample.Crm, .. arguments]);
        Assert.Equal((2, $"error: {sentence}"), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Theory]
    [InlineData("--horizons takes whole days with commas between, such as 7d,30d,90d; 'soon' is not a number of days from 1d to 3650d.", "--horizons", "7d,soon")]
    [InlineData("--horizons needs a --horizon of days; a model of the final outcome knows no time.", "--horizons", "7d", "--horizon", "none")]
    public async Task Training_refuses_horizons_that_make_no_sense(string sentence, params string[] arguments)
    {
        var run = await Cli.RunAsync(["train", "--history", sample.Crm, "--models", _folder.Path("models"), .. arguments]);
        Assert.Equal((2, $"error: {sentence}"), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task A_model_of_a_flat_table_does_not_score_a_history()
    {
        var data = _folder.Write("leads.csv", Some.Export(100));
        (await Cli.RunAsync("train", "--data", data, "--label", "Converted", "--models", _folder.Path("models"), "--budget", "1")).Done();

        var run = await Cli.RunAsync(
            "score", "--model", _folder.Path("models/leads"), "--history", sample.Crm, "--out", _folder.Path("scores.csv"));

        Assert.Equal(
            (2, $"error: {sample.Crm} is a folder of lead history, and model 'leads' was trained on a flat table; give it a CSV file.\n"),
            (run.ExitCode, run.Error));
        Assert.False(File.Exists(_folder.Path("scores.csv")));
    }

    [Fact]
    public async Task A_lead_that_is_closed_is_not_explained()
    {
        var closed = File.ReadLines(Path.Combine(sample.Crm, "outcomes.csv")).Skip(1).First().Split(',')[0];

        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--history", sample.Crm, "--id", closed);

        Assert.Equal(
            (2, $"error: Lead '{closed}' is not open as of 2025-04-01, so there is no chance to explain; choose another day with --as-of.\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_id_that_the_history_does_not_have_is_named()
    {
        var run = await Cli.RunAsync("explain", "--model", sample.Model, "--history", sample.Crm, "--id", "nobody");

        Assert.Equal((2, $"error: The history in {sample.Crm} has no lead 'nobody'; check the id.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_folder_without_a_history_is_refused()
    {
        var run = await Cli.RunAsync("train", "--history", _folder.Root, "--models", _folder.Path("models"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("leads.csv", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Theory]
    [InlineData("train", "--label goes with --data only.", "--label", "converted")]
    [InlineData("train", "train takes --data or --history, not both.", "--data", "leads.csv")]
    [InlineData("evaluate", "--folds goes with --data only.", "--folds", "3")]
    [InlineData("score", "--id goes with --data only.", "--model", "m", "--out", "o", "--id", "x")]
    [InlineData("score", "score looks at leads as of one moment or at one age; choose --as-of or --cutoff-after.",
        "--model", "m", "--out", "o", "--as-of", "2025-01-01", "--cutoff-after", "24h")]
    [InlineData("explain", "--row goes with --data only.", "--model", "m", "--row", "1")]
    public async Task Options_for_files_are_refused_with_a_folder(string command, string sentence, params string[] options)
    {
        var run = await Cli.RunAsync([command, "--history", sample.Crm, .. options]);

        Assert.Equal((2, $"error: {sentence}\n'warmleads {command} --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("train", "--horizon goes with --history only.", "--label", "A", "--horizon", "7")]
    [InlineData("evaluate", "--cutoffs goes with --history only.", "--label", "A", "--cutoffs", "2")]
    [InlineData("train", "train needs --label, the column that says whether the lead converted.")]
    [InlineData("score", "--as-of goes with --history only.", "--model", "m", "--out", "o", "--as-of", "2025-01-01")]
    public async Task Options_for_folders_are_refused_with_a_file(string command, string sentence, params string[] options)
    {
        var run = await Cli.RunAsync([command, "--data", _folder.Write("leads.csv", "A\n1\n"), .. options]);

        Assert.Equal((2, $"error: {sentence}\n'warmleads {command} --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--horizon", "0.5d", "--horizon takes whole days from 1d to 3650d, or none for the final outcome; '0.5d' is neither.")]
    [InlineData("--cutoff-after", "soon", "--cutoff-after takes a length of time such as 24h or 7d, of 10 years at most; 'soon' is not one.")]
    [InlineData("--test-from", "1.1.2026", "--test-from takes a day such as 2026-06-30 or an instant such as 2026-06-30T12:00:00+02:00; '1.1.2026' is neither.")]
    public async Task A_value_that_an_option_cannot_take_is_named(string option, string value, string sentence)
    {
        var run = await Cli.RunAsync("train", "--history", sample.Crm, option, value);

        Assert.Equal((2, $"error: {sentence}\n'warmleads train --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_folder_is_given_with_history_and_a_file_with_data()
    {
        var folder = await Cli.RunAsync("score", "--model", "m", "--out", "o", "--data", sample.Crm);
        var file = await Cli.RunAsync("score", "--model", "m", "--out", "o", "--history", _folder.Write("leads.csv", "A\n1\n"));
        var none = await Cli.RunAsync("score", "--model", "m", "--out", "o");

        Assert.StartsWith("error: --data takes a CSV file and names a folder; give a folder of lead history with --history.\n", folder.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: --history takes a folder and names a file; give a CSV file with --data.\n", file.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: score needs --data, a CSV file of leads, or --history, a folder of lead history.\n", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_for_one_age_scores_leads_at_that_age_and_warns_at_others()
    {
        var train = await Cli.RunAsync(
            "train", "--history", sample.Crm, "--cutoff-after", "10d", "--horizon", "none", "--test-fraction", "0.4", "--models", _folder.Path("models"),
            "--budget", "2", "--json");
        var result = train.Done().Json;
        Assert.Equal("the lead converts, as of 10 days after its registration", result.GetProperty("target").GetString());
        Assert.Contains(
            "Every lead was looked at 10 days after its registration; the model is made to score leads of that age only.",
            result.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));

        var scores = _folder.Path("scores.csv");
        var model = result.GetProperty("model").GetString()!;
        var same = await Cli.RunAsync("score", "--history", sample.Crm, "--model", model, "--cutoff-after", "10d", "--out", scores);
        Assert.DoesNotContain("warning", same.Done().Error, StringComparison.Ordinal);
        var registered = File.ReadLines(Path.Combine(sample.Crm, "leads.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(line => line[0], line => DateTimeOffset.Parse(line[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.All(File.ReadLines(scores).Skip(1).Select(line => line.Split(',')), line => Assert.Equal(
            registered[line[0]].AddDays(10), DateTimeOffset.Parse(line[1], CultureInfo.InvariantCulture)));

        var other = await Cli.RunAsync("score", "--history", sample.Crm, "--model", model, "--out", scores);
        Assert.StartsWith(
            "warning: Model 'leads' was trained on leads 10 days after their registration and is put to leads of every age; its probabilities are not calibrated for these.\n",
            other.Done().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_comes_after_the_cutoff_changes_a_score()
    {
        var asOf = new DateTimeOffset(2025, 1, 15, 0, 0, 0, TimeSpan.Zero);
        var cut = _folder.Path("cut");
        Directory.CreateDirectory(cut);
        CopyUntil("leads.csv", 1, asOf, cut);
        CopyUntil("events.csv", 4, asOf, cut);
        CopyUntil("outcomes.csv", 3, asOf, cut);
        var (whole, known) = (_folder.Path("whole.csv"), _folder.Path("known.csv"));

        (await Cli.RunAsync("score", "--history", sample.Crm, "--model", sample.Model, "--as-of", "2025-01-15", "--out", whole)).Done();
        (await Cli.RunAsync("score", "--history", cut, "--model", sample.Model, "--as-of", "2025-01-15", "--out", known)).Done();

        var opened = File.ReadAllLines(whole);
        Assert.True(opened.Length > 50);
        // An outcome that happened before and was recorded after is no longer open, though nobody knew.
        Assert.Subset(File.ReadAllLines(known).ToHashSet(StringComparer.Ordinal), opened.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Judging_forward_in_time_gives_every_figure_an_interval_beside_the_baselines()
    {
        var run = await Cli.RunAsync("evaluate", "--history", sample.Crm, "--cutoffs", "2", "--segment", "segment", "--budget", "2", "--json");

        var result = run.Done().Json;
        Assert.Equal(2, result.GetProperty("cutoffs").GetArrayLength());
        string[] names = [.. result.GetProperty("figures").EnumerateObject().Select(figure => figure.Name)];
        // Of the two ways to learn, the one that is not the model stands beside it.
        Assert.Contains(names[1], new[] { "hazard", "direct" });
        Assert.Equal(["model", names[1], "logistic_regression", "points_rules", "recency", "base_rate"], names);
        var auc = result.GetProperty("figures").GetProperty("model").GetProperty("auc");
        Assert.True(auc.GetProperty("low").GetDouble() < auc.GetProperty("estimate").GetDouble());
        Assert.True(auc.GetProperty("estimate").GetDouble() < auc.GetProperty("high").GetDouble());
        var within = result.GetProperty("horizons").EnumerateArray().ToArray();
        Assert.Equal([7, 30, 90], within.Select(horizon => horizon.GetProperty("days").GetInt32()));
        Assert.Equal(result.GetProperty("rows").GetInt32(), within[1].GetProperty("rows").GetInt32());
        Assert.Equal(auc.GetProperty("estimate").GetDouble(), within[1].GetProperty("auc").GetDouble(), 9);
        Assert.NotEqual(0, result.GetProperty("segments").GetArrayLength());
        Assert.NotEmpty(result.GetProperty("verdict").GetString()!);
    }

    [Fact]
    public async Task Every_feature_is_listed_with_its_definition()
    {
        var run = await Cli.RunAsync("features", "--list");

        var listed = run.Done().Output;
        Assert.All(new LeadFeatureBuilder().Definitions, definition => Assert.Contains(
            $"  {definition.Name} [{definition.Unit}] {definition.DisplayName}\n      {definition.Definition}\n", listed, StringComparison.Ordinal));
    }

    void CopyUntil(string file, int column, DateTimeOffset until, string folder)
    {
        var lines = File.ReadAllLines(Path.Combine(sample.Crm, file));
        File.WriteAllLines(Path.Combine(folder, file), lines[..1].Concat(lines[1..].Where(
            line => DateTimeOffset.Parse(line.Split(',')[column], CultureInfo.InvariantCulture) < until)));
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

        return [.. predictions.OrderBy(prediction => prediction.Item1, StringComparer.Ordinal)];
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
            var run = await Cli.RunAsync("train", "--history", Crm, "--models", _folder.Path("models"), "--budget", "2", "--json");
            Model = run.Done().Json.GetProperty("model").GetString()!;
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
