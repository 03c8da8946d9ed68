using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Joins what is stored under a former id with the lead that it belongs to.</summary>
sealed class SqliteAliasJoin(SqliteConnection connection, StoredRows rows, HashSet<string> touched) : IDisposable
{
    readonly SqliteStatement _owner = new(connection, "SELECT lead_id FROM lead_aliases WHERE alias = @0", 1);
    readonly SqliteLeadRecords _records = new(connection, rows);

    /// <summary>Joins; an alias that has a lead already keeps it.</summary>
    /// <returns>The lead that the alias belongs to.</returns>
    public string Join(LeadAlias alias)
    {
        if (_owner.Text(alias.Alias) is { } earlier)
            return earlier;
        var owner = _owner.Text(alias.LeadId) ?? alias.LeadId;
        if (owner == alias.Alias)
            return owner;

        // The first outcome of the lead stands, and of two that say the same one stays.
        foreach (var sql in (string[])
                 [
                     "INSERT INTO lead_aliases (alias, lead_id) VALUES (@0, @1)",
                     "UPDATE lead_aliases SET lead_id = @1 WHERE lead_id = @0",
                     "UPDATE events SET lead_id = @1 WHERE lead_id = @0",
                     "UPDATE OR IGNORE outcomes SET lead_id = @1 WHERE lead_id = @0",
                     "DELETE FROM outcomes WHERE lead_id = @0",
                     "UPDATE OR IGNORE consents SET lead_id = @1 WHERE lead_id = @0",
                     "DELETE FROM consents WHERE lead_id = @0",
                 ])
        {
            using var statement = new SqliteStatement(connection, sql, sql.Contains("@1", StringComparison.Ordinal) ? 2 : 1);
            statement.Run(sql.Contains("@1", StringComparison.Ordinal) ? [alias.Alias, owner] : [alias.Alias]);
        }

        using (var pool = LeadQueries.Command(connection, JoinedPool.Sql, ("alias", alias.Alias), ("owner", owner)))
            pool.ExecuteNonQuery();

        if (_records.Find(alias.Alias) is { } former)
        {
            var known = _records.Find(owner);
            _records.Put(known, known?.Joined(former) ?? former with { Lead = former.Lead with { Id = owner } });
            _records.Remove(alias.Alias);
        }

        touched.Add(alias.Alias);
        touched.Add(owner);
        return owner;
    }

    public void Dispose()
    {
        _owner.Dispose();
        _records.Dispose();
    }
}
