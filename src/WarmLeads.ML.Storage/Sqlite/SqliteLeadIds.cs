using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>Which lead an id belongs to, and whether it is stored; asked once for each id of a batch.</summary>
sealed class SqliteLeadIds : IDisposable
{
    readonly SqliteStatement _owner, _known;
    readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    readonly Dictionary<string, bool> _isKnown = new(StringComparer.Ordinal);
    readonly bool _hasAliases;

    public SqliteLeadIds(SqliteConnection connection)
    {
        _owner = new SqliteStatement(connection, "SELECT lead_id FROM lead_aliases WHERE alias = @0", 1);
        _known = new SqliteStatement(connection, "SELECT id FROM leads WHERE id = @0", 1);
        using var any = new SqliteStatement(connection, "SELECT alias FROM lead_aliases LIMIT 1", 0);
        _hasAliases = any.Text() is not null;
    }

    /// <summary>The lead that the id is an alias of; itself when it is none.</summary>
    public string Resolve(string id)
    {
        if (!_hasAliases)
            return id;
        if (!_owners.TryGetValue(id, out var owner))
            _owners.Add(id, owner = _owner.Text(id) ?? id);
        return owner;
    }

    /// <summary>Whether the lead is stored.</summary>
    public bool IsKnown(string lead)
    {
        if (!_isKnown.TryGetValue(lead, out var isKnown))
            _isKnown.Add(lead, isKnown = _known.Text(lead) is not null);
        return isKnown;
    }

    /// <summary>The lead was stored just now.</summary>
    public void Known(string lead) => _isKnown[lead] = true;

    public void Dispose()
    {
        _owner.Dispose();
        _known.Dispose();
    }
}
