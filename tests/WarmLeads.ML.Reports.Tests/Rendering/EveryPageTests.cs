using System.Xml.Linq;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

public sealed class EveryPageTests
{
    const string Hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> & </style>";

    public static TheoryData<string> Pages => ["card", "report", "list", "lead", "message", "story", "pool", "funnel", "forecast"];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_needs_no_script_no_network_and_no_other_file(string name)
    {
        var page = await RenderAsync(name, "");
        Assert.DoesNotContain(page.Root.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "form" or "base");
        Assert.DoesNotContain("://", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_element_has_a_style_or_an_event_attribute(string name) =>
        Assert.DoesNotContain((await RenderAsync(name, "")).Root.Descendants().Attributes(),
            attribute => attribute.Name == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_a_language_a_title_landmarks_and_one_first_heading(string name)
    {
        var page = await RenderAsync(name, "");
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page.Html, StringComparison.Ordinal);
        Assert.Equal("en", page.Root.Attribute("lang")?.Value);
        Assert.NotEqual("", page.All("title").First().Value.Trim());
        Assert.Single(page.All("h1"));
        Assert.Single(page.All("main"));
        Assert.Single(page.All("header"));
        Assert.Single(page.All("footer"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Headings_skip_no_level(string name)
    {
        var levels = (await RenderAsync(name, "")).Root.Descendants()
            .Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(element => element.Name.LocalName[1] - '0').ToArray();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_table_has_a_caption_and_headed_columns(string name) =>
        Assert.All((await RenderAsync(name, "")).All("table"), table =>
        {
            Assert.NotEqual("", table.Element("caption")?.Value.Trim());
            Assert.All(table.Element("thead")!.Descendants("th"), head => Assert.Equal("col", head.Attribute("scope")?.Value));
        });

    [Theory, MemberData(nameof(Pages))]
    public async Task A_chart_is_read_aloud_by_title_and_description_or_not_at_all(string name)
    {
        var page = await RenderAsync(name, "");
        var ids = page.Root.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.All("svg"), svg =>
        {
            if (svg.Attribute("aria-hidden")?.Value == "true")
                return;
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.All(svg.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.Contains(id, ids));
            Assert.NotEqual("", svg.Element("title")!.Value);
            Assert.NotEqual("", svg.Element("desc")!.Value);
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Hostile_names_stay_text(string name)
    {
        var page = await RenderAsync(name, Hostile);
        Assert.DoesNotContain(page.Root.Descendants(), element => element.Name.LocalName is "script" or "img");
        Assert.Single(page.All("style"));
        Assert.Contains(Hostile, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_pages_may_be_rendered_at_once()
    {
        await using var renderer = new PageRenderer();
        var pages = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => renderer.RenderLeadAsync(Some.LeadPage()))));
        Assert.Single(pages.Distinct(StringComparer.Ordinal));
    }

    static Task<Page> RenderAsync(string name, string text) => name switch
    {
        "card" => Page.CardAsync(Some.Card() with { Name = "leads" + text, Verdict = "Good." + text, Dropped = [new(text, text)], Warnings = [text] }),
        "report" => Page.ReportAsync(Some.Report() with
        {
            Card = Some.Card() with { Source = "leads.csv" + text, Signals = [.. Some.Signals().Select(signal => signal with { DisplayName = signal.DisplayName + text })] },
            Examples = [Some.Prediction("L-1" + text)],
        }),
        "list" => Page.LeadListAsync(Some.LeadList() with { Scores = [new LeadScore("L-1" + text, 0.2, Some.LogOdds(0.2), "Reason" + text)] }),
        "story" => Page.LeadAsync(Some.LeadPage() with { Story = SomePool.Story(text), Links = SomePool.Links(text) }),
        "pool" => Page.PoolAsync(SomePool.List(text)),
        "funnel" => Page.FunnelAsync(SomePool.Funnel(text)),
        "forecast" => Page.ForecastAsync(SomePool.Forecast(text)),
        "message" => Page.MessageAsync(new MessagePage("Lead unknown" + text, "Look for it in the list." + text, "/")),
        _ => Page.LeadAsync(Some.LeadPage() with
        {
            Prediction = Some.Prediction("L-1" + text) with { Reasons = ["Reason" + text], Warnings = ["Warning" + text] },
            RecentEvents = [Some.Event("1", "page_view" + text, -1, ("page" + text, text))],
            Lead = new Lead("L-1", Some.Cutoff) { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["industry" + text] = text } },
        }),
    };
}
