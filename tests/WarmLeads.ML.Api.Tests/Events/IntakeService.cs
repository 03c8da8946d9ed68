using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The whole service over an empty store, on a port of its own.</summary>
public class IntakeService : WebApplicationFactory<Program>, IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    public IntakeService() => UseKestrel(port: 0);

    public HttpClient Client { get; private set; } = null!;

    public ILeadStore Store => Services.GetRequiredService<ILeadStore>();

    public string Folder => _folder.Path;

    public virtual void Configure(IWebHostBuilder builder)
    {
        // As it is shipped.
    }

    public virtual async ValueTask InitializeAsync()
    {
        Client = CreateClient();
        for (var i = 0; i < 600; i++)
        {
            using var answer = await Client.PostAsync("/v1/outcomes", Json("not JSON"));
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("The store was not open within a minute.");
    }

    public static StringContent Json(string body, string type = "application/json") => new(body, Encoding.UTF8, type);

    /// <summary>Sends a body and reads the answer's JSON, which must have the status.</summary>
    public async Task<JsonElement> SendAsync(
        string address, string body, int status = 200, HttpMethod? method = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, address) { Content = Json(body, type) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("WarmLeads:Root", _folder.Path);
        builder.UseSetting("WarmLeads:Sample", "");
        builder.UseSetting("WarmLeads:TrainingCron", "");
        Configure(builder);
    }
}
