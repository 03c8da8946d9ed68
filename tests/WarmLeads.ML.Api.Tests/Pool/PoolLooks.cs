using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

/// <summary>Waits for the monitor of a service.</summary>
static class PoolLooks
{
    /// <summary>Waits until nothing is left to look at.</summary>
    public static async Task LookAtAllAsync(this IServiceProvider services)
    {
        var store = services.GetRequiredService<IPoolStore>();
        for (var i = 0; i < 3000; i++)
        {
            if (await store.CountPendingAsync(CancellationToken.None) == 0)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("The monitor had not looked at all leads within five minutes.");
    }
}
