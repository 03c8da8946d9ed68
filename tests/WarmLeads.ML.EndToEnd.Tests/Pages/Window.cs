using Microsoft.Playwright;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>A window of the browser that writes down what a page asks for and what goes wrong.</summary>
public sealed class Window : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _errors = [], _requests = [];

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.RequestFailed += (_, request) => _errors.Add($"{request.Url}: {request.Failure}");
        context.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Fails when the page complained or asked any other host for anything.</summary>
    public void AssertQuiet(string address)
    {
        Assert.Empty(_errors);
        Assert.All(_requests, request => Assert.StartsWith(address, request, StringComparison.Ordinal));
    }

    /// <summary>How far the page is wider than the window, in pixels; 0 when all of it is seen.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
