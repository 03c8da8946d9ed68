using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class TrainingEndpointsTests(ServiceFactory service)
{
    [Fact]
    public async Task The_first_start_is_listed_with_its_figures_beside_the_schedule()
    {
        var list = await service.Client.GetJsonAsync("/v1/trainings");
        Assert.Equal("0 0 3 1 1 ? 2099", list.Text("cron"));
        Assert.Equal(new DateTimeOffset(2099, 1, 1, 3, 0, 0, TimeSpan.Zero), list.GetProperty("nextRun").GetDateTimeOffset());
        var first = list.GetProperty("runs").EnumerateArray().Last();
        Assert.Equal("published", first.Text("status"));
        Assert.Equal("firstStart", first.GetProperty("details").Text("cause"));
        Assert.InRange(first.GetProperty("details").GetProperty("challenger").Number("auc"), 0.5, 1);
        Assert.Equal(first.GetRawText(), (await service.Client.GetJsonAsync($"/v1/trainings/{first.Text("id")}")).GetRawText());
    }

    [Fact]
    public async Task A_training_runs_alone_ends_with_a_reason_and_can_be_undone()
    {
        var before = (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("current").Text("version");

        using var started = await service.Client.PostAsync("/v1/trainings", content: null);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        using var second = await service.Client.PostAsync("/v1/trainings", content: null);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("The model is being trained or changed already", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await service.Client.PostJsonAsync("/v1/models/conversion/current", $$"""{ "version": "{{before}}" }""", HttpStatusCode.Conflict);

        var run = await EndAsync(started.Headers.Location!.OriginalString);
        var details = run.GetProperty("details");
        Assert.Equal("request", details.Text("cause"));
        Assert.Equal(before, details.Text("championVersion"));
        Assert.Equal(1, run.Number("progress"));
        Assert.Equal(details.GetProperty("champion").GetProperty("rows").GetInt32(), details.GetProperty("challenger").GetProperty("rows").GetInt32());
        Assert.True(details.GetProperty("leadsScored").GetInt64() > 0);
        var after = (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("current").Text("version");
        Assert.Equal(run.Text("status") == "published" ? details.Text("publishedVersion") : before, after);

        // Back to the version before: it answers, and the list is its own.
        var undone = await service.Client.PostJsonAsync("/v1/models/conversion/current", $$"""{ "version": "{{before}}" }""");
        Assert.Equal(before, undone.GetProperty("current").Text("version"));
        Assert.Equal(before, (await service.Client.PostJsonAsync("/v1/predictions", """{ "industry": "Software" }""")).GetProperty("model").Text("version"));
        Assert.Equal(before, (await service.Client.GetJsonAsync("/v1/leads?limit=1")).GetProperty("model").Text("version"));
    }

    [Fact]
    public async Task A_run_whose_process_died_is_closed_and_the_model_stays()
    {
        var store = service.Services.GetRequiredService<ILeadStore>();
        var run = new JobRun("died", TrainingRunner.Job, TimeProvider.System.GetUtcNow(), JobStatus.Running) { Message = "Judging" };
        await store.PutRunAsync(run, CancellationToken.None);

        await service.Services.GetRequiredService<TrainingRunner>().CloseInterruptedAsync(CancellationToken.None);

        var closed = await service.Client.GetJsonAsync("/v1/trainings/died");
        Assert.Equal("interrupted", closed.Text("status"));
        Assert.Equal("The service ended before the run did; the model in use stayed as it was.", closed.Text("message"));
    }

    [Fact]
    public async Task An_unknown_training_is_not_found() => Assert.Equal(
        "There is no training 'nix'; GET /v1/trainings lists them.",
        (await service.Client.GetJsonAsync("/v1/trainings/nix", HttpStatusCode.NotFound)).Text("detail"));

    async Task<JsonElement> EndAsync(string address)
    {
        // A run that has its result still scores the pool; it has ended when the next one may begin.
        for (var i = 0; i < 3000 && service.Services.GetRequiredService<ModelChanges>().IsBusy; i++)
            await Task.Delay(100);
        return await service.Client.GetJsonAsync(address);
    }
}
