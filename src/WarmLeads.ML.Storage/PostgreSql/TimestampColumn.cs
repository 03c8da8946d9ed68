using System.Data.Common;

namespace WarmLeads.ML.Storage;

/// <summary>PostgreSQL keeps an instant as timestamptz: microseconds, in UTC.</summary>
sealed class TimestampColumn : InstantColumn
{
    public override object ToStored(DateTimeOffset instant) => Utc(instant);

    public override DateTimeOffset FromStored(DbDataReader row, int column) => new(row.GetDateTime(column));

    /// <summary>The instant rounded down to the microsecond: the driver would round towards the year 2000.</summary>
    public static DateTime Utc(DateTimeOffset instant) =>
        DateTime.UnixEpoch.AddTicks(Microseconds(instant) * TimeSpan.TicksPerMicrosecond);
}
