using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>The outbox of alerts.</summary>
/// <remarks>
/// Debounced: of one lead, kind and address the first is due at once; whatever follows within the debounce waits until it
/// is over, and of several that wait only the last is told.
/// </remarks>
sealed class AlertTable(IStoreDatabase database, PoolRows rows)
{
    const string SameSubject =
        "webhook_id = @webhook AND lead_id = @lead AND kind = @kind AND id <> @id";

    /// <summary>Adds an alert; one with a known id changes nothing.</summary>
    public async Task AddAsync(DbConnection connection, Alert alert, CancellationToken stop)
    {
        await using var known = LeadQueries.Command(connection, "SELECT count(*) FROM alerts WHERE id = @id", ("id", alert.Id));
        if ((long)(await known.ExecuteScalarAsync(stop))! > 0)
            return;
        var due = alert.Debounce > TimeSpan.Zero ? await DebouncedAsync(connection, alert, stop) : alert.DueAt;
        await using var insert = LeadQueries.Command(connection,
            "INSERT INTO alerts (id, webhook_id, lead_id, kind, created_at, body, debounce, status, due_at, attempts, message) " +
            "SELECT @id, w.id, @lead, @kind, @created, @body, @debounce, 'Waiting', @due, 0, '' FROM webhooks w WHERE w.id = @webhook",
            ("id", alert.Id), ("webhook", alert.WebhookId), ("lead", alert.LeadId), ("kind", alert.Kind),
            ("created", rows.Instants.ToStored(alert.CreatedAt)), ("body", alert.Body), ("debounce", (long)alert.Debounce.TotalMicroseconds),
            ("due", rows.Instants.ToStored(due)));
        await insert.ExecuteNonQueryAsync(stop);
    }

    public Task<IReadOnlyList<Alert>> ClaimAsync(
        DbConnection connection, DateTimeOffset now, TimeSpan hold, int limit, CancellationToken stop) =>
        ClaimAsync(connection, rows.Instants.ToStored(now), rows.Instants.ToStored(now + hold), limit, stop);

