using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads with the moments since when their parts hold, within the transaction of a connection.</summary>
sealed class PostgreSqlLeadRecords(NpgsqlConnection connection, StoredRows rows)
{
    const string Given = "unnest($1, $2, $3, $4, $5, $6) AS g (id, created_at, account_id, value, attributes, since)";

    /// <summary>For each id the lead that it is an alias of; itself when it is none.</summary>
    public async Task<Dictionary<string, string>> ResolveAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var owners = ids.Distinct(StringComparer.Ordinal).ToDictionary(id => id, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("SELECT alias, lead_id FROM lead_aliases WHERE alias = ANY ($1)", connection);
        command.Parameters.Add(PostgreSqlHistory.Column(NpgsqlDbType.Text, owners.Keys, id => id));
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            owners[row.GetString(0)] = row.GetString(1);
        return owners;
    }

    /// <summary>Applies changes; a lead that is not stored yet is from then on.</summary>
    /// <returns>The leads that are not as they were.</returns>
    public async Task<List<string>> ApplyAsync(IReadOnlyList<LeadChange> changes, CancellationToken stop)
    {
        var owners = await ResolveAsync([.. changes.Select(change => change.LeadId)], stop);
        var ofLead = new SortedDictionary<string, List<LeadChange>>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var own = change with { LeadId = owners[change.LeadId] };
            if (!ofLead.TryGetValue(own.LeadId, out var list))
                ofLead.Add(own.LeadId, list = []);
            list.Add(own);
        }

        // Two nodes may meet a new lead at once: the one that comes second finds it stored, and changes it.
        var changed = await InsertAsync([.. ofLead.Values.Select(list => Applied(null, list))], stop);
        var others = ofLead.Keys.Except(changed, StringComparer.Ordinal).ToList();
        if (others.Count == 0)
            return changed;
        List<LeadRecord> updated = [];
        foreach (var before in await FindAsync(others, stop))
        {
            var after = Applied(before, ofLead[before.Lead.Id]);
            if (Differs(before, after))
                updated.Add(after);
        }

        await UpdateAsync(updated, stop);
        return [.. changed, .. updated.Select(one => one.Lead.Id)];
    }

    /// <summary>The leads that are stored, locked until the transaction ends.</summary>
    public async Task<List<LeadRecord>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {StoredRows.RecordColumns} FROM leads WHERE id = ANY ($1) ORDER BY id FOR UPDATE", connection);
        command.Parameters.Add(PostgreSqlHistory.Column(NpgsqlDbType.Text, ids, id => id));
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<LeadRecord>(ids.Count);
        while (await row.ReadAsync(stop))
            found.Add(rows.ReadRecord(row));
        return found;
    }

    /// <summary>Stores leads that are not stored yet, and leaves the others alone.</summary>
    /// <returns>The leads that were not.</returns>
    public async Task<List<string>> InsertAsync(IReadOnlyList<LeadRecord> records, CancellationToken stop)
    {
        await using var command = Command(
            $"INSERT INTO leads (id, created_at, account_id, value, attributes, since) SELECT * FROM {Given} ON CONFLICT DO NOTHING RETURNING id",
            records);
        var added = new List<string>();
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            added.Add(row.GetString(0));
        return added;
    }

    /// <summary>Stores leads that are stored already.</summary>
    public async Task UpdateAsync(IReadOnlyList<LeadRecord> records, CancellationToken stop)
    {
        if (records.Count == 0)
            return;
        await using var command = Command(
            "UPDATE leads l SET created_at = g.created_at, account_id = g.account_id, value = g.value, attributes = g.attributes, since = g.since " +
            $"FROM {Given} WHERE l.id = g.id", records);
        await command.ExecuteNonQueryAsync(stop);
    }

    static LeadRecord Applied(LeadRecord? before, List<LeadChange> changes)
    {
        var after = before;
        foreach (var change in changes)
            after = after is null ? LeadRecord.From(change) : after.With(change);
        return after!;
    }

    static bool Differs(LeadRecord before, LeadRecord after) =>
        after.Lead with { Attributes = before.Lead.Attributes } != before.Lead
        || StoredProperties.Write(after.Lead.Attributes) != StoredProperties.Write(before.Lead.Attributes)
        || StoredTimes.Write(after.Since) != StoredTimes.Write(before.Since);

    NpgsqlCommand Command(string sql, IReadOnlyList<LeadRecord> records)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            PostgreSqlHistory.Column(NpgsqlDbType.Text, records, one => one.Lead.Id),
            PostgreSqlHistory.Column(NpgsqlDbType.TimestampTz, records, one => TimestampColumn.Utc(one.Lead.CreatedAt)),
            PostgreSqlHistory.Column(NpgsqlDbType.Text, records, one => one.Lead.AccountId),
            PostgreSqlHistory.Column(NpgsqlDbType.Double, records, one => one.Lead.Value),
            PostgreSqlHistory.Column(NpgsqlDbType.Json, records, one => StoredProperties.Write(one.Lead.Attributes)),
            PostgreSqlHistory.Column(NpgsqlDbType.Json, records, one => StoredTimes.Write(one.Since)),
        ]);
        return command;
    }
}
