using System.Globalization;
using System.Xml.Linq;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Reports.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task The_report_says_what_is_predicted_how_good_and_by_which_model()
    {
        var text = (await Page.ReportAsync(Some.Report())).Text;
        Assert.Contains("the chance of “converted within 30 days”.", text, StringComparison.Ordinal);
        Assert.Contains("It learned from 18,240 examples of lead history up to 2026-06-30, of which 2,116 converted (11.6 %).", text, StringComparison.Ordinal);
        Assert.Contains("Measured on the newest fifth of the history: 4,000 leads that the model had not seen.", text, StringComparison.Ordinal);
        Assert.Contains("Model leads, version 0003. Trained 2026-06-30 14:00 UTC. Page made 2026-07-01 12:00 UTC.", text, StringComparison.Ordinal);
        Assert.Contains(Some.Hash, text, StringComparison.Ordinal);
        Assert.All(QualityWords.Describe(Some.Quality()), sentence => Assert.Contains(Page.Flat(sentence), text, StringComparison.Ordinal));
        Assert.Contains(Some.Card().LeakWarnings[0].Message, text, StringComparison.Ordinal);
        Assert.Contains(Some.Card().Warnings[0], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_horizon_that_the_target_does_not_name_is_added()
    {
        var page = await Page.ReportAsync(Some.Report() with { Card = Some.Card() with { Target = "Converted = 1" } });
        Assert.Contains("the chance of “Converted = 1” within 30 days.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_example_adds_up_from_the_base_to_its_chance()
    {
        var charts = (await Page.ReportAsync(Some.Report())).All("table").Where(table => table.Attribute("class")?.Value == "contributions").ToArray();
        Assert.Equal(5, charts.Length);
        Assert.All(charts, chart =>
        {
            var figures = chart.Element("tbody")!.Elements("tr").Select(row => Figure(row.Elements().Last().Value)).ToArray();
            Assert.Equal(figures[^1], figures[..^1].Sum());
            Assert.True(figures.Length >= 4);
        });
    }

    [Fact]
    public async Task Outcomes_of_the_examples_are_told_where_they_are_known()
    {
        var text = (await Page.ReportAsync(Some.Report())).Text;
        Assert.Equal(2, text.Split("This lead converted.").Length - 1);
        Assert.Equal(2, text.Split("This lead did not convert.").Length - 1);
        Assert.Equal(1, text.Split("What became of this lead is not known.").Length - 1);
    }

    [Fact]
    public async Task Printed_shares_of_the_families_make_a_hundred_percent()
    {
        var families = (await Page.ReportAsync(Some.Report())).All("th").Where(head => head.Attribute("scope")?.Value == "rowgroup");
        Assert.Equal(100m, families.Sum(family => Figure(family.Element("span")!.Value.Split(" together")[0])));
    }

    [Fact]
    public async Task Every_signal_has_its_direction_in_words()
    {
        var text = (await Page.ReportAsync(Some.Report())).Text;
        Assert.All(Some.Signals(), signal => Assert.Contains(signal.Direction, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signals_beyond_twenty_are_counted_with_their_share()
    {
        var signals = Enumerable.Range(0, 25).Select(i => Some.Signals()[0] with { Name = $"s{i}", DisplayName = $"Signal {i}", Family = "Fit", Share = 0.04, Values = [] });
        var page = await Page.ReportAsync(Some.Report() with { Card = Some.Card() with { Signals = [.. signals] } });
        Assert.Contains("Signal 19 4.0 %", page.Text, StringComparison.Ordinal);
        Assert.Contains("5 more 20.0 % Together; the model card names each.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Signal 20", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_for_one_conversion_follow_from_the_list()
    {
        var quality = Some.Quality();
        var rows = (await Page.ReportAsync(Some.Report() with { Quality = quality })).All("table")
            .Single(table => table.Attribute("class")?.Value == "calls").Element("tbody")!.Elements("tr").ToArray();
        Assert.Equal(["5 %", "10 %", "20 %", "30 %", "50 %", "100 %"], rows.Select(row => Page.Flat(row.Element("th")!.Value)));
        var last = rows[^1].Elements("td").Select(cell => Page.Flat(cell.Value)).ToArray();
        Assert.Equal(["4,000", Count(quality.Model.PositiveCount), (4_000.0 / quality.Model.PositiveCount).ToString("0.0", CultureInfo.InvariantCulture)], last);
    }

    [Fact]
    public async Task The_values_of_the_strongest_signals_stand_with_counts_and_rates()
    {
        var table = (await Page.ReportAsync(Some.Report())).All("table").First(table => table.Attribute("class")?.Value == "values");
        var signal = Some.Signals()[0];
        Assert.Equal($"{signal.DisplayName}: conversions by value", table.Element("caption")!.Value);
        var rows = table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => Page.Flat(cell.Value)).ToArray()).ToArray();
        Assert.Equal(signal.Values.Select(value => value.Label), rows.Select(row => row[0]));
        Assert.Equal(signal.Values.Select(value => Count(value.Rows)), rows.Select(row => row[1]));
        Assert.Equal(signal.Values.Select(value => Page.Flat(PageFigures.Percent(value.ConversionRate))), rows.Select(row => row[2]));
    }

    [Fact]
    public async Task Of_many_values_the_commonest_are_shown_in_their_order()
    {
        var signal = Some.Signals()[3] with { Share = 1, Values = [.. Enumerable.Range(0, 15).Select(i => new Scoring.ValueEffect($"v{i}", null, null, i == 0 ? 1 : 100 + i, 0.1, 0))] };
        var page = await Page.ReportAsync(Some.Report() with { Card = Some.Card() with { Signals = [signal] } });
        var labels = page.All("table").Single(table => table.Attribute("class")?.Value == "values").Element("tbody")!.Elements("tr").Select(row => row.Element("th")!.Value);
        Assert.Equal(Enumerable.Range(3, 12).Select(i => $"v{i}"), labels);
        Assert.Contains("Left out here: 3 rarer values. The model card has them all.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_point_stands_where_prediction_and_outcome_say()
    {
        var bin = new CalibrationBin(100, 0.25, 0.5);
        var page = await Page.ReportAsync(Some.Report() with { Quality = Some.Quality() with { CalibrationCurve = [bin] } });
        var plot = page.All("svg").Single(svg => svg.Attribute("aria-labelledby")?.Value.StartsWith("calibration", StringComparison.Ordinal) == true);
        // The interval reaches over 0.5, so both axes go to 0.6.
        Assert.Equal(["0 %", "20 %", "40 %", "60 %"], plot.Descendants("text").Where(text => text.Attribute("text-anchor")?.Value == "middle").Select(text => Page.Flat(text.Value)));
        var dot = plot.Elements("circle").Single();
        Assert.Equal(Coordinate(46 + 0.25 / 0.6 * (404 - 46)), dot.Attribute("cx")!.Value);
        Assert.Equal(Coordinate(254 + 0.5 / 0.6 * (26 - 254)), dot.Attribute("cy")!.Value);
        var interval = plot.Elements("line").Single(line => line.Attribute("class")?.Value == "interval");
        Assert.Equal(Coordinate(254 + bin.Interval().Low / 0.6 * (26 - 254)), interval.Attribute("y1")!.Value);
        Assert.Equal(Coordinate(254 + bin.Interval().High / 0.6 * (26 - 254)), interval.Attribute("y2")!.Value);
    }

    [Fact]
    public async Task How_long_leads_stay_warm_is_drawn_and_told_by_segment()
    {
        var page = await Page.ReportAsync(Some.Report() with { Survival = Some.Survival() });
        var plot = page.All("svg").Single(svg => svg.Attribute("aria-labelledby")?.Value.StartsWith("survival", StringComparison.Ordinal) == true);
        // To 100 days and to 20 %.
        var line = plot.Elements("polyline").Single().Attribute("points")!.Value;
        Assert.Equal($"46,{Coordinate(254 - 0.8 * 228)} 225,{Coordinate(254 - 0.1 * 228)} 404,{Coordinate(254 - 0.025 * 228)}", line);
        Assert.Equal(3, plot.Elements("line").Count(mark => mark.Attribute("class")?.Value == "interval"));
        Assert.Equal(Coordinate(46 + 0.7 * 358), plot.Elements("line").Single(mark => mark.Attribute("class")?.Value == "version").Attribute("x1")!.Value);

        Assert.Contains("Leads that were silent for 70 days (60 to more than 100) convert within 30 days with less than 1 %: time to stop.", page.Text, StringComparison.Ordinal);
        Assert.Contains("The chance is halved after 20 days of silence (15 to 26).", page.Text, StringComparison.Ordinal);
        Assert.Contains("all leads: the segment is too small", page.Text, StringComparison.Ordinal);
        Assert.Contains("North <&>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_a_history_says_nothing_of_silence()
    {
        Assert.DoesNotContain("How long leads stay warm", (await Page.ReportAsync(Some.Report())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_show_is_said_in_words()
    {
        var one = BinaryClassificationMetrics.Evaluate([0.1, 0.2], [0f, 0f]);
        var quality = Some.Quality() with { Model = one, BaseRate = one, LogisticRegression = one, CalibrationCurve = [], LiftCurve = LiftCurve.Create([0.1, 0.2], [0f, 0f], 2) };
        var card = Some.Card() with { Version = "", Hash = "", Signals = [], LeakWarnings = [], Warnings = [] };
        var page = await Page.ReportAsync(new ExplanationReport(card, quality, "Measured on leads.csv.", [], []));
        Assert.Contains("Explanation report of model leads, trained 2026-06-30", page.Text, StringComparison.Ordinal);
        Assert.Contains("No conversion was judged, so there is no curve.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No leads were judged, so there is nothing to compare.", page.Text, StringComparison.Ordinal);
        Assert.Contains("calls for each conversion cannot be counted.", page.Text, StringComparison.Ordinal);
        Assert.Contains("The model uses no signal: it gives every lead the same chance.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No example lead was given with this report.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No column was found to give the outcome away, and training had nothing to warn of.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Model leads, not published.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Html, StringComparison.Ordinal);
    }

    static decimal Figure(string text) => decimal.Parse(
        Page.Flat(text).Replace('−', '-').Replace("%", "", StringComparison.Ordinal).Trim(), NumberStyles.Number, CultureInfo.InvariantCulture);

    static string Count(int count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