    public async Task RecordAsync(DbConnection connection, AlertAttempt attempt, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "UPDATE alerts SET status = @status, due_at = @due, message = @message WHERE id = @id",
            ("id", attempt.AlertId), ("status", attempt.Status.ToString()), ("due", rows.Instants.ToStored(attempt.DueAt)),
            ("message", attempt.Message));
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<Alert?> FindAsync(DbConnection connection, string id, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(id))
            return null;
        await using var command = LeadQueries.Command(connection, $"SELECT {PoolRows.AlertColumns} FROM alerts a WHERE a.id = @id", ("id", id));
        return await LeadQueries.FirstAsync(command, rows.ReadAlert, stop);
    }

    public async Task<IReadOnlyList<Alert>> ListAsync(DbConnection connection, AlertStatus status, Alert? after, int limit, CancellationToken stop)
    {
        const string Order = "ORDER BY a.created_at DESC, a.id DESC LIMIT @limit";
        await using var command = after is null
            ? LeadQueries.Command(connection, $"SELECT {PoolRows.AlertColumns} FROM alerts a WHERE a.status = @status {Order}",
                ("status", status.ToString()), ("limit", limit))
            : LeadQueries.Command(connection,
                $"SELECT {PoolRows.AlertColumns} FROM alerts a WHERE a.status = @status AND (a.created_at, a.id) < (@created, @after) {Order}",
                ("status", status.ToString()), ("limit", limit), ("created", rows.Instants.ToStored(after.CreatedAt)), ("after", after.Id));
        return await LeadQueries.AllAsync(command, rows.ReadAlert, stop);
    }

    public async Task<int> ReplayAsync(DbConnection connection, string id, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "UPDATE alerts SET status = 'Waiting', attempts = 0, due_at = @now, message = '' WHERE id = @id",
            ("id", id), ("now", rows.Instants.ToStored(now)));
        return await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<int> RemoveAsync(DbConnection connection, DateTimeOffset before, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "DELETE FROM alerts WHERE status IN ('Delivered', 'Superseded') AND created_at < @before", ("before", rows.Instants.ToStored(before)));
        return await command.ExecuteNonQueryAsync(stop);
    }

    public async Task PutWebhookAsync(DbConnection connection, Webhook webhook, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "INSERT INTO webhooks (id, url, secret, created_at, kinds, disabled_because) VALUES (@id, @url, @secret, @created, @kinds, @disabled) " +
            "ON CONFLICT (id) DO UPDATE SET url = excluded.url, secret = excluded.secret, created_at = excluded.created_at, " +
            "kinds = excluded.kinds, disabled_because = excluded.disabled_because",
            ("id", webhook.Id), ("url", webhook.Url), ("secret", webhook.Secret), ("created", rows.Instants.ToStored(webhook.CreatedAt)),
            ("kinds", PoolRows.Write(webhook.Kinds)), ("disabled", PoolRows.OrNull(webhook.DisabledBecause)));
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<Webhook?> FindWebhookAsync(DbConnection connection, string id, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(id))
            return null;
        await using var command = LeadQueries.Command(connection, $"SELECT {PoolRows.WebhookColumns} FROM webhooks w WHERE w.id = @id", ("id", id));
        return await LeadQueries.FirstAsync(command, rows.ReadWebhook, stop);
    }

    public async Task<IReadOnlyList<Webhook>> ListWebhooksAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection, $"SELECT {PoolRows.WebhookColumns} FROM webhooks w ORDER BY w.id");
        return await LeadQueries.AllAsync(command, rows.ReadWebhook, stop);
    }

    public static async Task<bool> RemoveWebhookAsync(DbConnection connection, string id, CancellationToken stop)
    {
        await using (var alerts = LeadQueries.Command(connection, "DELETE FROM alerts WHERE webhook_id = @id", ("id", id)))
            await alerts.ExecuteNonQueryAsync(stop);
        await using var command = LeadQueries.Command(connection, "DELETE FROM webhooks WHERE id = @id", ("id", id));
        return await command.ExecuteNonQueryAsync(stop) == 1;
    }

    async Task<IReadOnlyList<Alert>> ClaimAsync(DbConnection connection, object now, object until, int limit, CancellationToken stop)
    {
        // The hold is the next due time: who takes an alert and dies leaves it to be tried again.
        await using var claim = LeadQueries.Command(connection,
            "UPDATE alerts SET due_at = @until, attempts = attempts + 1, tried_at = @now WHERE id IN (" +
            "SELECT id FROM alerts WHERE status = 'Waiting' AND due_at <= @now ORDER BY due_at, id LIMIT @limit " +
            $"{database.SkipTaken}) RETURNING id", ("now", now), ("until", until), ("limit", limit));
        var ids = await LeadQueries.AllAsync(claim, row => row.GetString(0), stop);
        if (ids.Count == 0)
            return [];
        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.AlertColumns} FROM {database.IdTable} i {database.JoinEach} alerts a ON a.id = i.id ORDER BY a.created_at, a.id",
            ("ids", database.IdValues(ids)));
        return await LeadQueries.AllAsync(command, rows.ReadAlert, stop);
    }

    // When the alert is due; one that it takes the place of is dropped and gives it its turn.
    async Task<DateTimeOffset> DebouncedAsync(DbConnection connection, Alert alert, CancellationToken stop)
    {
        (string, object)[] subject = [("webhook", alert.WebhookId), ("lead", alert.LeadId), ("kind", alert.Kind), ("id", alert.Id)];
        await using (var drop = LeadQueries.Command(connection,
            $"UPDATE alerts SET status = 'Superseded', message = 'A newer alert took its place.' WHERE {SameSubject} " +
            "AND status = 'Waiting' AND attempts = 0 AND debounce > 0 RETURNING due_at", subject))
        {
            var turns = await LeadQueries.AllAsync(drop, row => new Turn(rows.Instants.FromStored(row, 0)), stop);
            if (turns.Count > 0)
                return turns.Min(turn => turn.At);
        }

        await using var latest = LeadQueries.Command(connection,
            $"SELECT max(created_at), max(tried_at) FROM alerts WHERE {SameSubject} AND attempts > 0", subject);
        var last = (await LeadQueries.FirstAsync(latest,
            row => new Turn(rows.Instants.FromNullable(row, 0) is { } created && rows.Instants.FromNullable(row, 1) is { } tried
                ? (created > tried ? created : tried) : DateTimeOffset.MinValue), stop))!;
        return last.At > DateTimeOffset.MinValue && last.At + alert.Debounce > alert.DueAt ? last.At + alert.Debounce : alert.DueAt;
    }

    sealed record Turn(DateTimeOffset At);
}
