using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>Renders pages to whole HTML documents that need no script, no network and no other file.</summary>
/// <remarks>Works with and without a web server. May be used from many threads at once; keep one for the life of the process.</remarks>
public sealed class PageRenderer : IAsyncDisposable
{
    readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    /// <summary>The card of a model, for a data team.</summary>
    public Task<string> RenderModelCardAsync(ModelCard card) => RenderAsync<ModelCardView>(nameof(ModelCardView.Card), card);

    /// <summary>The explanation report, for marketers: a file to open, mail or print.</summary>
    public Task<string> RenderReportAsync(ExplanationReport report) => RenderAsync<ReportView>(nameof(ReportView.Report), report);

    /// <summary>One page of the ranked list of leads.</summary>
    public Task<string> RenderLeadListAsync(LeadListPage page) => RenderAsync<LeadListView>(nameof(LeadListView.Page), page);

    /// <summary>A lead's page.</summary>
    /// <exception cref="ArgumentException">The contributions do not add up to the probability.</exception>
    public Task<string> RenderLeadAsync(LeadPage page) => RenderAsync<LeadView>(nameof(LeadView.Page), page);

    /// <summary>A page of the warm pool.</summary>
    public Task<string> RenderPoolAsync(PoolListPage page) => RenderAsync<PoolListView>(nameof(PoolListView.Page), page);

    /// <summary>Rates from state to state.</summary>
    public Task<string> RenderFunnelAsync(FunnelPage page) => RenderAsync<FunnelView>(nameof(FunnelView.Page), page);

    /// <summary>What is coming.</summary>
    public Task<string> RenderForecastAsync(ForecastPage page) => RenderAsync<ForecastView>(nameof(ForecastView.Page), page);

    /// <summary>A page that says one thing, such as what is not there.</summary>
    public Task<string> RenderMessageAsync(MessagePage page) => RenderAsync<MessageView>(nameof(MessageView.Page), page);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    async Task<string> RenderAsync<TView>(string parameter, object value)
        where TView : IComponent
    {
        // A renderer keeps all that it ever rendered, and renders one page at a time: each page takes its own.
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value });
            var page = await renderer.RenderComponentAsync<TView>(parameters);
            return page.ToHtmlString();
        });
    }
}
