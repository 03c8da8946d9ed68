using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>What became of a lead after a cutoff, and from when on that is known.</summary>
/// <param name="Converted">Whether it converted within the horizon, or in the end where there is none.</param>
/// <param name="KnownFrom">From when on it is known; the latest moment there is when it is not known yet.</param>
public readonly record struct SnapshotOutcome(bool Converted, DateTimeOffset KnownFrom)
{
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

        var until = cutoff + TimeSpan.FromDays(days);
        if (until > how.Now)
            return new SnapshotOutcome(false, DateTimeOffset.MaxValue);
        if (how.ConvertedBy.Count > 0)
        {
            return new SnapshotOutcome(
                history.Events.Any(item => how.ConvertedBy.Contains(item.Kind, StringComparer.Ordinal) && item.OccurredAt >= cutoff &&
                    item.OccurredAt < until && item.ReceivedAt < how.Now),
                until);
        }

        return history.Outcome is { Kind: OutcomeKind.Converted } won && won.OccurredAt < until && won.RecordedAt < how.Now
            ? new SnapshotOutcome(true, Later(until, won.RecordedAt))
            : new SnapshotOutcome(false, until);
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
