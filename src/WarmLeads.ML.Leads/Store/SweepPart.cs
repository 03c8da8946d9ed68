namespace WarmLeads.ML.Leads;

/// <summary>A part of a sweep in a worker's hands.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Partition">Which leads.</param>
/// <param name="Cutoff">The moment as of which all leads of the sweep are looked at.</param>
/// <param name="After">The last lead that is done; null when none is.</param>
/// <param name="Number">How often the part was taken or moved on; who holds an older number has lost it.</param>
/// <param name="Hold">How long it stays in these hands without a block.</param>
public sealed record SweepPart(long SweepId, LeadPartition Partition, DateTimeOffset Cutoff, string? After, long Number, TimeSpan Hold);
