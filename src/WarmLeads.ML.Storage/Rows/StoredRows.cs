using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>From a row of either database to a record; the constants name the columns in the order that is read.</summary>
sealed class StoredRows(InstantColumn instants)
{
    public const string LeadAndOutcomeColumns =
        "l.id, l.created_at, l.account_id, l.value, l.attributes, o.kind, o.occurred_at, o.recorded_at";

    public const string EventColumns =
        "e.lead_id, e.kind, e.occurred_at, e.received_at, e.source, e.event_id, e.properties";

    public const string SweepColumns =
        "w.id, w.model_name, w.model_version, w.model_hash, w.cutoff, w.finished_at, w.lead_count";

    public const string ScoreColumns = "s.lead_id, s.probability, s.score, s.top_reason";

    public const string RunColumns =
        "id, job, started_at, status, finished_at, message, progress, details_json";

    public const string RecordColumns = "id, created_at, account_id, value, attributes, since";

    public const string ConsentColumns = "lead_id, kind, holds, at, source";

    public InstantColumn Instants => instants;

    /// <summary>A lead without events.</summary>
    public LeadHistory ReadLead(DbDataReader row)
    {
        var lead = new Lead(row.GetString(0), instants.FromStored(row, 1))
        {
            AccountId = row.IsDBNull(2) ? null : row.GetString(2),
            Value = row.IsDBNull(3) ? null : row.GetDouble(3),
            Attributes = StoredProperties.Read(row.GetString(4)),
        };
        var outcome = row.IsDBNull(5)
            ? null
            : new Outcome(lead.Id, Name<OutcomeKind>(row, 5), instants.FromStored(row, 6), instants.FromStored(row, 7));
        return new LeadHistory(lead, [], outcome);
    }

    /// <summary>A lead with the moments since when its parts hold.</summary>
    public LeadRecord ReadRecord(DbDataReader row) => new(
        new Lead(row.GetString(0), instants.FromStored(row, 1))
        {
            AccountId = row.IsDBNull(2) ? null : row.GetString(2),
            Value = row.IsDBNull(3) ? null : row.GetDouble(3),
            Attributes = StoredProperties.Read(row.GetString(4)),
        },
        StoredTimes.Read(row.IsDBNull(5) ? null : row.GetString(5)));

    /// <summary>An outcome: lead, kind, when it happened, when it was recorded.</summary>
    public Outcome ReadOutcome(DbDataReader row) =>
        new(row.GetString(0), Name<OutcomeKind>(row, 1), instants.FromStored(row, 2), instants.FromStored(row, 3));

    public ConsentStatement ReadConsent(DbDataReader row) =>
        new(row.GetString(0), Name<ConsentKind>(row, 1), row.GetBoolean(2), instants.FromStored(row, 3), row.GetString(4));

    public EngagementEvent ReadEvent(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), instants.FromStored(row, 2), instants.FromStored(row, 3))
        {
            Source = row.GetString(4),
            EventId = row.GetString(5),
            Properties = StoredProperties.Read(row.GetString(6)),
        };

    public ScoreSweep ReadSweep(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3),
            instants.FromStored(row, 4), instants.FromStored(row, 5), row.GetInt64(6));

    /// <summary>A score whose columns begin at the given one.</summary>
    public static LeadScore ReadScore(DbDataReader row, int first = 0) =>
        new(row.GetString(first), row.GetDouble(first + 1), row.GetDouble(first + 2), row.GetString(first + 3));

    public JobRun ReadRun(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), instants.FromStored(row, 2), Name<JobStatus>(row, 3))
        {
            FinishedAt = instants.FromNullable(row, 4),
            Message = row.GetString(5),
            Progress = row.GetDouble(6),
            DetailsJson = row.IsDBNull(7) ? null : row.GetString(7),
        };

    // By name, not by number: a store outlives the order of an enum.
    public static T Name<T>(DbDataReader row, int column)
        where T : struct, Enum
    {
        var name = row.GetString(column);
        return Enum.TryParse<T>(name, out var value) && value.ToString() == name
            ? value
            : throw new InvalidDataException(
                $"The store holds '{name}' where one of {string.Join(", ", Enum.GetNames<T>())} belongs; " +
                "use the program version that wrote it, or restore the store from a backup.");
    }
}
