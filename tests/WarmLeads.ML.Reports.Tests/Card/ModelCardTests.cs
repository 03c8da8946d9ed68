using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Reports.Tests;

public sealed class ModelCardTests
{
    [Fact]
    public async Task The_card_tells_everything_that_it_holds()
    {
        var card = Some.Card();
        var text = (await Page.CardAsync(card)).Text;
        string[] facts =
        [
            "Model card: leads 0003", card.Verdict, "30 days after the moment that a lead is looked at",
            "18,240 rows of lead history up to 2026-06-30, 2,116 of them converted (11.6 %)", "the newest fifth, after 2026-04-02",
            "8 leaves, rate 0.05, chosen by validation", "740 trees from 5 folds", "−0.0412 + score × 1.0825", "Seed 7", "21.4 s of 60.0 s allowed",
            "8 leaves, rate 0.05 (chosen) 148 0.2868 0.0000", "16 leaves, rate 0.05 97 0.2883 0.0009",
            "contract_signed 0.971 0.118 0.287", card.LeakWarnings[0].Message, card.Warnings[0],
            "lead_number identifier: 5,000 different values in 5,000 leads", Some.Hash,
        ];
        Assert.All(facts, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.All(card.Signals, signal => Assert.Contains($"{signal.DisplayName} {signal.Name} {signal.Family} {signal.Kind.ToString().ToLowerInvariant()}", text, StringComparison.Ordinal));
        Assert.Equal(card.Signals.Sum(signal => signal.Values.Count), (await Page.CardAsync(card)).All("table")
            .Where(table => table.Attribute("class")?.Value == "values").Sum(table => table.Element("tbody")!.Elements("tr").Count()));
    }

    [Fact]
    public async Task Every_figure_stands_beside_both_baselines()
    {
        var quality = Some.Quality();
        var rows = (await Page.CardAsync(Some.Card())).All("table").Single(table => table.Attribute("class")?.Value == "metrics").Element("tbody")!
            .Elements("tr").Select(row => Page.Flat(string.Join(' ', row.Elements().Select(cell => cell.Value)))).ToArray();
        Assert.Equal(6, rows.Length);
        Assert.Equal($"Log-loss lower is better {PageFigures.Measure(quality.Model.LogLoss)} {PageFigures.Measure(quality.LogisticRegression.LogLoss)} {PageFigures.Measure(quality.BaseRate.LogLoss)}", rows[2]);
        Assert.Equal($"Lift in the top 10 % higher is better {PageFigures.Rough(quality.Model.LiftAt10Percent)} {PageFigures.Rough(quality.LogisticRegression.LiftAt10Percent)} 1.0", rows[5]);
    }

    [Theory]
    [InlineData(CalibrationKind.Identity, 0, 1, "none needed: the scores were true as they came")]
    [InlineData(CalibrationKind.Temperature, 0, 0.9, "score × 0.9000")]
    [InlineData(CalibrationKind.Affine, 0.05, 0.9, "0.0500 + score × 0.9000")]
    public async Task The_calibration_is_a_formula(CalibrationKind kind, double intercept, double slope, string formula)
    {
        var card = Some.Card();
        var page = await Page.CardAsync(card with { Training = card.Training with { Calibration = new ScoreCalibration(kind, intercept, slope) } });
        Assert.Contains($"Calibration {formula} Seed", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_card_says_what_there_is_not()
    {
        var card = Some.Card();
        var text = (await Page.CardAsync(card with { HorizonDays = null, Signals = [], Dropped = [], LeakWarnings = [], Warnings = [], Training = card.Training with { Trials = [] } })).Text;
        Assert.Contains("none: the label has no date", text, StringComparison.Ordinal);
        Assert.Contains("No other capacity was tried.", text, StringComparison.Ordinal);
        Assert.Contains("The model uses no input: it gives every lead the same chance.", text, StringComparison.Ordinal);
        Assert.Contains("None: every column of the data is an input.", text, StringComparison.Ordinal);
    }
}
