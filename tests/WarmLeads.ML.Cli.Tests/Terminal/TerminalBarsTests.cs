using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli.Tests;

public sealed class TerminalBarsTests
{
    [Fact]
    public void Base_bars_and_chance_read_as_a_sum()
    {
        var output = new StringWriter();
        var prediction = new LeadPrediction
        {
            Probability = 0.5, Score = 0, Bias = -1, BaseProbability = 0.25,
            Contributions =
            [
                new SignalContribution("visits", "Visits", "Website", "12", 1.2, 20, "Visits is 12."),
                new SignalContribution("source", "Source", "Fit", null, -0.4, -10, "Source is missing."),
                new SignalContribution("city", "City", "Fit", "Oslo", 0.3, 10, "City is Oslo."),
                new SignalContribution("age", "Age", "Fit", "3", 0.1, 5, "Age is 3."),
            ],
            Reasons = [], ModelName = "leads", ModelVersion = "0001", ModelHash = "", Cutoff = DateTimeOffset.UnixEpoch,
        };

        TerminalBars.Write(new Terminal(output, new StringWriter()).Results, prediction, most: 2);

        var lines = output.ToString().Replace('\u00a0', ' ').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());
        Assert.Equal(
        [
            "base               25.0 %",
            "Visits: 12        +20.0                       |████████████████████",
            "Source: missing   -10.0             ██████████|",
            "2 other signals   +15.0                       |███████████████",
            "chance to convert  50.0 %",
        ], lines);
    }
}
