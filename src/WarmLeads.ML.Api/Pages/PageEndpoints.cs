using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

static class PageEndpoints
{
    const int LeadsPerPage = 50, EventsShown = 30;

    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", ShowList);
        pages.MapGet("/pool", PoolPages.ShowPool);
        pages.MapGet("/funnel", PoolPages.ShowFunnel);
        pages.MapGet("/forecast", PoolPages.ShowForecast);
        pages.MapGet("/leads/{id}", ShowLead);
        pages.MapGet("/models/{name}", ShowModel);
        return pages;
    }

    static async Task<HtmlPage> ShowList(
        ILeadStore store, ModelSelection models, PageRenderer pages, CancellationToken stop, string? cursor = null)
    {
        if (!models.TryFind(null, out var model, out var problem))
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status503ServiceUnavailable, "No model yet", problem.Detail);
        LeadCursor? from = null;
        var isReadable = cursor is null || LeadCursor.TryParse(cursor, out from);
        var sweep = from is null ? await store.FindLatestSweepAsync(model.Name, stop) : await store.FindSweepAsync(from.SweepId, stop);
        if (!isReadable || (from is not null && sweep?.ModelName != model.Name))
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "No such page of the list", "The address is damaged or its list is no longer stored; begin at the top of the list.");
        if (sweep is null)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status503ServiceUnavailable, "No list yet", "The open leads are being scored; reload this page in a moment.");

        var scores = await store.ListScoresAsync(sweep.Id, from?.After, LeadsPerPage + 1, stop);
        var first = (from?.Rank ?? 0) + 1;
        var next = scores.Count > LeadsPerPage ? new LeadCursor(sweep.Id, first + LeadsPerPage - 1, scores[LeadsPerPage - 1]) : null;
        return new HtmlPage(await pages.RenderLeadListAsync(new LeadListPage(
            sweep.ModelName, sweep.ModelVersion, sweep.Cutoff, model.HorizonDays, sweep.LeadCount, [.. scores.Take(LeadsPerPage)], first,
            next is null ? null : $"/?cursor={next.Encode()}")
        {
            FirstUrl = from is null ? null : "/",
            Links = PoolPages.LinksOn("/"),
            ModelUrl = ModelUrl(model),
        }));
    }

    static async Task<HtmlPage> ShowLead(
        string id, ILeadStore store, LeadAnswers leads, LeadScorer scorer, ModelSelection models, LeadPredictor predictor, PageRenderer pages,
        TimeProvider clock, CancellationToken stop)
    {
        if (!models.TryFind(null, out var model, out var problem))
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status503ServiceUnavailable, "No model yet", problem.Detail);
        id = RouteText.Decode(id);
        var now = clock.GetUtcNow();
        if (await leads.FindAsync(id, now, stop) is not { } found)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "Lead unknown", $"The store has no lead '{id}'. Look for it in the ranked list.");

        var history = found.Lead.History;
        if (!found.Lead.Consent.MayProfile)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status200OK, $"Lead {id} is not profiled", "It objected to profiling, so that it has no chance and is in no list.");
        var outcome = history.IsOpenAt(now) ? null : history.Outcome;
        var cutoff = outcome is null ? now : ClosedLead.ClosedAt(outcome);
        if (history.Lead.CreatedAt >= cutoff)
            return await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "Nothing to show", $"Lead '{id}' was closed before it was registered, so that it was never scored.");
        return new HtmlPage(await pages.RenderLeadAsync(new LeadPage(
            predictor.Predict(model, history, cutoff), history.Lead,
            [.. history.Events.Where(item => item.ReceivedAt < now).TakeLast(EventsShown)], await store.ListScoreHistoryAsync(id, stop))
        {
            Outcome = outcome,
            Story = PoolPages.StoryOf(found, scorer.Builder.Catalog),
            Links = PoolPages.LinksOn(""),
            ListUrl = null,
            ModelUrl = ModelUrl(model),
        }));
    }

    static async Task<HtmlPage> ShowModel(string name, FileModelRegistry registry, ModelPool pool, PageRenderer pages) =>
        (pool.Find(name) is { } model ? ReadCard.Find(registry, name, model.Version) : null) switch
        {
            null => await HtmlPage.MessageAsync(pages, StatusCodes.Status404NotFound, "Model unknown", $"No model named '{name}' is in use."),
            { Card: { } card } => new HtmlPage(await pages.RenderModelCardAsync(card)),
            var damaged => await HtmlPage.MessageAsync(
                pages, StatusCodes.Status409Conflict, "The card is damaged", $"Version {damaged.Version} of model {name} answers, but its card cannot be read. {damaged.Problem}"),
        };

    static string ModelUrl(ConversionModel model) => $"/models/{Uri.EscapeDataString(model.Name)}";
}
