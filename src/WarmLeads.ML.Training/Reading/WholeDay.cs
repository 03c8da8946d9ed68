using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Moments of which only the day is told: they stand at the day's start and are known when the day is over, in the offset that was meant.</summary>
/// <remarks>What happened in the evening would else be known in the morning, wherever a cutoff falls into the day.</remarks>
public static class WholeDay
{
    static readonly TimeSpan s_toItsEnd = TimeSpan.FromDays(1) - TimeSpan.FromTicks(1);

    /// <summary>The last moment of a day that starts at an instant: before the next midnight, so that a cutoff then knows of the day.</summary>
    /// <param name="start">The day's start.</param>
    public static DateTimeOffset EndOf(DateTimeOffset start) => DateTimeOffset.MaxValue - start > s_toItsEnd ? start + s_toItsEnd : DateTimeOffset.MaxValue;

    /// <summary>The latest moment at which an event can have happened: when it did, or where only its day is told, the day's end.</summary>
    /// <param name="item">The event.</param>
    public static DateTimeOffset LatestOf(EngagementEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Latest(item.OccurredAt, item.ReceivedAt);
    }

    /// <summary>The latest moment at which an outcome can have happened.</summary>
    /// <param name="outcome">The outcome.</param>
    public static DateTimeOffset LatestOf(Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Latest(outcome.OccurredAt, outcome.RecordedAt);
    }

    // Nothing else is learnt of so exactly that long after it happened.
    static DateTimeOffset Latest(DateTimeOffset start, DateTimeOffset known) => known - start == s_toItsEnd ? known : start;
}
