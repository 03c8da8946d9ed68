namespace WarmLeads.ML.Training;

/// <summary>How instants are written in somebody's files.</summary>
public enum InstantFormat
{
    /// <summary>
    /// ISO 8601: `2026-01-31T09:30:00+02:00`; with the mapping's offset also without one, and dates alone. Times of Unix between
    /// 1990 and 2100 and dates such as `2026/01/31` are read as well.
    /// </summary>
    Iso8601,

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    UnixMilliseconds,

    /// <summary>Dates of three numbers with the day first: `31/01/2026 14:30`, `31.1.26`; and all that ISO 8601 reads.</summary>
    DayFirst,

    /// <summary>Dates of three numbers with the month first: `01/31/2026 2:30 PM`; and all that ISO 8601 reads.</summary>
    MonthFirst,
}
