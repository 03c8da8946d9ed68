using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>A file in a new folder of a temporary folder.</summary>
sealed class SqlitePlace : IStorePlace
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("warmleads-").FullName;

    public string File => Path.Combine(Folder, "new folder", "leads.db");

    // The newest schema: one more with each migration.
    const int Latest = 5;

    public string NewerSentence =>
        $"{File} has schema version 99 and this program knows versions up to {Latest}; use a newer program.";

    public string Setting => File;

    public void Require()
    {
        // SQLite comes with the program.
    }

    public IPoolStore Connect() => new SqliteLeadStore(File);

    public Task MakeNewerAsync() => AskAsync("PRAGMA user_version = 99");

    public Task MakeOlderAsync() => AskAsync($"{string.Join(';', IStorePlace.WithoutPool(""))}; PRAGMA user_version = 2");

    /// <summary>Runs statements behind the store's back.</summary>
    /// <returns>The number that the first query answers, 0 when there is none.</returns>
    public async Task<long> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    public Task RemoveAsync()
    {
        // A pooled connection would keep the file open, and a new one of the same name would meet it.
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
