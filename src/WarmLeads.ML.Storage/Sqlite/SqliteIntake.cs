using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Takes batches into a SQLite file: aliases first, so that what follows goes to the lead they belong to.</summary>
sealed class SqliteIntake(SqliteDatabase database, StoredRows rows, PendingSignal pending)
{
    const int RowsBetweenLooksAtStop = 256;

    public async Task<IntakeReceipt> TakeInAsync(IntakeBatch batch, CancellationToken stop)
    {
        RecordCheck.Check(batch);
        var receipt = await database.WriteAsync(connection => Task.FromResult(TakeIn(connection, batch, stop)), stop);
        pending.Set();
        return receipt;
    }

    IntakeReceipt TakeIn(SqliteConnection connection, IntakeBatch given, CancellationToken stop)
    {
        // SQLite answers at once.
        var erased = ErasureTable.FindErasedAsync(connection, database, ErasedLeads.IdsOf(given), stop).GetAwaiter().GetResult();
        var batch = ErasedLeads.Without(given, erased);
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var owners = new string[batch.Aliases.Count];
        if (batch.Aliases.Count > 0)
        {
            using var joining = new SqliteAliasJoin(connection, rows, touched);
            for (var i = 0; i < owners.Length; i++)
                owners[i] = joining.Join(batch.Aliases[i]);
        }

        using var leads = new SqliteLeadIds(connection);
        if (batch.Changes.Count > 0)
            ApplyChanges(connection, batch.Changes, leads, touched, stop);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        var newEvents = AppendEvents(connection, batch.Events, leads, touched, unknown, stop);
        var (standing, newOutcomes) = AppendOutcomes(connection, batch.Outcomes, leads, touched, unknown);
        AppendConsents(connection, batch.Consents, leads, touched, unknown);
        SqliteDatabase.MarkPendingAll(connection, touched);
        stop.ThrowIfCancellationRequested();
        return ErasedLeads.Widen(given, erased, new IntakeReceipt
        {
            AliasOwners = owners,
            NewEvents = newEvents,
            StandingOutcomes = standing,
            NewOutcomes = newOutcomes,
            UnknownLeads = unknown,
            ChangedLeads = touched,
        });
    }

    void ApplyChanges(
        SqliteConnection connection, IReadOnlyList<LeadChange> changes, SqliteLeadIds leads, HashSet<string> touched, CancellationToken stop)
    {
        using var records = new SqliteLeadRecords(connection, rows);
        // All changes of a lead at once: it is read and written once.
        foreach (var ofLead in changes.GroupBy(change => leads.Resolve(change.LeadId), StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            var before = records.Find(ofLead.Key);
            var after = before;
            foreach (var change in ofLead)
            {
                var own = change with { LeadId = ofLead.Key };
                after = after is null ? LeadRecord.From(own) : after.With(own);
            }

            if (records.Put(before, after!))
                touched.Add(ofLead.Key);
            leads.Known(ofLead.Key);
        }
    }

    bool[] AppendEvents(
        SqliteConnection connection, IReadOnlyList<EngagementEvent> events, SqliteLeadIds leads, HashSet<string> touched, HashSet<string> unknown,
        CancellationToken stop)
    {
        var isNew = new bool[events.Count];
        if (events.Count == 0)
            return isNew;
        using var insert = new SqliteStatement(connection, SqliteHistory.InsertEvent, 7);
        for (var i = 0; i < isNew.Length; i++)
        {
            if (i % RowsBetweenLooksAtStop == 0)
                stop.ThrowIfCancellationRequested();
            var happened = events[i];
            var lead = leads.Resolve(happened.LeadId);
            isNew[i] = insert.Run(
                lead, happened.Kind, rows.Instants.ToStored(happened.OccurredAt), rows.Instants.ToStored(happened.ReceivedAt),
                happened.Source, happened.EventId, StoredProperties.Write(happened.Properties)) > 0;
            if (isNew[i])
                touched.Add(lead);
            if (!leads.IsKnown(lead))
                unknown.Add(happened.LeadId);
        }

        return isNew;
    }

    (Outcome[] Standing, bool[] IsNew) AppendOutcomes(
        SqliteConnection connection, IReadOnlyList<Outcome> outcomes, SqliteLeadIds leads, HashSet<string> touched, HashSet<string> unknown)
    {
        var (standing, isNew) = (new Outcome[outcomes.Count], new bool[outcomes.Count]);
        if (outcomes.Count == 0)
            return (standing, isNew);
        using var insert = new SqliteStatement(connection, SqliteHistory.InsertOutcome, 4);
        using var find = new SqliteStatement(connection, "SELECT lead_id, kind, occurred_at, recorded_at FROM outcomes WHERE lead_id = @0", 1);
        for (var i = 0; i < isNew.Length; i++)
        {
            var outcome = outcomes[i] with { LeadId = leads.Resolve(outcomes[i].LeadId) };
            isNew[i] = insert.Run(
                outcome.LeadId, outcome.Kind.ToString(), rows.Instants.ToStored(outcome.OccurredAt), rows.Instants.ToStored(outcome.RecordedAt)) > 0;
            standing[i] = isNew[i] ? outcome : find.First(rows.ReadOutcome, outcome.LeadId)!;
            if (isNew[i])
                touched.Add(outcome.LeadId);
            if (!leads.IsKnown(outcome.LeadId))
                unknown.Add(outcomes[i].LeadId);
        }

        return (standing, isNew);
    }

    void AppendConsents(
        SqliteConnection connection, IReadOnlyList<ConsentStatement> statements, SqliteLeadIds leads, HashSet<string> touched, HashSet<string> unknown)
    {
        if (statements.Count == 0)
            return;
        using var insert = new SqliteStatement(
            connection, "INSERT INTO consents (lead_id, kind, at, source, holds) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO NOTHING", 5);
        foreach (var statement in statements)
        {
            var lead = leads.Resolve(statement.LeadId);
            if (insert.Run(lead, statement.Kind.ToString(), rows.Instants.ToStored(statement.At), statement.Source, statement.Holds) > 0)
                touched.Add(lead);
            if (!leads.IsKnown(lead))
                unknown.Add(statement.LeadId);
        }
    }
}
