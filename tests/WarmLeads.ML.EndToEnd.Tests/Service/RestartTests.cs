using System.Globalization;
using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.EndToEnd.Tests;

public sealed class RestartTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("warmleads-restart-").FullName;

    public RestartTests()
    {
        var sample = Directory.CreateDirectory(Path.Combine(_root, "sample")).FullName;
        var options = new SimulationOptions
        {
            LeadCount = 700,
            Seed = 3,
            Start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            End = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero),
        };
        using var leads = new StreamWriter(Path.Combine(sample, "leads.csv"));
        using var events = new StreamWriter(Path.Combine(sample, "events.csv"));
        using var outcomes = new StreamWriter(Path.Combine(sample, "outcomes.csv"));
        SampleHistory.Write(options, leads, events, outcomes, TextWriter.Null);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_second_start_serves_the_same_model_without_training()
    {
        using (var first = Start())
        {
            await first.WaitUntilServingAsync();
            Assert.Equal(0, await first.StopAsync());
        }

        var model = await File.ReadAllBytesAsync(Path.Combine(_root, "models", "conversion", "0001", "model.wlm"));
        using var second = Start();
        await second.WaitUntilServingAsync();

        Assert.StartsWith("Serving conversion 0001 on ", second.Output.TrimStart('\n'), StringComparison.Ordinal);
        Assert.Single(await RunsAsync(second));
        Assert.Equal(model, await File.ReadAllBytesAsync(Path.Combine(_root, "models", "conversion", "0001", "model.wlm")));
    }

    [Fact]
    public async Task A_start_that_fails_says_why_in_one_sentence_and_nothing_else()
    {
        using var service = new ServiceProcess(_root, "sample", budgetSeconds: -1);

        Assert.Equal(2, await service.WaitForExitAsync());
        Assert.Equal("Setting BudgetSeconds is -1; give 1 to 86400.", service.Output.Trim());
    }

    [Theory]
    [InlineData("Training model")]
    [InlineData("Judging")]
    public async Task A_first_start_that_was_killed_is_taken_up_by_the_next(string moment)
    {
        using (var first = Start())
        {
            await first.WaitForAsync(moment);
            await first.KillAsync();
        }

        using var second = Start();
        await second.WaitUntilServingAsync();

        Assert.DoesNotContain("Loaded the sample", second.Output, StringComparison.Ordinal);
        Assert.Contains("Serving conversion ", second.Output, StringComparison.Ordinal);
        Assert.Equal("published", (await RunsAsync(second))[0].GetProperty("status").GetString());
        Assert.DoesNotContain((await RunsAsync(second)), run => run.GetProperty("status").GetString() == "running");
    }

    [Fact]
    public async Task A_service_that_is_stopped_while_it_trains_ends_in_order_and_keeps_its_model()
    {
        using (var first = Start())
        {
            await first.WaitUntilServingAsync();
            using var client = new HttpClient();
            using var started = await client.PostAsync($"{first.Address}/v1/trainings", content: null);
            Assert.True(started.IsSuccessStatusCode);
            Assert.Equal(0, await first.StopAsync());
        }

        using var second = Start();
        await second.WaitUntilServingAsync();
        var run = (await RunsAsync(second))[0];
        Assert.Contains(run.GetProperty("status").GetString(), (string?[])["interrupted", "published", "held"]);
        Assert.Contains("Serving conversion ", second.Output, StringComparison.Ordinal);
    }

    ServiceProcess Start() => new(_root, "sample", budgetSeconds: 1);

    static async Task<List<JsonElement>> RunsAsync(ServiceProcess service)
    {
        using var client = new HttpClient();
        var list = await client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"{service.Address}/v1/trainings"));
        return [.. JsonDocument.Parse(list).RootElement.GetProperty("runs").EnumerateArray()];
    }
}
