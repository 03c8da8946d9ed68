using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>A lead has one score, whichever way it is asked for, also where a history has kinds and properties of its own, and colleagues.</summary>
public sealed class SameBitsTests : IDisposable
{
    static readonly TimeSpan Age = TimeSpan.FromDays(10);

    readonly string _root = Directory.CreateTempSubdirectory("warmleads-bits-").FullName;

    string Sample => Path.Combine(_root, "sample");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Training_the_score_command_and_the_service_give_a_lead_the_same_bits()
    {
        Write();
        using var service = new ServiceProcess(_root, "sample", budgetSeconds: 1);
        await service.WaitUntilServingAsync();

        // The service measured what the history has of its own.
        var folder = Path.Combine(_root, "models", "conversion", "0001");
        var model = ConversionModel.Load(folder);
        Assert.NotNull(model.Schema.Measures);
        Assert.Contains("gate:tapped", model.Schema.Measures.Kinds);
        Assert.Contains("amount", model.Schema.Measures.Numbers);
        Assert.Contains("staff", model.Schema.Measures.Texts);
        Assert.True(model.Schema.MeasuresColleagues);

        var batch = HistoryFiles.Read(Sample);
        var eventsOf = batch.Events.ToLookup(item => item.LeadId, StringComparer.Ordinal);
        var outcomeOf = batch.Outcomes.ToDictionary(end => end.LeadId, StringComparer.Ordinal);
        // By account, in the naive way.
        List<LeadHistory> histories =
        [
            .. batch.Leads.OrderBy(lead => lead.Id, StringComparer.Ordinal).GroupBy(lead => lead.AccountId ?? $"no account: {lead.Id}").SelectMany(account =>
                LeadHistory.Together([.. account.Select(lead => new LeadHistory(lead, [.. eventsOf[lead.Id]], outcomeOf.GetValueOrDefault(lead.Id)))])),
        ];
        var source = await SnapshotSource.ReadAsync(
            histories.ToAsyncEnumerable(), new LeadScorer(new LeadFeatureBuilder()),
            new HistoryOptions { Now = batch.Events.Max(item => item.ReceivedAt).AddDays(1), CutoffAfter = Age, Measures = model.Schema.Measures },
            champion: null, seed: 0, progress: null, TestContext.Current.CancellationToken);
        int[] rows = [.. Enumerable.Range(0, source.Snapshots.Count)];
        var trained = source.Encode(model.Schema, rows).Score(model.Trees);

        var scored = await ScoreAsync(folder);
        using var http = new HttpClient { BaseAddress = new Uri(service.Address) };
        Assert.True(rows.Length > 200);
        foreach (var row in rows)
            Assert.Equal(trained[row], scored[histories[source.Snapshots[row].Lead].Lead.Id]);
        foreach (var row in rows.Where(row => row % 20 == 0))
            Assert.Equal(trained[row], await AskAsync(http, histories[source.Snapshots[row].Lead]));
        await using var store = new SqliteLeadStore(Path.Combine(_root, "bits.db"));
        await AssertSameAsync(store, model, batch, row => histories[source.Snapshots[row].Lead].Lead, trained);
    }

    static async Task AssertSameAsync(IPoolStore store, ConversionModel model, HistoryBatch batch, Func<int, Lead> leadOf, double[] trained)
    {
        var stop = TestContext.Current.CancellationToken;
        await store.InitializeAsync(stop);
        await store.PutLeadsAsync([.. batch.Leads], stop);
        await store.TakeInAsync(new IntakeBatch { Events = [.. batch.Events.Reverse()], Outcomes = [.. batch.Outcomes] }, stop);
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var streamed = new Dictionary<string, LeadHistory>(StringComparer.Ordinal);
        await foreach (var history in store.ReadByAccountAsync(stop))
            streamed.Add(history.Lead.Id, history);
        var found = await store.FindManyAsync([.. Enumerable.Range(0, trained.Length).Select(row => leadOf(row).Id)], model.Schema.MeasuresColleagues, stop);
        for (var row = 0; row < trained.Length; row++)
        {
            var cutoff = leadOf(row).CreatedAt + Age;
            Assert.Equal(trained[row], scorer.Predict(model, streamed[leadOf(row).Id], cutoff).Score);
            Assert.Equal(trained[row], scorer.Predict(model, found[row].History, cutoff).Score);
        }
    }

