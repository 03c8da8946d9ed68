using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads with the moments since when their parts hold.</summary>
sealed class SqliteLeadRecords(SqliteConnection connection, StoredRows rows) : IDisposable
{
    readonly SqliteStatement _find = new(connection, $"SELECT {StoredRows.RecordColumns} FROM leads WHERE id = @0", 1);

    readonly SqliteStatement _put = new(
        connection,
        "INSERT INTO leads (id, created_at, account_id, value, attributes, since) VALUES (@0, @1, @2, @3, @4, @5) " +
        "ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, account_id = excluded.account_id, " +
        "value = excluded.value, attributes = excluded.attributes, since = excluded.since", 6);

    readonly SqliteStatement _remove = new(connection, "DELETE FROM leads WHERE id = @0", 1);

    /// <summary>The lead as it is stored; null when it is not.</summary>
    public LeadRecord? Find(string id) => _find.First(rows.ReadRecord, id);

    /// <summary>Stores the lead unless it is stored like that already.</summary>
    /// <returns>Whether it was not.</returns>
    public bool Put(LeadRecord? before, LeadRecord after)
    {
        var (lead, attributes, since) = (after.Lead, StoredProperties.Write(after.Lead.Attributes), StoredTimes.Write(after.Since));
        if (before is not null && lead with { Attributes = before.Lead.Attributes } == before.Lead
            && attributes == StoredProperties.Write(before.Lead.Attributes) && since == StoredTimes.Write(before.Since))
            return false;
        _put.Run(lead.Id, rows.Instants.ToStored(lead.CreatedAt), lead.AccountId, lead.Value, attributes, since);
        return true;
    }

    /// <summary>Removes the lead's row; what else is stored of it stays.</summary>
    public void Remove(string id) => _remove.Run(id);

    public void Dispose()
    {
        _find.Dispose();
        _put.Dispose();
        _remove.Dispose();
    }
}
