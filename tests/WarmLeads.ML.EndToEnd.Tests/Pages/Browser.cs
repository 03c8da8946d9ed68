using Microsoft.Playwright;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>Chromium as Debian installs it, or as WARMLEADS_TEST_CHROMIUM names it; nothing is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    // It shall call nobody: updates, safe browsing, field trials and the like are not what is tested.
    static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability",
        "--disable-extensions", "--disable-sync", "--no-first-run", "--no-pings", "--metrics-recording-only",
        "--disable-features=OptimizationHints,MediaRouter,Translate",
    ];

    IPlaywright? _playwright;
    IBrowser? _browser;

    static string Executable => Environment.GetEnvironmentVariable("WARMLEADS_TEST_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags });
    }

    /// <summary>A window that runs no script; the test is skipped when there is no browser.</summary>
    public async Task<Window> OpenAsync(int width, int height)
    {
        Assert.SkipWhen(
            _browser is null, $"There is no browser at {Executable}; `apt install chromium` installs it, WARMLEADS_TEST_CHROMIUM names another one.");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return new Window(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
