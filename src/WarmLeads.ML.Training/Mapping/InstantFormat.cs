namespace WarmLeads.ML.Training;

/// <summary>How instants are written in somebody's files.</summary>
public enum InstantFormat
{
    /// <summary>ISO 8601: `2026-01-31T09:30:00+02:00`; with the mapping's offset also without one, and dates alone.</summary>
    Iso8601,

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    UnixMilliseconds,
}
