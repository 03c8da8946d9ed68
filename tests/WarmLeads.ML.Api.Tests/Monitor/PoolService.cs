using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The whole service over an empty store with the monitor at work, and a receiver of its alerts on this machine.</summary>
public sealed class PoolService : IntakeService
{
    AlertReceiver? _receiver;

    public IPoolStore Pool => Services.GetRequiredService<IPoolStore>();

    internal AlertReceiver Receiver => _receiver!;

    public override async ValueTask InitializeAsync()
    {
        _receiver = await AlertReceiver.StartAsync();
        await base.InitializeAsync();
    }

    public override void Configure(IWebHostBuilder builder)
    {
        builder.UseSetting("WarmLeads:Pool:AllowPrivateReceivers", "true");
        builder.UseSetting("WarmLeads:Pool:AlertDebounceSeconds", "0");
        builder.UseSetting("WarmLeads:Pool:AlertRetrySeconds", "0.1,0.1");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_receiver is not null)
            await _receiver.DisposeAsync();
    }

    /// <summary>Registers a lead and lets it ask for a demo a moment ago.</summary>
    public async Task AskForDemoAsync(string lead)
    {
        await SendAsync($"/v1/leads/{lead}", """{"createdAt":"2026-01-01T00:00:00Z","attributes":{"segment":"smb"}}""", method: HttpMethod.Put);
        await SendAsync("/v1/events", JsonSerializer.Serialize(new { leadId = lead, kind = "demo_request", occurredAt = DateTimeOffset.UtcNow.AddSeconds(-1) }));
    }

    /// <summary>Waits until something is there.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await find() is { } found)
                return found;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It was not there within a minute.");
        return null!;
    }
}
