using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>The tables of a SQLite store, and the way from each version to the next.</summary>
/// <remarks>The file says whose it is (application_id) and which version it has (user_version).</remarks>
static class SqliteSchema
{
    // "WLML" in ASCII.
    const long ApplicationId = 0x574C4D4C;

    // Texts compare by BINARY, which is the ordinal order of their UTF-8. The event log keeps the order of arrival;
    // its two indexes find an event by its name and a lead's events in time. Scores lie by lead, for the history of one.
    static readonly string[] Migrations =
    [
        """
        CREATE TABLE leads (
          id TEXT NOT NULL PRIMARY KEY,
          created_at INTEGER NOT NULL,
          account_id TEXT,
          value REAL,
          attributes TEXT NOT NULL
        ) STRICT;

        CREATE TABLE events (
          lead_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          occurred_at INTEGER NOT NULL,
          received_at INTEGER NOT NULL,
          source TEXT NOT NULL,
          event_id TEXT NOT NULL,
          properties TEXT NOT NULL,
          UNIQUE (source, event_id)
        ) STRICT;
        CREATE INDEX events_of_lead ON events (lead_id, occurred_at);
        CREATE INDEX events_received ON events (received_at);

        CREATE TABLE outcomes (
          lead_id TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          occurred_at INTEGER NOT NULL,
          recorded_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE score_sweeps (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          model_name TEXT NOT NULL,
          model_version TEXT NOT NULL,
          model_hash TEXT NOT NULL,
          cutoff INTEGER NOT NULL,
          finished_at INTEGER NOT NULL,
          lead_count INTEGER
        ) STRICT;
        CREATE INDEX score_sweeps_of_model ON score_sweeps (model_name, id);

        CREATE TABLE scores (
          lead_id TEXT NOT NULL,
          sweep_id INTEGER NOT NULL,
          probability REAL NOT NULL,
          score REAL NOT NULL,
          top_reason TEXT NOT NULL,
          PRIMARY KEY (lead_id, sweep_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX scores_ranked ON scores (sweep_id, probability DESC, lead_id);

        CREATE TABLE job_runs (
          id TEXT NOT NULL PRIMARY KEY,
          job TEXT NOT NULL,
          started_at INTEGER NOT NULL,
          status TEXT NOT NULL,
          finished_at INTEGER,
          message TEXT NOT NULL,
          progress REAL NOT NULL,
          details_json TEXT
        ) STRICT;
        CREATE INDEX job_runs_of_job ON job_runs (job, started_at);
        """,
        """
        ALTER TABLE leads ADD COLUMN since TEXT;

        CREATE TABLE lead_aliases (
          alias TEXT NOT NULL PRIMARY KEY,
          lead_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lead_aliases_of_lead ON lead_aliases (lead_id);

        CREATE TABLE consents (
          lead_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          at INTEGER NOT NULL,
          source TEXT NOT NULL,
          holds INTEGER NOT NULL,
          PRIMARY KEY (lead_id, kind, at, source, holds)
        ) STRICT, WITHOUT ROWID;
        """,
        SqlitePoolSchema.Tables,
        """
        CREATE TABLE erasures (
          lead_hash TEXT NOT NULL PRIMARY KEY,
          erased_at INTEGER NOT NULL,
          removed TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasure_keys (
          id INTEGER NOT NULL PRIMARY KEY,
          secret TEXT NOT NULL
        ) STRICT;
        """,
        """
        CREATE INDEX leads_of_account ON leads (account_id, id);
        ALTER TABLE pending_leads ADD COLUMN has_news INTEGER NOT NULL DEFAULT 1;
        """,
    ];

    // The first version whose program overwrites what it deletes.
    const int FirstThatOverwrites = 4;

    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Refuses a file of another program and a version from the future; changes nothing.</summary>
    /// <exception cref="InvalidDataException">The file is not a store that this program can use.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        var owner = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        var isEmpty = owner == 0 && version == 0 && Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (owner != ApplicationId && !isEmpty)
            throw new InvalidDataException(
                $"{path} is a SQLite database of another program; name another file for the store.");
        if (version > Version)
            throw new InvalidDataException(
                $"{path} has schema version {version} and this program knows versions up to {Version}; use a newer program.");
    }

    /// <summary>Creates the tables, or brings older ones up to date, in one transaction.</summary>
    /// <returns>Whether an older program, which did not overwrite what it deleted, has written the file.</returns>
    public static bool Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        // Again, now that no other process can change it.
        Check(connection, path);
        var before = Number(connection, "PRAGMA user_version");
        for (var version = before; version < Version; version++)
            Execute(connection, Migrations[version]);
        Execute(connection, $"PRAGMA application_id = {ApplicationId}");
        Execute(connection, $"PRAGMA user_version = {Version}");
        transaction.Commit();
        return before is > 0 and < FirstThatOverwrites;
    }

    static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
