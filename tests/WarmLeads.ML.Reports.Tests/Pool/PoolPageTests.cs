using System.Globalization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

public sealed class PoolPageTests
{
    [Fact]
    public async Task The_pool_says_of_each_lead_where_it_stands_and_what_to_do()
    {
        var text = (await Page.PoolAsync(SomePool.List())).Text;
        Assert.Contains("L-1 Hot ↑ Heating Re-warmed", text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("3,875 Touch more. It is hot since 2026-06-29: a person should speak with it now. today", text, StringComparison.Ordinal);
        Assert.Contains("not scored – Touch more.", text, StringComparison.Ordinal);
        Assert.EndsWith("overdue Next leads States and chances are those of the latest look at each lead.", text, StringComparison.Ordinal);
        Assert.Contains("3 leads on this page must not be contacted or profiled and are left out.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_axis_draws_every_chance_change_and_event_in_order()
    {
        var page = await Page.LeadAsync(Some.LeadPage() with { Story = SomePool.Story() });
        var axis = page.All("svg").Single(svg => svg.Attribute("class")?.Value == "plot timeline");
        var marks = axis.Elements("circle").ToLookup(mark => mark.Attribute("class")!.Value);
        Assert.Equal((5, 5, 1), (marks["dot"].Count(), marks["act"].Count(), marks["ours"].Count()));
        var places = marks["act"].Select(mark => double.Parse(mark.Attribute("cx")!.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.Equal(3, axis.Elements("line").Count(line => line.Attribute("class")!.Value == "version"));
        Assert.Equal(["Re-warmed", "Cold to Warm", "Warm to Hot"], axis.Descendants("text").Where(text => text.Attribute("class")!.Value == "label").Select(text => text.Value));
        Assert.Equal(
            "From 2026-06-18 to 2026-06-30: 5 stored chances, 3 changes, 5 acts of the lead and 1 touch of ours.",
            axis.Element("desc")!.Value);
    }

    [Fact]
    public async Task Criteria_advice_and_guards_stand_in_words()
    {
        var text = (await Page.LeadAsync(Some.LeadPage() with { Story = SomePool.Story() })).Text;
        foreach (var words in (string[])
                 [
                     "Met: A warm act, content_download on 2026-06-26, counts for 30 days.", "Not met: The chance of conversion of 0.31 is below the threshold of 0.35.",
                     "It came back 12 days ago and nobody answered.", "every 3.0 days (between 1.0 and 6.0)", "Conversation. It is ready for sales.",
                     "Nurture sequence: It wants to talk: do not leave it in a mail sequence.",
                 ])
            Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_funnel_shows_rates_with_intervals_by_month_and_source()
    {
        var text = (await Page.FunnelAsync(SomePool.Funnel())).Text.Replace('\u00a0', ' ');
        Assert.Contains("Warm to hot Entered: 40 Went on: 14 35.0 % 22.1 % to 50.5 % Median days: 20.0", text, StringComparison.Ordinal);
        Assert.Contains("2026-01", text, StringComparison.Ordinal);
        Assert.Contains("unknown", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_funnel_shows_what_the_label_is_worth_and_how_the_pool_moved()
    {
        var page = await Page.FunnelAsync(SomePool.Funnel());
        var text = page.Text.Replace('\u00a0', ' ');
        Assert.Contains("smb Called warm: 17.5 % (7 of 40; 8.7 % to 31.9 %) The others: 0.0 % (0 of 160", text, StringComparison.Ordinal);
        Assert.Contains("Warm: 1 Hot: 1 Newly warm: 1 Warm again: 0 Re-warmed: 0 Turned hot: 1 Cooled: 0 Converted: 0", text, StringComparison.Ordinal);
        Assert.Contains("smb Warm now: 1 Warm then: ", text, StringComparison.Ordinal);
        var chart = page.All("svg").Single(svg => svg.Attribute("class")?.Value == "plot");
        Assert.Equal((3, 3), (chart.Elements("circle").Count(mark => mark.Attribute("class")!.Value == "dot"), chart.Elements("circle").Count(mark => mark.Attribute("class")!.Value == "hot-dot")));
    }

    [Fact]
    public async Task The_forecast_shows_its_weeks_and_how_earlier_ones_turned_out()
    {
        var forecast = SomePool.Forecast();
        var page = await Page.ForecastAsync(forecast);
        Assert.Equal(5, page.All("circle").Count());
        Assert.Contains("In 1 of 2 weeks the conversions lay within the interval", page.Text, StringComparison.Ordinal);
        Assert.Contains($"conversions within 30 days {PageFigures.Rough(forecast.Forecast.Whole.Conversions.Expected)}", page.Text, StringComparison.Ordinal);
        Assert.Contains("50 leads without a value count nothing in the value.", page.Text, StringComparison.Ordinal);
    }
}
