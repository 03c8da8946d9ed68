using System.Globalization;

namespace WarmLeads.ML.Cli.Tests;

/// <summary>`criteria` and `threshold` on a simulated CRM and on files of scores.</summary>
public sealed class TemperatureCommandTests(HistoryTests.Sample sample) : IClassFixture<HistoryTests.Sample>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_shown_criteria_are_a_file_that_shows_the_same()
    {
        var shown = (await Cli.RunAsync("criteria", "show")).Done().Output;
        var file = _folder.Write("criteria.json", shown);

        Assert.Contains("\"version\": \"shipped-1\"", shown, StringComparison.Ordinal);
        Assert.Equal(shown, (await Cli.RunAsync("criteria", "show", "--criteria", file)).Done().Output);
    }

    [Fact]
    public async Task Learned_patience_is_written_as_criteria_that_can_be_tried_and_what_was_not_learned_is_said()
    {
        var file = _folder.Path("learned.json");

        var run = (await Cli.RunAsync("criteria", "learn", "--history", sample.Crm, "--out", file, "--json")).Done().Json;

        Assert.Equal("learned-2025-04-01", run.GetProperty("version").GetString());
        var findings = run.GetProperty("segments").EnumerateArray().ToDictionary(finding => finding.GetProperty("segment").GetString()!, StringComparer.Ordinal);
        Assert.Equal(800, findings[""].GetProperty("leads").GetInt32());
        Assert.Contains("smb", findings.Keys);
        var shown = System.Text.Json.JsonDocument.Parse((await Cli.RunAsync("criteria", "show", "--criteria", file)).Done().Output).RootElement;
        foreach (var (segment, finding) in findings.Where(finding => finding.Key.Length > 0))
        {
            var own = shown.GetProperty("segments").TryGetProperty(segment, out var rules) ? rules : shown;
            var expected = finding.GetProperty("learned") is { ValueKind: System.Text.Json.JsonValueKind.Object } days ? days.GetProperty("days").GetDouble() : finding.GetProperty("before_days").GetDouble();
            Assert.Equal(expected, own.GetProperty("patience").GetProperty("days").GetDouble());
            Assert.NotEqual("", finding.GetProperty("why").GetString());
        }

        (await Cli.RunAsync("criteria", "try", "--history", sample.Crm, "--criteria", file, "--json")).Done();
        var words = (await Cli.RunAsync("criteria", "learn", "--history", sample.Crm, "--out", file, "--name", "mine")).Done().Output;
        Assert.EndsWith(
            $"Criteria mine are in {file}; nothing in use has changed. Try them with `criteria try --criteria`, then name them in the service's setting Pool:Criteria.\n", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_criteria_in_use_tried_against_themselves_move_nobody_otherwise()
    {
        var file = _folder.Write("criteria.json", """{ "version": "same" }""");

        var result = (await Cli.RunAsync("criteria", "try", "--history", sample.Crm, "--criteria", file, "--json")).Done().Json;

        Assert.Equal(0, result.GetProperty("leads_moved_otherwise").GetInt32());
        var (tried, current) = (result.GetProperty("tried"), result.GetProperty("current"));
        Assert.Equal("same", tried.GetProperty("criteria_version").GetString());
        Assert.Equal("shipped-1", current.GetProperty("criteria_version").GetString());
        Assert.Equal(current.GetProperty("moves").GetRawText(), tried.GetProperty("moves").GetRawText());
        Assert.Equal(800, tried.GetProperty("leads").GetInt32());
        Assert.Equal(
            File.ReadLines(Path.Combine(sample.Crm, "outcomes.csv")).Count(line => line.Contains(",converted,", StringComparison.Ordinal)),
            tried.GetProperty("conversions").GetInt32());
        Assert.InRange(tried.GetProperty("caught").GetInt32(), 1, tried.GetProperty("conversions").GetInt32() - 1);
    }

    [Fact]
    public async Task A_lower_threshold_catches_more_conversions_and_alerts_more()
    {
        var file = _folder.Write(
            "criteria.json", """{ "version": "early", "hot": { "enter_probability": 0.1, "leave_probability": 0.05 }, "mql": { "enter_probability": 0.05, "leave_probability": 0.05 } }""");

        var run = (await Cli.RunAsync("criteria", "try", "--history", sample.Crm, "--criteria", file, "--model", sample.Model, "--json")).Done();

        Assert.StartsWith("warning: Model 'leads' may have learnt from outcomes up to 2025-0", run.Error, StringComparison.Ordinal);
        var (tried, current) = (run.Json.GetProperty("tried"), run.Json.GetProperty("current"));
        Assert.True(tried.GetProperty("caught").GetInt32() > current.GetProperty("caught").GetInt32());
        Assert.True(Alerts(tried) > Alerts(current));
        Assert.Equal(
            tried.GetProperty("caught").GetInt32() - current.GetProperty("caught").GetInt32(),
            run.Json.GetProperty("caught_only_by_tried").GetInt32() - run.Json.GetProperty("caught_only_by_current").GetInt32());

        static double Alerts(System.Text.Json.JsonElement result) => result.GetProperty("alerts_a_week").GetProperty("state").GetDouble();
    }

    [Fact]
    public async Task A_trial_is_shown_side_by_side()
    {
        var file = _folder.Write("criteria.json", """{ "version": "short", "hot": { "acts_within_days": 10 } }""");

        var output = (await Cli.RunAsync("criteria", "try", "--history", sample.Crm, "--criteria", file, "--from", "2025-01-01")).Done().Output;

        Assert.Matches("^[0-9]+ leads of crm replayed from 2025-01-0. to 2025-04-01, each midnight with what was known then; [0-9]+ converted.\n", output);
        Assert.Contains("conversions caught: hot in the 30 days before", output, StringComparison.Ordinal);
        Assert.Contains("shipped-1 (in use)", output, StringComparison.Ordinal);
        Assert.Contains("2025-03", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("criteria", "warmleads criteria needs a command: show, try, learn.", "'warmleads criteria --help' lists the options.")]
    [InlineData("criteria try --history x --criteria y --bogus", "'--bogus' means nothing to warmleads criteria try, which knows --history, --mapping, --as-of, --criteria, --against, --model, --from, --json.", "'warmleads criteria try --help' lists the options.")]
    [InlineData("threshold --cost-early 1 --cost-late 2", "threshold needs --scores, a CSV file of scored leads, or --history, a folder of lead history.", "'warmleads threshold --help' lists the options.")]
    [InlineData("threshold --history x --model m --cost-early 1", "threshold needs the cost of too late: either --cost-late or --value-lost.", "'warmleads threshold --help' lists the options.")]
    [InlineData("threshold --history x --cost-early 1 --cost-late 2", "threshold needs --model, which scores the leads of --history.", "'warmleads threshold --help' lists the options.")]
    [InlineData("threshold --scores x --cost-early 1 --cost-late 2", "threshold needs --outcome, the column that says whether the lead converted.", "'warmleads threshold --help' lists the options.")]
    [InlineData("threshold --scores x --outcome y --cost-early 1 --cost-late 2 --reps 3", "--reps needs --calls-per-week, the calls that each can make.", "'warmleads threshold --help' lists the options.")]
    [InlineData("threshold --scores x --outcome y --cost-early 1 --value-lost 0.5", "--value and --value-lost go together with --scores: the column with the worth, and the share of it that is lost.", "'warmleads threshold --help' lists the options.")]
    public async Task What_does_not_go_together_is_refused(string line, string sentence, string hint)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        Assert.Equal((2, $"error: {sentence}\n{hint}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Criteria_that_are_not_there_are_named()
    {
        var run = await Cli.RunAsync("criteria", "show", "--criteria", "nowhere.json");

        Assert.Equal((2, "error: nowhere.json is not there; name a file of criteria, such as `criteria show` prints.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_threshold_on_scores_is_the_one_that_costs_least()
    {
        // 0.2, 0.4, 0.6 and 0.8 convert as often as they say.
        var rows = Enumerable.Range(0, 400).Select(i => (Chance: 0.2 * (1 + (i % 4)), Turn: i / 4 % 10))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Chance:0.0},{(row.Turn < 10 * row.Chance - 0.5 ? 1 : 0)},100"));
        var file = _folder.Write("scores.csv", "probability,converted,worth\n" + string.Join('\n', rows) + "\n");

        var result = (await Cli.RunAsync("threshold", "--scores", file, "--outcome", "converted", "--cost-early", "50", "--cost-late", "50", "--json")).Done().Json;
        Assert.Equal(0.6, result.GetProperty("threshold").GetDouble());
        // Of 200 called 140 convert; of the others 60 do.
        Assert.Equal((200, 140, 60), (Best(result, "calls"), Best(result, "caught"), Best(result, "missed")));
        Assert.Equal(50 * (60 + 60), Best(result, "cost"));

        var byValue = (await Cli.RunAsync(
            "threshold", "--scores", file, "--outcome", "converted", "--cost-early", "20", "--value", "worth", "--value-lost", "0.9", "--json")).Done().Json;
        Assert.Equal(0.2, byValue.GetProperty("threshold").GetDouble());

        var scarce = await Cli.RunAsync(
            "threshold", "--scores", file, "--outcome", "converted", "--cost-early", "50", "--cost-late", "50", "--reps", "2", "--calls-per-week", "60");
        Assert.StartsWith(
            "400 leads over 1 week, 200 converted; a call too early costs 50, a conversion that nobody called 50.\nCall leads from a chance of 0.800 on (",
            scarce.Done().Output, StringComparison.Ordinal);
        Assert.Contains(
            "120 calls a week are the limit: without it the threshold would be 0.600, with 200 calls a week, 140 conversions caught and a cost of 6,000.\n",
            scarce.Output, StringComparison.Ordinal);

        static int Best(System.Text.Json.JsonElement result, string figure) => (int)result.GetProperty("best").GetProperty(figure).GetDouble();
    }

    [Fact]
    public async Task A_threshold_on_a_history_keeps_within_the_calls_there_are()
    {
        var result = (await Cli.RunAsync(
            "threshold", "--history", sample.Crm, "--model", sample.Model, "--cost-early", "50", "--cost-late", "2000", "--calls-per-week", "3", "--json")).Done().Json;

        var best = result.GetProperty("best");
        var calls = best.GetProperty("calls").GetDouble() / result.GetProperty("weeks").GetDouble();
        Assert.InRange(calls, 2.5, 3);
        Assert.True(result.GetProperty("unlimited").GetProperty("calls").GetDouble() > best.GetProperty("calls").GetDouble());
        Assert.InRange(
            best.GetProperty("cost").GetDouble(), result.GetProperty("cost").GetProperty("low").GetDouble(), result.GetProperty("cost").GetProperty("high").GetDouble());
        var curve = result.GetProperty("curve").EnumerateArray().ToList();
        Assert.Equal(0, curve[0].GetProperty("calls").GetDouble());
        Assert.Equal(result.GetProperty("conversions").GetInt32(), (int)curve[0].GetProperty("missed").GetDouble());
    }

    [Theory]
    [InlineData("chance", "scores.csv has no column 'chance', which --probability names; its columns are probability, converted.")]
    [InlineData("converted", null)]
    [InlineData("probability", "scores.csv row 2 has '1.5' in column 'probability', which is no number from 0 to 1; correct it, or leave the row out.")]
    public async Task A_file_of_scores_that_cannot_be_read_is_refused(string column, string? sentence)
    {
        var file = _folder.Write(
            "scores.csv", "probability,converted\n0.5,1\n1.5,0\n" + string.Concat(Enumerable.Repeat("0.4,1\n0.2,0\n", 12)));

        var run = await Cli.RunAsync("threshold", "--scores", file, "--probability", column, "--outcome", "converted", "--cost-early", "1", "--cost-late", "1");

        Assert.Equal(sentence is null ? 0 : 2, run.ExitCode);
        Assert.Equal(sentence is null ? "" : $"error: {sentence}\n", run.Error);
    }
}
