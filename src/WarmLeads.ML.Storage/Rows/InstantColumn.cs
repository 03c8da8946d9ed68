using System.Data.Common;

namespace WarmLeads.ML.Storage;

/// <summary>How a database keeps an instant: to the microsecond, in UTC.</summary>
abstract class InstantColumn
{
    /// <summary>The value of a parameter that holds the instant; the 100 ns below a microsecond are cut off.</summary>
    public abstract object ToStored(DateTimeOffset instant);

    /// <summary>The instant in a column of the current row.</summary>
    public abstract DateTimeOffset FromStored(DbDataReader row, int column);

    /// <summary>The instant in a column of the current row; null when the column is.</summary>
    public DateTimeOffset? FromNullable(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : FromStored(row, column);

    /// <summary>The parameter's value; the database's null for null.</summary>
    public object ToNullable(DateTimeOffset? instant) => instant is { } known ? ToStored(known) : DBNull.Value;

    /// <summary>Microseconds since 1970-01-01 UTC, rounded down, also before 1970.</summary>
    public static long Microseconds(DateTimeOffset instant) =>
        (long)Math.Floor((decimal)(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
}
