using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>Killed at any moment, what the service acknowledged is stored exactly once, and an import that is repeated comes to the same end.</summary>
/// <remarks>The long form: WARMLEADS_TEST_KILLS=25 dotnet test.</remarks>
public sealed class KillTests : IAsyncLifetime
{
    const int Senders = 4, EventsPerRequest = 25, Rows = 60_000;

    static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WARMLEADS_TEST_KILLS"), out var kills) ? kills : 2;
    static readonly string? PostgreSql = Environment.GetEnvironmentVariable("WARMLEADS_TEST_POSTGRES");

    readonly string _root = Directory.CreateTempSubdirectory("warmleads-kill-").FullName;
    readonly string _schema = $"kill_{Guid.NewGuid():n}";
    readonly Random _random = new(5);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
        if (string.IsNullOrEmpty(PostgreSql))
            return;
        await using var connection = new NpgsqlConnection(PostgreSql);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE", connection);
        await drop.ExecuteNonQueryAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_is_killed_has_stored_what_it_acknowledged_exactly_once(bool isPostgreSql)
    {
        var setting = Setting(isPostgreSql);
        var acknowledged = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        for (var round = 0; round < Kills; round++)
        {
            using var service = new ServiceProcess(_root, "", budgetSeconds: 1, "--store", setting);
            await service.WaitUntilServingAsync();
            using var http = new HttpClient { BaseAddress = new Uri(service.Address), Timeout = TimeSpan.FromSeconds(30) };
            var before = acknowledged.Count;
            var sending = Enumerable.Range(0, Senders).Select(sender => SendAsync(http, $"s{sender}", acknowledged)).ToList();
            while (acknowledged.Count < before + 3)
                await Task.Delay(5, Stop);
            await Task.Delay(_random.Next(0, 300), Stop);
            await service.KillAsync();
            await Task.WhenAll(sending);
        }

        await using var store = await OpenAsync(setting);
        var stored = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var history in store.ReadAsync(Stop))
        {
            foreach (var (source, count) in history.Events.CountBy(happened => happened.Source))
                stored.Add(source, count);
        }

        Assert.All(stored.Values, count => Assert.Equal(EventsPerRequest, count));
        Assert.Empty(acknowledged.Keys.Except(stored.Keys, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_that_is_killed_and_repeated_stores_each_row_once(bool isPostgreSql)
    {
        var setting = Setting(isPostgreSql);
        var file = Path.Combine(_root, "events.csv");
        await File.WriteAllLinesAsync(
            file,
            ["lead_id,kind,occurred_at,event_id", .. Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"lead {i % 500},page_view,2026-01-01T00:00:00Z,e{i * 7919L % Rows}"))],
            Stop);
        for (var round = 0; round < Kills; round++)
        {
            using var import = Import(file, setting);
            // From before it reads a row to after it is done.
            await Task.Delay(_random.Next(200, 3000), Stop);
            if (!import.HasExited)
                import.Kill();
            await import.WaitForExitAsync(Stop);
        }

        using (var last = Import(file, setting))
        {
            await last.WaitForExitAsync(Stop);
            Assert.Equal(0, last.ExitCode);
        }

        await using var store = await OpenAsync(setting);
        Assert.Equal(Rows, (await store.CountAsync(Stop)).Events);
    }

    string Setting(bool isPostgreSql)
    {
        Assert.SkipWhen(isPostgreSql && string.IsNullOrEmpty(PostgreSql), "WARMLEADS_TEST_POSTGRES is not set; 'bash tests/run' starts a PostgreSQL and sets it.");
        return isPostgreSql
            ? new NpgsqlConnectionStringBuilder(PostgreSql) { SearchPath = _schema, MaxPoolSize = 8 }.ToString()
            : Path.Combine(_root, "store.db");
    }

    // Sends one request after the other, the first ones again in every round, until nobody answers.
    static async Task SendAsync(HttpClient http, string sender, ConcurrentDictionary<string, bool> acknowledged)
    {
        for (var number = Math.Max(0, acknowledged.Keys.Count(source => source.StartsWith(sender + "-", StringComparison.Ordinal)) - 3); ; number++)
        {
            var source = $"{sender}-{number}";
            using var lead = new StringContent("{}", Encoding.UTF8, "application/json");
            using var events = new StringContent(
                $$"""{"events":[{{string.Join(',', Enumerable.Range(0, EventsPerRequest).Select(i => $$"""{"id":"{{i}}","source":"{{source}}","leadId":"lead {{source}}","kind":"x","occurredAt":"2026-05-04T09:30:00Z"}"""))}}]}""",
                Encoding.UTF8, "application/json");
            try
            {
                using var put = await http.PutAsync(new Uri($"/v1/leads/lead%20{source}", UriKind.Relative), lead);
                using var post = await http.PostAsync(new Uri("/v1/events", UriKind.Relative), events);
                if (!post.IsSuccessStatusCode)
                    return;
                acknowledged.TryAdd(source, true);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    static Process Import(string file, string setting)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "warmleads.dll"), "import", file, "--store", setting])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    static async Task<ILeadStore> OpenAsync(string setting)
    {
        var store = LeadStoreFactory.Create(setting);
        await store.InitializeAsync(Stop);
        return store;
    }
}
