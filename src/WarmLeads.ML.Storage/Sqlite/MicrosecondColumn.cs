using System.Data.Common;

namespace WarmLeads.ML.Storage;

/// <summary>SQLite has no type for instants: an INTEGER of microseconds since 1970-01-01 UTC.</summary>
sealed class MicrosecondColumn : InstantColumn
{
    public override object ToStored(DateTimeOffset instant) => Microseconds(instant);

    public override DateTimeOffset FromStored(DbDataReader row, int column) =>
        DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);
}
