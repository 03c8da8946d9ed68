using Npgsql;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>A schema of its own on the server that the environment names.</summary>
sealed class PostgreSqlPlace : IStorePlace
{
    const string Variable = "WARMLEADS_TEST_POSTGRES";

    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable);

    public static string? Database => new NpgsqlConnectionStringBuilder(Server).Database;

    public string Schema { get; } = $"test_{Guid.NewGuid():n}";

    // The newest schema: one more with each migration.
    const int Latest = 5;

    public string NewerSentence =>
        $"Schema {Schema} of PostgreSQL database {Database} has version 99 and this program knows versions up to {Latest}; use a newer program.";

    // Few connections: many schemas share one small server.
    public string Setting => new NpgsqlConnectionStringBuilder(Server) { SearchPath = Schema, MaxPoolSize = 8 }.ToString();

    public void Require() => Assert.SkipWhen(string.IsNullOrEmpty(Server),
        $"{Variable} is not set; 'bash tests/run' starts a PostgreSQL and sets it.");

    public IPoolStore Connect() => LeadStoreFactory.Create(Setting);

    public Task MakeNewerAsync() => AskAsync($"UPDATE {Schema}.schema_version SET version = 99");

    public Task MakeOlderAsync() => AskAsync($"{string.Join(';', IStorePlace.WithoutPool(Schema + "."))}; UPDATE {Schema}.schema_version SET version = 2");

    /// <summary>Runs statements behind the store's back.</summary>
    /// <returns>What the first query answers.</returns>
    public static async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async Task RemoveAsync()
    {
        if (!string.IsNullOrEmpty(Server))
            await AskAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
    }
}
