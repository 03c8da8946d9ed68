using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;

namespace WarmLeads.ML.Api;

/// <summary>The pages of the warm pool.</summary>
static class PoolPages
{
    static readonly (string Url, string Text)[] Sections = [("/", "Leads"), ("/pool", "Pool"), ("/funnel", "Funnel"), ("/forecast", "Forecast")];

    static readonly (string Query, string Text)[] Views =
    [
        ("", "By chance"), ("sort=-expectedValue", "By chance x value"), ("state=hot", "Hot"), ("state=warm", "Warm"), ("trend=heating", "Heating"),
        ("trend=cooling", "Cooling"), ("rewarmed=true", "Re-warmed"), ("overdue=true", "Overdue"),
    ];

    /// <summary>The links at the head of a page.</summary>
    /// <param name="current">The address of the page that they stand on.</param>
    public static IReadOnlyList<PageLink> LinksOn(string current) => [.. Sections.Select(section => new PageLink(section.Url, section.Text, section.Url == current))];

    /// <summary>What a lead's page tells beside its chance.</summary>
    public static LeadStory StoryOf(LeadFindings found, SignalCatalog catalog) => new(
        found.Moment, found.Standing, found.Advice, found.Criteria, found.Transitions, found.Scores,
        [
            .. found.Lead.History.Events.Where(item => item.ReceivedAt < found.Moment && item.OccurredAt < found.Moment).Select(item =>
            {
                var meaning = catalog.MeaningOf(item);
                return new TimelineEvent(item.OccurredAt, item.Kind, meaning.Family, meaning.IsOwnTouch);
            }),
        ]);

    public static async Task<HtmlPage> ShowPool(
        [AsParameters] PoolWords words, PoolLister pool, HttpRequest request, PageRenderer pages, TimeProvider clock, CancellationToken stop)
    {
        if (PoolQueryReader.Read(words, out var problem) is not { } query)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "No such view of the pool", problem!);
        PoolCursor? from = null;
        if (words.Cursor is not null && !PoolCursor.TryParse(words.Cursor, out from))
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "No such page of the pool", "The address is damaged; begin at the top of the pool.");
        var (page, rows) = await pool.ListAsync(query, from, clock.GetUtcNow(), last => PoolQueryReader.Next(request, last), stop);
        var shown = string.Join('&', request.Query.Where(part => part.Key != "cursor").Select(part => $"{part.Key}={part.Value}"));
        return new HtmlPage(await pages.RenderPoolAsync(new PoolListPage(page.Moment, rows, page.LeftOut, page.Next)
        {
            IsByValue = query.Order == StandingOrder.ExpectedValue,
            Views = [.. Views.Select(view => new PageLink(view.Query.Length == 0 ? "/pool" : $"/pool?{view.Query}", view.Text, view.Query == shown))],
            Links = LinksOn("/pool"),
        }));
    }

    public static async Task<HtmlPage> ShowFunnel(
        FunnelReader funnel, TrendReader trend, IPoolStore store, PageRenderer pages, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var report = await funnel.ReadAsync(FunnelEndpoints.DefaultFrom(now), now, stop);
        return new HtmlPage(await pages.RenderFunnelAsync(new FunnelPage(report, await store.CountStandingsAsync(stop), LinksOn("/funnel"))
        {
            Trend = await trend.ReadAsync(TrendEndpoints.DefaultWeeks, now, stop),
        }));
    }

    public static async Task<HtmlPage> ShowForecast(
        PoolForecasts forecasts, ModelSelection models, PageRenderer pages, TimeProvider clock, CancellationToken stop)
    {
        if (!models.TryFind(null, out var model, out var problem))
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status503ServiceUnavailable, "No model yet", problem.Detail);
        if (model.HorizonDays is null)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "No forecast", $"Model {model.Name} has no horizon, so that nothing can be said by week.");
        var answer = await forecasts.ForecastAsync(model, clock.GetUtcNow(), stop);
        return new HtmlPage(await pages.RenderForecastAsync(new ForecastPage(
            answer.Forecast, answer.HorizonDays, answer.Checked, answer.Model.Name, answer.Model.Version, LinksOn("/forecast"))));
    }
}
