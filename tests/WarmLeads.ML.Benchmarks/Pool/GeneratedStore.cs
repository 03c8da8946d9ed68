using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Benchmarks;

/// <summary>A SQLite store of any size whose events arrived as events do: in time, those of one lead far from each other.</summary>
/// <remarks>
/// Written past the store's own path and indexed at the end, which takes minutes where 20,000,000 appends would take an hour; the file
/// is the same but for how full its pages are.
/// </remarks>
sealed class GeneratedStore(int leadCount, long eventCount)
{
    const int Days = 180;
    static readonly string[] s_segments = ["smb", "mid-market", "enterprise", ""];
    static readonly string[] s_industries = ["software", "retail", "banking", "health", "industry"];
    static readonly string[] s_sources = ["web", "event", "partner", "outbound"];

    /// <summary>The moment after the last event.</summary>
    public static readonly DateTimeOffset End = GeneratedHistory.Start.AddDays(Days);

    /// <summary>Makes the store.</summary>
    public async Task WriteAsync(string file, TextWriter log)
    {
        await using (var store = new SqliteLeadStore(file))
            await store.InitializeAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA wal_autocheckpoint = 100000; PRAGMA temp_store = FILE");
        Run(connection, "DROP INDEX events_of_lead; DROP INDEX events_received");
        WriteLeads(connection);
        await log.WriteLineAsync($"{leadCount} leads");
        var written = 0L;
        for (var day = 0; day < Days; day++)
            written += WriteDay(connection, day, written);
        await log.WriteLineAsync($"{written} events");
        Run(connection, "CREATE INDEX events_of_lead ON events (lead_id, occurred_at)");
        Run(connection, "CREATE INDEX events_received ON events (received_at)");
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    static string LeadId(int index) => string.Create(CultureInfo.InvariantCulture, $"L{index:0000000}");

    void WriteLeads(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = Prepare(connection, "INSERT INTO leads (id, created_at, account_id, value, attributes) VALUES (@0, @1, @2, @3, @4)", 5);
        for (var i = 0; i < leadCount; i++)
        {
            var random = new Random(i);
            insert.Parameters[0].Value = LeadId(i);
            insert.Parameters[1].Value = Microseconds(GeneratedHistory.Start.AddDays(-random.Next(400)));
            insert.Parameters[2].Value = $"A{i / 4}";
            insert.Parameters[3].Value = (double)random.Next(1, 100) * 500;
            insert.Parameters[4].Value = JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["segment"] = s_segments[random.Next(s_segments.Length)],
                ["industry"] = s_industries[random.Next(s_industries.Length)],
                ["source"] = s_sources[random.Next(s_sources.Length)],
                ["email"] = $"person{i}@company{i / 4}.example",
                ["title"] = random.Next(3) == 0 ? "Head of Sales" : "Engineer",
            });
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    long WriteDay(SqliteConnection connection, int day, long before)
    {
        var random = new Random(day + 1_000_000);
        var count = (eventCount * (day + 1) / Days) - (eventCount * day / Days);
        using var transaction = connection.BeginTransaction();
        using var insert = Prepare(connection,
            "INSERT INTO events (lead_id, kind, occurred_at, received_at, source, event_id, properties) VALUES (@0, @1, @2, @3, 'tracker', @4, @5)", 6);
        for (var i = 0L; i < count; i++)
        {
            // Some leads do much and most do little: the square of an even draw.
            var draw = random.NextDouble();
            var lead = (int)(draw * draw * leadCount * 7919 % leadCount);
            var occurred = GeneratedHistory.Start.AddDays(day).AddSeconds(86_400.0 * i / count);
            var kind = GeneratedHistory.KindOf(random.NextDouble());
            var properties = GeneratedHistory.PropertiesOf(kind, random);
            insert.Parameters[0].Value = LeadId(lead);
            insert.Parameters[1].Value = kind;
            insert.Parameters[2].Value = Microseconds(occurred);
            insert.Parameters[3].Value = Microseconds(occurred.AddSeconds(2));
            insert.Parameters[4].Value = string.Create(CultureInfo.InvariantCulture, $"{before + i:x10}");
            insert.Parameters[5].Value = properties.Count == 0 ? "{}" : JsonSerializer.Serialize(properties);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return count;
    }

    static long Microseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        return command;
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
