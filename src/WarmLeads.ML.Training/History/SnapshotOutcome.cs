using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>What became of a lead after a cutoff, and from when on that is known.</summary>
/// <param name="Converted">Whether it converted within the horizon, or in the end where there is none.</param>
/// <param name="KnownFrom">From when on it is known; the latest moment there is when it is not known yet.</param>
public readonly record struct SnapshotOutcome(bool Converted, DateTimeOffset KnownFrom)
{
    /// <summary>The first conversion at or after the cutoff, however late; the latest moment there is when none is known.</summary>
    public DateTimeOffset ConvertedAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>From when on that conversion is known; the latest moment there is when none is.</summary>
    public DateTimeOffset ToldAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>What is known now of the time after a cutoff.</summary>
    /// <param name="history">The lead; an outcome that was recorded later than now is not known.</param>
    /// <param name="cutoff">The cutoff; the lead was open then.</param>
    /// <param name="how">Horizon, now, and what counts as a conversion.</param>
    public static SnapshotOutcome Of(LeadHistory history, DateTimeOffset cutoff, HistoryOptions how)
    {
        if (how.HorizonDays is not { } days)
        {
            return history.Outcome is { } end && end.RecordedAt < how.Now && end.OccurredAt < how.Now
                ? new SnapshotOutcome(end.Kind == OutcomeKind.Converted, Later(end.RecordedAt, end.OccurredAt))
                : new SnapshotOutcome(false, DateTimeOffset.MaxValue);
        }

        var (convertedAt, toldAt) = FirstConversion(history, cutoff, how);
        var until = cutoff + TimeSpan.FromDays(days);
        var isConverted = convertedAt < until;
        // An event is dated by whoever sends it; the CRM's outcome by whoever enters it, often later.
        var knownFrom = until > how.Now ? DateTimeOffset.MaxValue
            : isConverted && how.ConvertedBy.Count == 0 ? Later(until, toldAt)
            : until;
        return new SnapshotOutcome(isConverted && until <= how.Now, knownFrom) { ConvertedAt = convertedAt, ToldAt = toldAt };
    }

    static (DateTimeOffset ConvertedAt, DateTimeOffset ToldAt) FirstConversion(LeadHistory history, DateTimeOffset cutoff, HistoryOptions how)
    {
        var first = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        if (how.ConvertedBy.Count == 0)
        {
            return history.Outcome is { Kind: OutcomeKind.Converted } won && won.RecordedAt < how.Now && won.OccurredAt < how.Now
                ? (won.OccurredAt, Later(won.OccurredAt, won.RecordedAt))
                : first;
        }

        foreach (var item in history.Events)
        {
            if (item.OccurredAt >= cutoff && item.OccurredAt < first.Item1 && item.ReceivedAt < how.Now && item.OccurredAt < how.Now &&
                how.ConvertedBy.Contains(item.Kind, StringComparer.Ordinal))
                first = (item.OccurredAt, Later(item.OccurredAt, item.ReceivedAt));
        }

        return first;
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
