using Microsoft.AspNetCore.Hosting;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The service with a key and a name.</summary>
public sealed class GuardedService : IntakeService
{
    public const string Key = "0123456789abcdef";

    public override void Configure(IWebHostBuilder builder)
    {
        builder.UseSetting("WarmLeads:ApiKeys:website", Key);
        builder.UseSetting("WarmLeads:AllowedHosts", "leads.example.org;127.0.0.1;localhost");
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 600; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/outcomes") { Content = Json("not JSON") };
            request.Headers.Add("Authorization", $"Bearer {Key}");
            using var answer = await Client.SendAsync(request);
            if ((int)answer.StatusCode == 400)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("The store was not open within a minute.");
    }
}
