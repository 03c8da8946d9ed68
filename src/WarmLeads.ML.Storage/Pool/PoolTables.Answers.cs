using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

// Answers about many leads, and the erasure of one.
public abstract partial class PoolTables
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Lead>> FindLeadsAsync(IReadOnlyCollection<string> leadIds, CancellationToken stop) =>
        _database.ReadAsync(async connection =>
        {
            string[] ids = [.. leadIds.Where(RecordCheck.CanBeKey)];
            await using var command = LeadQueries.Command(connection,
                $"SELECT {StoredRows.LeadAndOutcomeColumns} FROM {_database.IdTable} i {_database.JoinEach} leads l ON l.id = i.id " +
                "LEFT JOIN outcomes o ON o.lead_id = l.id", ("ids", _database.IdValues(ids)));
            var leads = await LeadQueries.AllAsync(command, row => _rows.ReadLead(row).Lead, stop);
            return (IReadOnlyDictionary<string, Lead>)leads.DistinctBy(lead => lead.Id).ToDictionary(lead => lead.Id, StringComparer.Ordinal);
        }, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadEnd>> ListEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        _database.ReadAsync(async connection =>
        {
            await using var command = LeadQueries.Command(connection,
                $"SELECT {StoredRows.LeadAndOutcomeColumns}, (SELECT MIN(e.received_at) FROM events e WHERE e.lead_id = l.id), " +
                "(SELECT MIN(s.at) FROM lead_scores s WHERE s.lead_id = l.id), " +
                "(SELECT t.number FROM standings t WHERE t.lead_id = l.id) FROM outcomes o JOIN leads l ON l.id = o.lead_id " +
                "WHERE o.occurred_at >= @from AND o.occurred_at < @to ORDER BY l.id",
                ("from", _rows.Instants.ToStored(from)), ("to", _rows.Instants.ToStored(to)));
            return await LeadQueries.AllAsync(command, row =>
            {
                var history = _rows.ReadLead(row);
                DateTimeOffset?[] known = [InstantOrNull(row, 8), InstantOrNull(row, 9)];
                // Looked at more than once, it was looked at before it ended: by sweeps, which keep their scores elsewhere.
                var isOld = !row.IsDBNull(10) && row.GetInt64(10) > 1;
                return new LeadEnd(history.Lead, history.Outcome!) { FirstKnownAt = known.Min() ?? (isOld ? history.Lead.CreatedAt : null) };
            }, stop);
        }, stop);

    DateTimeOffset? InstantOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : _rows.Instants.FromStored(row, column);

    /// <inheritdoc/>
    public async Task<ErasureReceipt?> EraseAsync(string leadId, DateTimeOffset now, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return null;
        var receipt = await _database.WriteAsync(connection => _erasures.EraseAsync(connection, leadId, now, stop), stop);
        return receipt is null ? null : receipt with { AreBytesGone = await _database.WipeAsync(stop) };
    }

    /// <inheritdoc/>
    public Task<ErasureReceipt?> FindErasureAsync(string leadId, CancellationToken stop) => RecordCheck.CanBeKey(leadId)
        ? _database.ReadAsync(connection => _erasures.FindAsync(connection, leadId, stop), stop)
        : Task.FromResult<ErasureReceipt?>(null);
}
