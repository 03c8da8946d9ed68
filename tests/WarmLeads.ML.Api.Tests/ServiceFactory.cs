using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The whole service on a port of its own, over a small simulated history, trained for a second.</summary>
public sealed class ServiceFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    public ServiceFactory() => UseKestrel(port: 0);

    public string Root => _folder.Path;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        WriteSample(_folder["sample"]);
        Client = CreateClient();
        Client.Timeout = TimeSpan.FromMinutes(5);
        await WaitUntilReadyAsync(Client);
    }

    public static async Task WaitUntilReadyAsync(HttpClient client)
    {
        for (var i = 0; i < 3000; i++)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("The service was not ready within five minutes.");
    }

    public static void WriteSample(string folder)
    {
        Directory.CreateDirectory(folder);
        var options = new SimulationOptions
        {
            LeadCount = 700,
            Seed = 3,
            Start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            End = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero),
        };
        using var leads = new StreamWriter(Path.Combine(folder, "leads.csv"));
        using var events = new StreamWriter(Path.Combine(folder, "events.csv"));
        using var outcomes = new StreamWriter(Path.Combine(folder, "outcomes.csv"));
        SampleHistory.Write(options, leads, events, outcomes, TextWriter.Null);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("WarmLeads:Root", _folder.Path);
        builder.UseSetting("WarmLeads:Sample", "sample");
        builder.UseSetting("WarmLeads:BudgetSeconds", "1");
        builder.UseSetting("WarmLeads:SegmentAttribute", "source");
        builder.UseSetting("WarmLeads:TrainingCron", "0 0 3 1 1 ? 2099");
    }
}
