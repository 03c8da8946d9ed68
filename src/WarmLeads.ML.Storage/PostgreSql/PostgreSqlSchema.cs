using Npgsql;

namespace WarmLeads.ML.Storage;

/// <summary>The tables of a PostgreSQL store, and the way from each version to the next.</summary>
static class PostgreSqlSchema
{
    // Nodes that start together create the tables one after the other. The number is "WLML" in ASCII.
    const long MigrationLock = 0x574C4D4C;

    // COLLATE "C" compares the bytes of UTF-8, as the SQLite store does, whatever the database's language is.
    // json, not jsonb: it keeps an escaped NUL.
    static readonly string[] Migrations =
    [
        """
        CREATE TABLE leads (
          id text COLLATE "C" PRIMARY KEY,
          created_at timestamptz NOT NULL,
          account_id text COLLATE "C",
          value double precision,
          attributes json NOT NULL
        );

        CREATE TABLE events (
          lead_id text COLLATE "C" NOT NULL,
          kind text COLLATE "C" NOT NULL,
          occurred_at timestamptz NOT NULL,
          received_at timestamptz NOT NULL,
          source text COLLATE "C" NOT NULL,
          event_id text COLLATE "C" NOT NULL,
          properties json NOT NULL,
          PRIMARY KEY (source, event_id)
        );
        CREATE INDEX events_of_lead ON events (lead_id, occurred_at);
        CREATE INDEX events_received ON events (received_at);

        CREATE TABLE outcomes (
          lead_id text COLLATE "C" PRIMARY KEY,
          kind text COLLATE "C" NOT NULL,
          occurred_at timestamptz NOT NULL,
          recorded_at timestamptz NOT NULL
        );

        CREATE TABLE score_sweeps (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          model_name text COLLATE "C" NOT NULL,
          model_version text COLLATE "C" NOT NULL,
          model_hash text COLLATE "C" NOT NULL,
          cutoff timestamptz NOT NULL,
          finished_at timestamptz NOT NULL,
          lead_count bigint
        );
        CREATE INDEX score_sweeps_of_model ON score_sweeps (model_name, id);

        CREATE TABLE scores (
          lead_id text COLLATE "C" NOT NULL,
          sweep_id bigint NOT NULL,
          probability double precision NOT NULL,
          score double precision NOT NULL,
          top_reason text NOT NULL,
          PRIMARY KEY (lead_id, sweep_id)
        );
        CREATE INDEX scores_ranked ON scores (sweep_id, probability DESC, lead_id);

        CREATE TABLE job_runs (
          id text COLLATE "C" PRIMARY KEY,
          job text COLLATE "C" NOT NULL,
          started_at timestamptz NOT NULL,
          status text COLLATE "C" NOT NULL,
          finished_at timestamptz,
          message text NOT NULL,
          progress double precision NOT NULL,
          details_json text
        );
        CREATE INDEX job_runs_of_job ON job_runs (job, started_at);
        """,
        """
        ALTER TABLE leads ADD COLUMN since json;

        CREATE TABLE lead_aliases (
          alias text COLLATE "C" PRIMARY KEY,
          lead_id text COLLATE "C" NOT NULL
        );
        CREATE INDEX lead_aliases_of_lead ON lead_aliases (lead_id);

        CREATE TABLE consents (
          lead_id text COLLATE "C" NOT NULL,
          kind text COLLATE "C" NOT NULL,
          at timestamptz NOT NULL,
          source text COLLATE "C" NOT NULL,
          holds boolean NOT NULL,
          PRIMARY KEY (lead_id, kind, at, source, holds)
        );
        """,
        PostgreSqlPoolSchema.Tables,
        """
        CREATE TABLE erasures (
          lead_hash text COLLATE "C" PRIMARY KEY,
          erased_at timestamptz NOT NULL,
          removed text NOT NULL
        );

        CREATE TABLE erasure_keys (
          id bigint PRIMARY KEY,
          secret text NOT NULL
        );
        """,
        """
        CREATE INDEX leads_of_account ON leads (account_id NULLS FIRST, id);
        ALTER TABLE pending_leads ADD COLUMN has_news bigint NOT NULL DEFAULT 1;
        """,
    ];

    /// <summary>Creates the schema and its tables, or brings older ones up to date, in one transaction.</summary>
    /// <param name="connection">An open connection that looks in the schema.</param>
    /// <param name="schema">The schema's name in lower case, of letters, digits and underscores.</param>
    /// <param name="stop">Stops the migration; nothing of it stays.</param>
    /// <exception cref="InvalidDataException">The database cannot hold a store, or holds a newer one.</exception>
    public static async Task MigrateAsync(NpgsqlConnection connection, string schema, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({MigrationLock})", stop);
        var where = $"Schema {schema} of PostgreSQL database {connection.Database}";
        if (await ScalarAsync(connection, "SHOW server_encoding", stop) is string encoding and not "UTF8")
            throw new InvalidDataException(
                $"{where} is encoded in {encoding}; create the database with ENCODING 'UTF8'.");

        // Asked first: a user who may only use the tables may not create, even what is there already.
        if (await ScalarAsync(connection, $"SELECT to_regnamespace('{schema}') IS NULL", stop) is true)
            await ExecuteAsync(connection, $"CREATE SCHEMA {schema}", stop);
        if (await ScalarAsync(connection, $"SELECT to_regclass('{schema}.schema_version') IS NULL", stop) is true)
            await ExecuteAsync(connection, $"CREATE TABLE {schema}.schema_version (version integer NOT NULL)", stop);
        var version = (int)(await ScalarAsync(connection, "SELECT coalesce(max(version), 0) FROM schema_version", stop))!;
        if (version > Migrations.Length)
            throw new InvalidDataException(
                $"{where} has version {version} and this program knows versions up to {Migrations.Length}; use a newer program.");
        if (version == Migrations.Length)
            return;

        try
        {
            for (; version < Migrations.Length; version++)
                await ExecuteAsync(connection, Migrations[version], stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            throw new InvalidDataException(
                $"{where} holds tables of another program ({e.MessageText}); name another schema with 'Search Path=…'.", e);
        }

        await ExecuteAsync(connection, $"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({version})", stop);
        await transaction.CommitAsync(stop);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop);
    }
}
