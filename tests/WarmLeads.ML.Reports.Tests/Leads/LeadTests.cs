using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

public sealed class LeadTests
{
    [Fact]
    public async Task The_page_says_the_chance_the_horizon_the_base_and_the_model()
    {
        var page = await Page.LeadAsync(Some.LeadPage());
        Assert.Equal("Lead L-20931: 31.0 %", Page.Flat(page.All("title").First().Value));
        string[] facts =
        [
            "chance of conversion within 30 days 31.0 %", "base: the chance of a lead of which nothing is known 7.4 %", "percentage points from base to chance +23.6",
            "grade: Promising (15 % to below 35 %) B", "Model leads, version 0003.", Some.Hash, "Score −0.800 log-odds, base −2.524 log-odds, as of 2026-06-30 12:00 UTC.",
        ];
        Assert.All(facts, fact => Assert.Contains(fact, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reasons_and_every_signal_with_its_value_are_told()
    {
        var prediction = Some.Prediction();
        var page = await Page.LeadAsync(Some.LeadPage());
        Assert.All(prediction.Reasons, reason => Assert.Contains(reason, page.Text, StringComparison.Ordinal));
        Assert.All(prediction.Contributions, signal => Assert.Contains($"{signal.DisplayName} {signal.Value ?? "missing"} {PageFigures.SignedMeasure(signal.Points)} {signal.Family} {PageFigures.Measure(signal.LogOdds)} {signal.Reason}", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bars_point_to_the_side_of_their_sign_and_are_as_long_as_their_points()
    {
        var bars = (await Page.LeadAsync(Some.LeadPage())).All("table").First(table => table.Attribute("class")?.Value == "contributions").Descendants("rect").ToArray();
        var signals = Some.Prediction().Contributions;
        Assert.Equal(13, bars.Length);
        for (var i = 0; i < 12; i++)
        {
            var length = PageFigures.Coordinate(100 * Math.Abs(signals[i].Points) / signals[0].Points);
            Assert.Equal(length, bars[i].Attribute("width")!.Value);
            Assert.Equal(signals[i].Points > 0 ? "raises" : "lowers", bars[i].Attribute("class")!.Value);
            Assert.Equal(signals[i].Points > 0 ? "100" : PageFigures.Coordinate(100 - 100 * Math.Abs(signals[i].Points) / signals[0].Points), bars[i].Attribute("x")!.Value);
        }
    }

    [Fact]
    public async Task Events_stand_newest_first()
    {
        var rows = (await Page.LeadAsync(Some.LeadPage())).All("table").Single(table => table.Element("caption")!.Value == "Latest events, newest first")
            .Element("tbody")!.Elements("tr").Select(row => Page.Flat(string.Join(' ', row.Elements().Select(cell => cell.Value)))).ToArray();
        Assert.Equal(5, rows.Length);
        Assert.Equal("Demo request 2026-06-29 12:00 UTC text: We compare three vendors and would like to see the reporting.", rows[0]);
        Assert.Equal("Page view 2026-06-18 12:00 UTC page: docs", rows[4]);
    }

    [Fact]
    public async Task History_is_drawn_in_time_and_marks_a_new_model_version()
    {
        var page = await Page.LeadAsync(Some.LeadPage() with { History = [.. Some.History().Reverse()] });
        var plot = page.All("svg").Single(svg => svg.Attribute("role")?.Value == "img");
        var points = plot.Elements("polyline").Single().Attribute("points")!.Value.Split(' ');
        Assert.Equal(7, points.Length);
        Assert.StartsWith("46,", points[0], StringComparison.Ordinal);
        Assert.StartsWith("404,", points[^1], StringComparison.Ordinal);
        Assert.Single(plot.Elements("line"), line => line.Attribute("class")?.Value == "version");
        Assert.Equal("From 6.0 % on 2026-05-19 to 31.0 % on 2026-06-30, 7 scores.", Page.Flat(plot.Element("desc")!.Value));
    }

    [Fact]
    public async Task One_stored_score_is_a_line_of_a_table_not_a_chart()
    {
        var page = await Page.LeadAsync(Some.LeadPage() with { History = [Some.History()[0]] });
        Assert.DoesNotContain(page.All("svg"), svg => svg.Attribute("role")?.Value == "img");
        Assert.Contains("The one stored score Stored scores, newest first", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_said_in_words()
    {
        var prediction = Some.Prediction(id: null, probability: 0.0742) with { Contributions = [], Reasons = [], HorizonDays = null, Warnings = ["Column source is missing."] };
        var text = (await Page.LeadAsync(new LeadPage(prediction, null, [], []))).Text;
        string[] facts =
        [
            "A lead without an id", "chance of conversion 7.4 %", "Column source is missing.", "No signal moves this lead’s chance away from the base.",
            "The model uses no signal: it gives every lead the same chance.", "No score of this lead has been stored yet; the next scoring of the pool stores the first.",
            "No engagement is stored for this lead.", "The lead is not stored here; only what was sent with it is known.",
        ];
        Assert.All(facts, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OutcomeKind.Converted, "Converted on 2026-06-28 12:00 UTC. A closed lead is not scored again; this is its chance as of the moment before.")]
    [InlineData(OutcomeKind.Lost, "Lost on 2026-06-28 12:00 UTC. A closed lead is not scored again; this is its chance as of the moment before.")]
    public async Task A_closed_lead_says_how_it_ended(OutcomeKind kind, string sentence)
    {
        var outcome = new Outcome("L-20931", kind, Some.Cutoff.AddDays(-2), Some.Cutoff.AddDays(-1));
        Assert.Contains(sentence, (await Page.LeadAsync(Some.LeadPage() with { Outcome = outcome })).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A closed lead", (await Page.LeadAsync(Some.LeadPage())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_stand_as_the_crm_holds_them()
    {
        var text = (await Page.LeadAsync(Some.LeadPage())).Text;
        Assert.Contains("Account A-311 Worth of a conversion 12,500 Company size 250 to 999 Country DE Industry Software", text, StringComparison.Ordinal);
        var bare = (await Page.LeadAsync(Some.LeadPage() with { Lead = new Lead("L-20931", Some.Cutoff) })).Text;
        Assert.Contains("Registered 2026-06-30 12:00 UTC Account unknown Worth of a conversion unknown", bare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_and_the_model_are_linked_where_they_have_an_address()
    {
        var linked = (await Page.LeadAsync(Some.LeadPage() with { ModelUrl = "/models/leads" })).All("a").Select(link => link.Attribute("href")!.Value);
        Assert.Equal(["#content", "/leads", "/models/leads"], linked);
        Assert.Equal(["#content"], (await Page.LeadAsync(Some.LeadPage() with { ListUrl = null })).All("a").Select(link => link.Attribute("href")!.Value));
    }
}
