using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

public sealed class LeadListTests
{
    [Fact]
    public async Task Leads_stand_in_rank_with_chance_grade_and_reason()
    {
        var page = await Page.LeadListAsync(Some.LeadList() with { FirstRank = 1_201 });
        var rows = page.All("table").Single().Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => Page.Flat(cell.Value)).ToArray()).ToArray();
        Assert.Equal(25, rows.Length);
        Assert.Equal(["1,201", "L-20931", "83.0 %", "A Call first", "Asked for a demo 2 days ago"], rows[0]);
        Assert.Equal(["1,225", "L-21819", "1.8 %", "D Let rest", "Company size of 250 to 999 fits the customers that were won"], rows[24]);
        Assert.Contains("4,321 open leads as of 2026-06-30 12:00 UTC, scored by model leads 0003. The chance is that of a conversion within 30 days.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bar_is_as_long_as_the_chance()
    {
        var page = await Page.LeadListAsync(Some.LeadList() with { Scores = [new LeadScore("L-1", 0.25, Some.LogOdds(0.25), "")] });
        Assert.Equal("25", page.All("rect").Single(bar => bar.Attribute("class")?.Value == "fill").Attribute("width")!.Value);
    }

    [Fact]
    public async Task Grades_and_their_cut_offs_are_named()
    {
        var page = await Page.LeadListAsync(Some.LeadList() with { Grades = new GradeScale([new Grade("1", "Now", 0.5), new Grade("2", "Later", 0)]) });
        Assert.Contains("1 Now: 50 % and more 2 Later: below 50 %", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("L-1", "/leads/L-1")]
    [InlineData("a/b?c#d e%", "/leads/a%2Fb%3Fc%23d%20e%25")]
    [InlineData("Zoë", "/leads/Zo%C3%AB")]
    public async Task A_lead_is_linked_by_its_escaped_id(string id, string address)
    {
        var page = await Page.LeadListAsync(Some.LeadList() with { Scores = [new LeadScore(id, 0.25, 0, "")] });
        Assert.Equal(address, page.All("table").Single().Descendants("a").Single().Attribute("href")!.Value);
    }

    [Fact]
    public async Task Paging_links_stand_where_there_are_pages()
    {
        var links = (await Page.LeadListAsync(Some.LeadList() with { ModelUrl = "/models/leads" })).All("a").Select(link => link.Attribute("href")!.Value).ToArray();
        Assert.Contains("/leads?cursor=abc&limit=25", links);
        Assert.Contains("/leads", links);
        Assert.Contains("/models/leads", links);
        Assert.DoesNotContain("Pages of the list", (await Page.LeadListAsync(Some.LeadList() with { NextUrl = null, FirstUrl = null })).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_says_so()
    {
        Assert.Contains("0 open leads", (await Page.LeadListAsync(Some.LeadList(0) with { Total = 0 })).Text, StringComparison.Ordinal);
        Assert.Contains("There is no open lead to rank.", (await Page.LeadListAsync(Some.LeadList(0) with { Total = 0 })).Text, StringComparison.Ordinal);
        Assert.Contains("There is no lead on this page; the list ends before it.", (await Page.LeadListAsync(Some.LeadList(0))).Text, StringComparison.Ordinal);
    }
}
