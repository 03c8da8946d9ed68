namespace WarmLeads.ML.Benchmarks;

/// <summary>One pass over a generated history.</summary>
/// <param name="SnapshotsOfLead">Snapshots taken of each lead.</param>
/// <param name="Events">Events of the history.</param>
/// <param name="Known">Events known before a snapshot, summed over snapshots.</param>
/// <param name="Snapshots">Snapshots taken.</param>
/// <param name="Seconds">Seconds that the builder took.</param>
/// <param name="Allocated">Bytes that the builder allocated.</param>
/// <param name="PeakMiB">Peak of resident memory meanwhile.</param>
sealed record FeaturePassTime(
    int SnapshotsOfLead, long Events, long Known, long Snapshots, double Seconds, long Allocated, double PeakMiB);