    // A simulated CRM whose e-mail gateway has words of its own, which tell of properties that nothing shipped measures.
    void Write()
    {
        Directory.CreateDirectory(Sample);
        using var leads = new StreamWriter(Path.Combine(Sample, "leads.csv"));
        using var events = new StreamWriter(Path.Combine(Sample, "events.csv"));
        using var outcomes = new StreamWriter(Path.Combine(Sample, "outcomes.csv"));
        List<LeadHistory> histories =
        [
            .. new CrmSimulator(new SimulationOptions
            {
                LeadCount = 700,
                Seed = 3,
                Start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
                End = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero),
            }).Simulate().Select((lead, i) => lead.History with { Lead = lead.History.Lead with { AccountId = i % 10 == 0 ? null : $"A{i / 3}" } }),
        ];
        var writer = new HistoryCsvWriter(
            leads, events, outcomes, [.. histories.SelectMany(history => history.Lead.Attributes.Keys).Distinct(StringComparer.Ordinal)]);
        foreach (var history in WithTalk(histories))
        {
            writer.Write(history with
            {
                Events = [.. history.Events.Select((item, i) => i % 3 > 0 ? item : item with
                {
                    Kind = "gate:tapped",
                    Properties = new Dictionary<string, string>(item.Properties, StringComparer.Ordinal)
                    {
                        ["amount"] = (i * 1.25).ToString(CultureInfo.InvariantCulture),
                        ["staff"] = $"s{item.OccurredAt.Day % 7}",
                    },
                })],
            });
        }
    }

    // Before a lead converts, a colleague asks for a demo: without that, training would find that colleagues tell nothing and not measure them.
    static IEnumerable<LeadHistory> WithTalk(List<LeadHistory> histories)
    {
        var ofAccount = histories.Where(history => history.Lead.AccountId is not null)
            .ToLookup(history => history.Lead.AccountId!, StringComparer.Ordinal);
        foreach (var history in histories)
        {
            var talk = ofAccount[history.Lead.AccountId ?? ""]
                .Where(other => other != history && other.Outcome is { Kind: OutcomeKind.Converted })
                .SelectMany(other => Enumerable.Range(3, 12).Select(days => other.Outcome!.OccurredAt.AddDays(-days)))
                .Where(at => at > history.Lead.CreatedAt)
                .Select((at, i) => new EngagementEvent(history.Lead.Id, "demo_request", at, at) { EventId = $"talk {history.Lead.Id} {i}" });
            yield return history with { Events = [.. history.Events, .. talk] };
        }
    }

    async Task<Dictionary<string, double>> ScoreAsync(string model)
    {
        var file = Path.Combine(_root, "scores.csv");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in (string[])
                 [Path.Combine(AppContext.BaseDirectory, "warmleads.dll"), "score", "--history", Sample, "--model", model, "--cutoff-after", "10d", "--out", file])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .ToDictionary(line => line[0], line => double.Parse(line[3], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    static async Task<double> AskAsync(HttpClient http, LeadHistory history)
    {
        var lead = new JsonObject
        {
            ["id"] = history.Lead.Id,
            ["createdAt"] = HistoryCsvWriter.Instant(history.Lead.CreatedAt),
            ["cutoff"] = HistoryCsvWriter.Instant(history.Lead.CreatedAt + Age),
            ["accountId"] = history.Lead.AccountId,
            ["value"] = history.Lead.Value,
            ["columns"] = new JsonObject(history.Lead.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
            ["events"] = new JsonArray([.. history.Events.Select(Body)]),
            ["eventsOfAccount"] = new JsonArray([.. history.EventsOfAccount!.SelectMany(events => events).Select(item =>
            {
                var body = Body(item);
                body["leadId"] = item.LeadId;
                return (JsonNode)body;
            })]),
        };
        using var content = new StringContent(lead.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/v1/predictions", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("score").GetDouble();
    }

    static JsonObject Body(EngagementEvent item) => new()
    {
        ["id"] = item.EventId,
        ["source"] = item.Source,
        ["kind"] = item.Kind,
        ["occurredAt"] = HistoryCsvWriter.Instant(item.OccurredAt),
        ["receivedAt"] = HistoryCsvWriter.Instant(item.ReceivedAt),
        ["properties"] = new JsonObject(item.Properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    };
}
