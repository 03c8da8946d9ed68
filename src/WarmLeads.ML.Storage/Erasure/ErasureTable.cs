using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Removes persons, and remembers by a keyed hash that they were.</summary>
sealed class ErasureTable(IStoreDatabase database, PoolRows rows)
{
    const int KeyBytes = 32;

    // What goes, in the order of the names that the receipt gives.
    static readonly (string Name, string Table)[] Tables =
    [
        ("events", "events"), ("outcomes", "outcomes"), ("consents", "consents"), ("scores", "scores"), ("scores", "lead_scores"),
        ("transitions", "transitions"), ("standings", "standings"), ("handoffs", "handoffs"), ("alerts", "alerts"), ("pending", "pending_leads"),
    ];

    /// <summary>Those of the ids that belong to erased persons.</summary>
    public static async Task<HashSet<string>> FindErasedAsync(
        DbConnection connection, IStoreDatabase database, IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var erased = new HashSet<string>(StringComparer.Ordinal);
        if (ids.Count == 0 || await FindKeyAsync(connection, stop) is not { } key)
            return erased;
        // Nearly always nobody was erased, and then nothing is hashed.
        var idOf = ids.Distinct(StringComparer.Ordinal).ToDictionary(id => Hash(key, id), StringComparer.Ordinal);
        await using var command = LeadQueries.Command(connection,
            $"SELECT i.id FROM {database.IdTable} i JOIN erasures e ON e.lead_hash = i.id", ("ids", database.IdValues([.. idOf.Keys])));
        foreach (var hash in await LeadQueries.AllAsync(command, row => row.GetString(0), stop))
            erased.Add(idOf[hash]);
        return erased;
    }

    public async Task<ErasureReceipt?> FindAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (await FindKeyAsync(connection, stop) is not { } key)
            return null;
        await using var command = LeadQueries.Command(connection,
            "SELECT lead_hash, erased_at, removed FROM erasures WHERE lead_hash = @hash", ("hash", Hash(key, leadId)));
        return await LeadQueries.FirstAsync(command, row => new ErasureReceipt(
            row.GetString(0), rows.Instants.FromStored(row, 1),
            new SortedDictionary<string, long>(JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(2))!, StringComparer.Ordinal)), stop);
    }

    public async Task<ErasureReceipt?> EraseAsync(DbConnection connection, string leadId, DateTimeOffset now, CancellationToken stop)
    {
        if (database.LockIntake.Length > 0)
            await RunAsync(connection, database.LockIntake, stop);
        if (await FindAsync(connection, leadId, stop) is { } before)
            return before;

        var ids = await IdsAsync(connection, leadId, stop);
        var removed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, table) in Tables)
        {
            foreach (var id in ids)
                removed[name] = removed.GetValueOrDefault(name) + await RunAsync(connection, $"DELETE FROM {table} WHERE lead_id = @lead", stop, ("lead", id));
        }

        removed["leads"] = 0;
        removed["former ids"] = await RunAsync(connection, "DELETE FROM lead_aliases WHERE lead_id = @lead", stop, ("lead", ids[0]));
        foreach (var id in ids)
            removed["leads"] += await RunAsync(connection, "DELETE FROM leads WHERE id = @lead", stop, ("lead", id));
        if (removed.Values.Sum() == 0)
            return null;

        var key = await KeyAsync(connection, stop);
        foreach (var id in ids)
        {
            await RunAsync(connection, "INSERT INTO erasures (lead_hash, erased_at, removed) VALUES (@hash, @at, @removed) ON CONFLICT DO NOTHING", stop,
                ("hash", Hash(key, id)), ("at", rows.Instants.ToStored(now)), ("removed", JsonSerializer.Serialize(removed)));
        }

        return await FindAsync(connection, leadId, stop);
    }

    /// <summary>All ids of the person, the present one first.</summary>
    static async Task<IReadOnlyList<string>> IdsAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        await using var owner = LeadQueries.Command(connection, "SELECT lead_id FROM lead_aliases WHERE alias = @id", ("id", leadId));
        var present = await owner.ExecuteScalarAsync(stop) as string ?? leadId;
        await using var former = LeadQueries.Command(connection, "SELECT alias FROM lead_aliases WHERE lead_id = @id ORDER BY alias", ("id", present));
        return [present, .. await LeadQueries.AllAsync(former, row => row.GetString(0), stop)];
    }

    async Task<byte[]> KeyAsync(DbConnection connection, CancellationToken stop)
    {
        await RunAsync(connection, "INSERT INTO erasure_keys (id, secret) VALUES (1, @secret) ON CONFLICT DO NOTHING", stop,
            ("secret", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))));
        return (await FindKeyAsync(connection, stop))!;
    }

    static async Task<byte[]?> FindKeyAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection, "SELECT secret FROM erasure_keys WHERE id = 1");
        return await command.ExecuteScalarAsync(stop) is string secret ? Convert.FromHexString(secret) : null;
    }

    static async Task<int> RunAsync(DbConnection connection, string sql, CancellationToken stop, params (string, object)[] values)
    {
        await using var command = LeadQueries.Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(stop);
    }

    static string Hash(byte[] key, string id) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)));
}
