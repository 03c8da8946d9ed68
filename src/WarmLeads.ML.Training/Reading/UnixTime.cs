using System.Globalization;

namespace WarmLeads.ML.Training;

/// <summary>Reads times that count from 1970-01-01 UTC.</summary>
static class UnixTime
{
    /// <summary>The years 1990 to 2100 in seconds; so many times a thousand are milliseconds, times a million microseconds.</summary>
    const decimal Earliest = 631_152_000, Latest = 4_102_444_800;

    /// <summary>Reads a number of seconds or of parts of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">The unit; where it is no time of Unix, the number's size tells it, and other numbers are no instants.</param>
    /// <param name="instant">The instant.</param>
    public static bool TryParse(ReadOnlySpan<char> text, InstantFormat format, out DateTimeOffset instant)
    {
        instant = default;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
            return false;
        decimal unit = format switch
        {
            InstantFormat.UnixSeconds => TimeSpan.TicksPerSecond,
            InstantFormat.UnixMilliseconds => TimeSpan.TicksPerMillisecond,
            _ => UnitOf(count),
        };
        if (unit == 0 || Math.Abs(count) > DateTimeOffset.UnixEpoch.Ticks / unit)
            return false;
        instant = DateTimeOffset.UnixEpoch.AddTicks((long)(count * unit));
        return true;
    }

    static decimal UnitOf(decimal count) => count switch
    {
        >= Earliest and < Latest => TimeSpan.TicksPerSecond,
        >= Earliest * 1000 and < Latest * 1000 => TimeSpan.TicksPerMillisecond,
        >= Earliest * 1_000_000 and < Latest * 1_000_000 => TimeSpan.TicksPerMicrosecond,
        _ => 0,
    };
}
