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

    [Fact]
    public async Task Segments_stand_on_the_card_and_in_the_report_with_what_each_has_of_its_own_and_why()
    {
        var card = Some.Card() with { Segments = Some.Segments() };
        string[] facts =
        [
            "By region Of the 5 values of 'region', 1 has a part of its own; for 1 nothing of its own was better than the pooled model by more than chance; 3 have too few outcomes.",
            "EMEA <&> 1,312 140 800 0.700 0.750 0.332 0.311 0.006", "AMER 1,100 90 600 0.720 0.720 0.282 0.282 0.000",
            "APAC 12 3 0 not measurable",
            "EMEA <&>: 1,312 leads, 140 converted: 30 small trees of its own on top of the pooled model (log-loss 0.3101 against 0.3312 on rows that it was not fitted to, standard error 0.0042).",
            "AMER: 1,100 leads, 90 converted: the pooled model stays; a part of its own was not better than chance would make it (log-loss 0.2811 against 0.2812 on rows that it was not fitted to, standard error 0.0004).",
            "APAC: 12 leads, 3 converted: the pooled model stays; a part of its own needs 10 leads of each outcome.",
        ];
        foreach (var page in new[] { await Page.CardAsync(card), await Page.ReportAsync(Some.Report() with { Card = card }) })
            Assert.All(facts, fact => Assert.Contains(fact, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("By region", (await Page.CardAsync(Some.Card())).Text, StringComparison.Ordinal);
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
