using Microsoft.Playwright;

namespace WarmLeads.ML.EndToEnd.Tests;

[Collection(ServiceCollection.Name)]
public sealed class PageTests(RunningService service, Browser browser) : IClassFixture<Browser>
{
    const int Wide = 1280, Narrow = 360, Height = 900;

    [Theory]
    [InlineData(Wide)]
    [InlineData(Narrow)]
    public async Task The_ranked_list_is_read_without_script(int width)
    {
        await using var window = await browser.OpenAsync(width, Height);
        var page = window.Page;

        var answer = await page.GotoAsync(service.Address);

        Assert.Equal(200, answer!.Status);
        Assert.Equal("Leads by chance of conversion", await page.TitleAsync());
        var rows = page.Locator("table.leads tbody tr");
        Assert.Equal(50, await rows.CountAsync());
        var bars = await BarsAsync(page.Locator("table.leads tbody svg.bar rect.fill"));
        Assert.Equal(50, bars.Count);
        // The longest bar is the first: it is the highest chance.
        Assert.Equal(bars.OrderByDescending(bar => bar), bars);
        Assert.True(bars[0] > 5);
        Assert.Equal(0, await window.OverhangAsync());
        window.AssertQuiet(service.Address);
    }

    [Fact]
    public async Task The_next_page_goes_on_where_the_first_ended()
    {
        await using var window = await browser.OpenAsync(Wide, Height);
        await window.Page.GotoAsync(service.Address);
        await window.Page.ClickAsync("a[rel=next]");
        Assert.Contains("Rank 51 to 100", await window.Page.Locator("table.leads caption").InnerTextAsync(), StringComparison.Ordinal);
        await window.Page.ClickAsync("nav.paging a:not([rel])");
        Assert.Contains("Rank 1 to 50", await window.Page.Locator("table.leads caption").InnerTextAsync(), StringComparison.Ordinal);
        window.AssertQuiet(service.Address);
    }

    [Theory]
    [InlineData(Wide)]
    [InlineData(Narrow)]
    public async Task A_leads_page_shows_its_chance_its_bars_and_its_reasons(int width)
    {
        await using var window = await browser.OpenAsync(width, Height);
        var page = window.Page;
        await page.GotoAsync(service.Address);
        var lead = await page.Locator("table.leads tbody th a").First.InnerTextAsync();
        await page.Locator("table.leads tbody th a").First.ClickAsync();

        Assert.StartsWith($"Lead {lead}: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal($"Lead {lead}", await page.Locator("h1").InnerTextAsync());
        Assert.InRange(await page.Locator("main > ol > li").CountAsync(), 1, 5);
        var bars = await BarsAsync(page.Locator("table.contributions svg.bar rect"));
        Assert.True(bars.Count > 5);
        Assert.All(bars, bar => Assert.True(bar > 0));
        Assert.Equal(await page.Locator("dl.figures dd").First.InnerTextAsync(), await page.Locator("table.contributions tr.end td.num").Last.InnerTextAsync());
        Assert.Equal(0, await window.OverhangAsync());
        // What is folded away opens without script.
        var every = page.Locator("details").First;
        await every.Locator("summary").ClickAsync();
        Assert.True(await every.Locator("tbody tr").First.IsVisibleAsync());
        Assert.Equal(0, await window.OverhangAsync());
        window.AssertQuiet(service.Address);
    }

    [Theory]
    [InlineData("/pool", "The warm pool", Wide)]
    [InlineData("/pool", "The warm pool", Narrow)]
    [InlineData("/pool?sort=-expectedValue", "The warm pool", Narrow)]
    [InlineData("/funnel", "From state to state", Wide)]
    [InlineData("/funnel", "From state to state", Narrow)]
    [InlineData("/forecast", "What is coming", Wide)]
    [InlineData("/forecast", "What is coming", Narrow)]
    public async Task The_pages_of_the_pool_are_read_without_script(string address, string heading, int width)
    {
        await using var window = await browser.OpenAsync(width, Height);
        var answer = await window.Page.GotoAsync(service.Address + address);
        Assert.Equal(200, answer!.Status);
        Assert.Equal(heading, await window.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(4, await window.Page.Locator("header nav a").CountAsync());
        Assert.Equal(0, await window.OverhangAsync());
        window.AssertQuiet(service.Address);
    }

    [Theory]
    [InlineData(Wide)]
    [InlineData(Narrow)]
    public async Task A_lead_has_its_chances_changes_and_events_on_one_time_axis(int width)
    {
        await using var window = await browser.OpenAsync(width, Height);
        var page = window.Page;
        await page.GotoAsync(service.Address);
        await page.Locator("table.leads tbody th a").First.ClickAsync();
        var axis = page.Locator("svg.timeline");
        Assert.True(await axis.IsVisibleAsync());
        Assert.True(await axis.Locator("circle.act").CountAsync() > 0);
        var frame = (await axis.BoundingBoxAsync())!;
        foreach (var act in await axis.Locator("circle.act").AllAsync())
        {
            var mark = (await act.BoundingBoxAsync())!;
            Assert.InRange(mark.X, frame.X, frame.X + frame.Width);
        }

        Assert.True(await page.Locator("ul.criteria li").CountAsync() > 3);
        Assert.Equal(0, await window.OverhangAsync());
        window.AssertQuiet(service.Address);
    }

    [Fact]
    public async Task The_models_card_is_one_click_away()
    {
        await using var window = await browser.OpenAsync(Wide, Height);
        await window.Page.GotoAsync(service.Address);
        await window.Page.ClickAsync("a[href='/models/conversion']");
        Assert.Contains("conversion", await window.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await window.OverhangAsync());
        window.AssertQuiet(service.Address);
    }

    // Drawn widths in pixels.
    static async Task<List<float>> BarsAsync(ILocator bars)
    {
        List<float> widths = [];
        foreach (var bar in await bars.AllAsync())
            widths.Add((await bar.BoundingBoxAsync())?.Width ?? 0);
        return widths;
    }
}
