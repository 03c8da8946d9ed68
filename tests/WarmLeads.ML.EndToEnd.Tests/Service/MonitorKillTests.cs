using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>
/// The service is killed again and again while events come in: whatever it acknowledged is stored exactly once, every lead was seen
/// to turn hot exactly once, and the receiver was told of each under one id.
/// </summary>
public sealed class MonitorKillTests : IDisposable
{
    const string RoundsVariable = "WARMLEADS_KILL_ROUNDS", PostgresVariable = "WARMLEADS_TEST_POSTGRES";
    const int FewRounds = 3;

    readonly string _root = Directory.CreateTempSubdirectory("warmleads-kill-").FullName;
    readonly AlertReceiver _receiver = new();
    readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(5) };
    readonly ConcurrentQueue<string> _acknowledged = [];
    int _next;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static int Rounds => Environment.GetEnvironmentVariable(RoundsVariable) is { Length: > 0 } rounds
        ? int.Parse(rounds, CultureInfo.InvariantCulture)
        : FewRounds;

    public void Dispose()
    {
        _client.Dispose();
        _receiver.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public Task A_killed_service_on_SQLite_loses_nothing_and_tells_nobody_twice() => KillAsync(Path.Combine(_root, "leads.db"));

    [Fact]
    public Task A_killed_service_on_PostgreSQL_loses_nothing_and_tells_nobody_twice() => OnPostgreSqlAsync(KillAsync);

    [Fact]
    public Task Several_services_on_one_PostgreSQL_share_the_work_and_one_of_them_may_die() => OnPostgreSqlAsync(ShareAsync);

    static async Task OnPostgreSqlAsync(Func<string, Task> test)
    {
        var server = Environment.GetEnvironmentVariable(PostgresVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{PostgresVariable} is not set; 'bash tests/run' starts a PostgreSQL and sets it.");
        var schema = $"kill_{Guid.NewGuid():n}";
        try
        {
            await test(new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 10 }.ToString());
        }
        finally
        {
            await using var connection = new NpgsqlConnection(server);
            await connection.OpenAsync(Stop);
            await using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE", connection);
            await drop.ExecuteNonQueryAsync(Stop);
        }
    }

    // All begin at once on a database without a schema; the last one dies while the others go on.
    async Task ShareAsync(string store)
    {
        const int FewLeads = 60, ManyLeads = 150;
        ServiceProcess[] services = [.. Enumerable.Range(0, 3).Select(node => Start(store, Path.Combine(_root, $"node{node}")))];
        try
        {
            foreach (var service in services)
                await service.WaitUntilServingAsync();
            await HookAsync(services[0].Address);
            var sending = services.Select(service => SendAsync(
                service.Address, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), () => _acknowledged.Count >= ManyLeads)).ToArray();
            while (_acknowledged.Count < FewLeads && !sending.Any(task => task.IsCompleted))
                await Task.Delay(20, Stop);
            await services[^1].KillAsync();
            await Task.WhenAll(sending);
            await WaitUntilToldAsync(services[1].Address);

            var lead = _acknowledged.Last();
            foreach (var service in services[..^1])
            {
                var answer = await _client.GetFromJsonAsync<JsonElement>($"{service.Address}/v1/leads/{lead}", Stop);
                Assert.Equal("hot", answer.GetProperty("state").GetString(), ignoreCase: true);
                Assert.Equal(0, await service.StopAsync());
            }
        }
        finally
        {
            foreach (var service in services)
                service.Dispose();
        }

        await CheckAsync(store);
    }

    async Task KillAsync(string store)
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            using var service = Start(store);
            await service.WaitUntilServingAsync();
            if (round == 0)
                await HookAsync(service.Address);
            // Anywhere from the first event on: while it is stored, looked at, or told.
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sending = SendAsync(service.Address, first, () => false);
            await first.Task.WaitAsync(Stop);
            await Task.Delay(random.Next(500), Stop);
            await service.KillAsync();
            await sending;
        }

        Assert.NotEmpty(_acknowledged);
        using (var last = Start(store))
        {
            await last.WaitUntilServingAsync();
            await WaitUntilToldAsync(last.Address);
            Assert.Equal(0, await last.StopAsync());
        }

        await CheckAsync(store);
    }

    ServiceProcess Start(string store) => Start(store, _root);

    static ServiceProcess Start(string store, string root) => new(
        Directory.CreateDirectory(root).FullName, "", budgetSeconds: 1, "--store", store, "--WarmLeads:Pool:AllowPrivateReceivers", "true", "--WarmLeads:Pool:AlertDebounceSeconds", "0",
        "--WarmLeads:Pool:AlertTimeoutSeconds", "0.5", "--WarmLeads:Pool:AlertRetrySeconds", "1,1,1,1,1,1,1,1,1,1");

    async Task HookAsync(string address)
    {
        using var answer = await _client.PostAsJsonAsync($"{address}/v1/webhooks", new { url = _receiver.Url, kinds = (string[])["lead.hot"] }, Stop);
        Assert.True(answer.IsSuccessStatusCode);
    }

    // One new lead after the other asks for a demo, until the service is gone or there are enough.
    async Task SendAsync(string address, TaskCompletionSource first, Func<bool> isEnough)
    {
        try
        {
            while (!isEnough())
            {
                var lead = $"lead{Interlocked.Increment(ref _next)}";
                using var registered = await _client.PutAsJsonAsync($"{address}/v1/leads/{lead}", new { createdAt = "2026-01-01T00:00:00Z" }, Stop);
                using var answer = await _client.PostAsJsonAsync(
                    $"{address}/v1/events", new { leadId = lead, kind = "demo_request", occurredAt = DateTimeOffset.UtcNow.AddSeconds(-1), id = lead }, Stop);
                Assert.True(registered.IsSuccessStatusCode && answer.IsSuccessStatusCode, $"{registered.StatusCode} and {answer.StatusCode}");
                _acknowledged.Enqueue(lead);
                first.TrySetResult();
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // It was killed: what had no answer may be stored or not.
        }
        catch (Exception problem)
        {
            first.TrySetException(problem);
            throw;
        }
    }

    async Task WaitUntilToldAsync(string address)
    {
        for (var i = 0; i < 1500; i++)
        {
            var monitor = await _client.GetFromJsonAsync<JsonElement>($"{address}/v1/monitor", Stop);
            var waiting = await _client.GetFromJsonAsync<JsonElement>($"{address}/v1/alerts?status=waiting", Stop);
            if (monitor.GetProperty("pending").GetInt64() == 0 && waiting.GetProperty("alerts").GetArrayLength() == 0)
                return;
            await Task.Delay(200, Stop);
        }

        Assert.Fail("Leads or alerts still wait after five minutes.");
    }

    async Task CheckAsync(string setting)
    {
        await using var store = LeadStoreFactory.Create(setting);
        await store.InitializeAsync(Stop);
        var told = _receiver.Told.GroupBy(one => one.Value.Lead, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Count(), StringComparer.Ordinal);
        foreach (var lead in _acknowledged)
        {
            Assert.Equal(lead, Assert.Single((await store.FindAsync(lead, Stop))!.Events).EventId);
            Assert.Single(await store.ListTransitionsAsync(lead, Stop), t => t is { Kind: TransitionKind.State, To: LeadState.Hot });
            Assert.Single(await store.ListHandoffsOfAsync(lead, Stop));
            Assert.Equal(1, told.GetValueOrDefault(lead));
        }

        // What was not acknowledged may be there, but then as often as what was.
        Assert.All(told, one => Assert.Equal(1, one.Value));
    }
}
