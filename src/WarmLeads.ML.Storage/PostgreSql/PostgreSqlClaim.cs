using Npgsql;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Pending leads in one node's hands, by advisory locks on groups of leads.</summary>
/// <remarks>
/// Leads fall into 64 groups by a hash of their id. A node locks some groups in which leads wait, works on these leads and
/// lets go; the locks belong to its connection, so that those of a dead node are free as soon as the server sees it gone.
/// A lock on the rows themselves would keep whoever records events waiting. Should two nodes work on the same lead all the
/// same, one of them loses at the commit and nothing happens twice.
/// </remarks>
sealed class PostgreSqlClaim : IPendingClaim
{
    // "WLMP" in ASCII; the groups of each schema have keys of their own.
    const string Lock = "pg_try_advisory_xact_lock(hashtext(current_schema()) # 1464618320, g)";

    const int Oldest = 5000;

    // At random, so that several nodes rarely ask for the same; a quarter, so that each leaves some to the others.
    static readonly string Groups =
        "WITH waiting AS MATERIALIZED (SELECT DISTINCT hashtext(lead_id) & 63 AS g FROM (SELECT lead_id FROM pending_leads " +
        $"ORDER BY number LIMIT {Oldest}) AS oldest), chosen AS MATERIALIZED (SELECT g FROM waiting ORDER BY random() " +
        $"LIMIT greatest(4, (SELECT count(*) FROM waiting) / 4)) SELECT g FROM chosen WHERE {Lock}";

    static readonly string Waiting =
        $"SELECT lead_id, number, has_news FROM (SELECT lead_id, number, has_news FROM pending_leads ORDER BY number LIMIT {Oldest}) AS oldest " +
        "WHERE hashtext(lead_id) & 63 = ANY(@groups) ORDER BY number LIMIT @limit";

    readonly NpgsqlConnection _connection;
    readonly NpgsqlTransaction _locks;

    PostgreSqlClaim(NpgsqlConnection connection, NpgsqlTransaction locks) => (_connection, _locks) = (connection, locks);

    public IReadOnlyList<PendingLead> Leads { get; private init; } = [];

    public static async Task<IPendingClaim> TakeAsync(NpgsqlDataSource source, int limit, CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop);
        NpgsqlTransaction? locks = null;
        try
        {
            locks = await connection.BeginTransactionAsync(stop);
            await using var lockSome = new NpgsqlCommand(Groups, connection);
            var groups = await LeadQueries.AllAsync(lockSome, row => row.GetInt32(0), stop);
            if (groups.Count == 0)
                return new PostgreSqlClaim(connection, locks);
            await using var waiting = LeadQueries.Command(connection, Waiting, ("groups", groups.ToArray()), ("limit", limit));
            var leads = await LeadQueries.AllAsync(waiting, row => new PendingLead(row.GetString(0), row.GetInt64(1), row.GetInt64(2) != 0), stop);
            return new PostgreSqlClaim(connection, locks) { Leads = leads };
        }
        catch
        {
            if (locks is not null)
                await locks.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _locks.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
