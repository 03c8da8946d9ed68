using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>From a row of the pool's tables to a record; the constants name the columns in the order that is read.</summary>
sealed class PoolRows(InstantColumn instants)
{
    public const string StandingColumns =
        "p.lead_id, p.number, p.transition_number, p.state, p.since, p.trend, p.trend_since, p.evaluated_at, p.rewarmed_at, " +
        "p.rewarmed_until, p.mql_since, p.sql_since, p.last_engaged_at, p.hot_since, p.hot_until, p.mql_up_since, p.mql_up_until, " +
        "p.criteria_version, p.probability, p.next_look_at, m.name, m.version, m.hash, p.segment, p.value, p.top_reason";

    public const string TransitionColumns =
        "t.lead_id, t.number, t.at, t.kind, t.from_state, t.to_state, t.cause, t.signals, t.probability, t.score, " +
        "t.contributions, t.criteria_version, m.name, m.version, m.hash";

    public const string HandoffColumns =
        "h.id, h.lead_id, h.at, h.due_at, h.route, h.checklist, h.cause, h.probability, h.score, h.contributions, " +
        "h.criteria_version, m.name, m.version, m.hash, h.status, h.decided_at, h.decided_by, h.rejection, h.note";

    public const string AlertColumns =
        "a.id, a.webhook_id, a.lead_id, a.kind, a.created_at, a.body, a.debounce, a.status, a.due_at, a.attempts, a.tried_at, a.message";

    public const string WebhookColumns = "w.id, w.url, w.secret, w.created_at, w.kinds, w.disabled_because";

    static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public InstantColumn Instants => instants;

    public static string Write<T>(IReadOnlyList<T> items) => items.Count == 0 ? "[]" : JsonSerializer.Serialize(items, Json);

    public static object OrNull(double? number) => number is { } known ? known : DBNull.Value;

    public static object OrNull(string? text) => (object?)text ?? DBNull.Value;

    public RankedStanding ReadStanding(DbDataReader row, int first = 0)
    {
        DateTimeOffset? Instant(int column) => instants.FromNullable(row, first + column);
        var standing = new LeadStanding(
            row.GetString(first), Name<LeadState>(row, first + 3), instants.FromStored(row, first + 4),
            Name<LeadTrend>(row, first + 5), instants.FromStored(row, first + 7))
        {
            Number = row.GetInt64(first + 1),
            TransitionNumber = row.GetInt64(first + 2),
            TrendSince = Instant(6),
            RewarmedAt = Instant(8),
            RewarmedUntil = Instant(9),
            MqlSince = Instant(10),
            SqlSince = Instant(11),
            LastEngagedAt = Instant(12),
            HotSpell = new ThresholdSpell(Instant(13), Instant(14)),
            MqlSpell = new ThresholdSpell(Instant(15), Instant(16)),
            CriteriaVersion = row.GetString(first + 17),
            Probability = Number(row, first + 18),
            NextLookAt = Instant(19) ?? DateTimeOffset.MaxValue,
            ModelName = Text(row, first + 20),
            ModelVersion = Text(row, first + 21),
            ModelHash = Text(row, first + 22),
        };
        return new RankedStanding(
            standing, row.IsDBNull(first + 23) ? null : row.GetString(first + 23), Number(row, first + 24), row.GetString(first + 25));
    }

    public Transition ReadTransition(DbDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), instants.FromStored(row, 2), Name<TransitionKind>(row, 3),
            Name<LeadState>(row, 4), Name<LeadState>(row, 5))
        {
            Cause = row.GetString(6),
            Signals = List<string>(row, 7),
            Probability = Number(row, 8),
            Score = Number(row, 9),
            Contributions = List<ScoreContribution>(row, 10),
            CriteriaVersion = row.GetString(11),
            ModelName = Text(row, 12),
            ModelVersion = Text(row, 13),
            ModelHash = Text(row, 14),
        };

    public Handoff ReadHandoff(DbDataReader row)
    {
        var status = Name<HandoffStatus>(row, 14);
        return new Handoff(row.GetString(0), row.GetString(1), instants.FromStored(row, 2), instants.FromStored(row, 3), row.GetString(4))
        {
            Checklist = List<CriterionResult>(row, 5),
            Cause = row.GetString(6),
            Probability = Number(row, 7),
            Score = Number(row, 8),
            Contributions = List<ScoreContribution>(row, 9),
            CriteriaVersion = row.GetString(10),
            ModelName = Text(row, 11),
            ModelVersion = Text(row, 12),
            ModelHash = Text(row, 13),
            Status = status,
            Decision = instants.FromNullable(row, 15) is not { } at ? null : new HandoffDecision(status == HandoffStatus.Accepted, at, Text(row, 16))
            {
                Rejection = row.IsDBNull(17) ? null : Name<HandoffRejection>(row, 17),
                Note = Text(row, 18),
            },
        };
    }

    public Alert ReadAlert(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), instants.FromStored(row, 4), row.GetString(5))
        {
            Debounce = TimeSpan.FromMicroseconds(row.GetInt64(6)),
            Status = Name<AlertStatus>(row, 7),
            DueAt = instants.FromStored(row, 8),
            Attempts = (int)row.GetInt64(9),
            TriedAt = instants.FromNullable(row, 10),
            Message = row.GetString(11),
        };

    public Webhook ReadWebhook(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), instants.FromStored(row, 3))
        {
            Kinds = List<string>(row, 4),
            DisabledBecause = row.IsDBNull(5) ? null : row.GetString(5),
        };

    public ScoreEntry ReadScoreEntry(DbDataReader row) =>
        new(row.GetString(0), instants.FromStored(row, 1), row.GetDouble(2), row.GetDouble(3), row.GetString(4),
            row.GetString(5), row.GetString(6), row.GetString(7));

    static IReadOnlyList<T> List<T>(DbDataReader row, int column)
    {
        var text = row.GetString(column);
        return text == "[]" ? [] : JsonSerializer.Deserialize<List<T>>(text, Json)!;
    }

    static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    static double? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    static T Name<T>(DbDataReader row, int column)
        where T : struct, Enum => StoredRows.Name<T>(row, column);
}
