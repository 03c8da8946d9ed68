using System.Globalization;
using System.Text.RegularExpressions;

namespace WarmLeads.ML.Cli.Tests;

public sealed class ExplainCommandTests(TrainedModel trained) : IClassFixture<TrainedModel>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_printed_bars_add_up_to_the_printed_chance()
    {
        for (var row = 1; row <= 20; row++)
        {
            var run = await Cli.RunAsync(
                "explain", "--model", trained.Folder, "--data", trained.Data, "--id", $"L{row:0000}", "--top", "2");

            var lines = run.Done().Output.Replace('\u00a0', ' ').Split('\n');
            Assert.StartsWith($"Lead L{row:0000} converts with a chance of ", lines[0], StringComparison.Ordinal);
            var from = Array.FindIndex(lines, line => line.StartsWith("base ", StringComparison.Ordinal));
            var to = Array.FindIndex(lines, line => line.StartsWith("chance to convert ", StringComparison.Ordinal));
            Assert.Equal(4, to - from); // Two signals and the rest.
            Assert.Equal(Figure(lines[to]), lines[from..to].Sum(Figure));
        }
    }

    [Fact]
    public async Task A_row_number_and_an_id_name_the_same_lead()
    {
        var byId = await Cli.RunAsync("explain", "--model", trained.Folder, "--data", trained.Data, "--id", "L0007");
        var byRow = await Cli.RunAsync("explain", "--model", trained.Folder, "--data", trained.Data, "--row", "7");

        Assert.Equal(byId.Done().Output, byRow.Done().Output);
    }

    [Fact]
    public async Task Json_is_the_prediction_and_its_points_sum_exactly()
    {
        var json = (await Cli.RunAsync("explain", "--model", trained.Folder, "--data", trained.Data, "--id", "L0001", "--json")).Done().Json;

        var points = json.GetProperty("contributions").EnumerateArray().Sum(signal => signal.GetProperty("points").GetDouble());
        Assert.Equal(
            100 * json.GetProperty("probability").GetDouble() - 100 * json.GetProperty("base_probability").GetDouble(), points);
        Assert.Equal("L0001", json.GetProperty("lead_id").GetString());
    }

    [Fact]
    public async Task An_id_that_does_not_exist_is_named()
    {
        var run = await Cli.RunAsync("explain", "--model", trained.Folder, "--data", trained.Data, "--id", "L9999");

        Assert.Equal(
            (2, "error: leads.csv has no lead 'L9999' in column 'Lead Id' of its 600 rows; check the id.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_row_past_the_end_is_named()
    {
        var run = await Cli.RunAsync("explain", "--model", trained.Folder, "--data", trained.Data, "--row", "601");

        Assert.Equal((2, "error: leads.csv has 600 rows; there is no row 601.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_file_without_the_id_column_is_named()
    {
        var data = _folder.Write("anonymous.csv", "Visits\n3\n");

        var run = await Cli.RunAsync("explain", "--model", trained.Folder, "--data", data, "--id", "L0001");

        Assert.Equal(
            (2, "error: anonymous.csv has no column 'Lead Id', which holds the ids; name the column with --id-column, or take --row.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData]
    [InlineData("--id", "L0001", "--row", "1")]
    public async Task Which_lead_must_be_said_in_one_way(params string[] which)
    {
        var run = await Cli.RunAsync(["explain", "--model", trained.Folder, "--data", trained.Data, .. which]);

        Assert.Equal(
            (2, "error: explain needs either --id or --row to know which lead.\n'warmleads explain --help' lists the options.\n"),
            (run.ExitCode, run.Error));
    }

    // The figure after the label: "25.0 %", "+20.0", "-10.0".
    static decimal Figure(string line) => decimal.Parse(
        Regex.Match(line, @"([+-]?\d+\.\d)(?= )(?!.*\d+\.\d )").Value, CultureInfo.InvariantCulture);
}
