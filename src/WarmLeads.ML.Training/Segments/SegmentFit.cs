using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What parting a forest by segments came to.</summary>
/// <param name="Pooled">The forest before it was parted.</param>
/// <param name="Report">What each segment has of its own; nothing is said of quality yet.</param>
public sealed record SegmentFit(EncodedTreeModel Pooled, SegmentReport Report);
