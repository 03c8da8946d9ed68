using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What was kept for a segment.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Pooled">The pooled model on them.</param>
/// <param name="Tried">What was kept, or the best that was tried where the pooled model stays; null where there were too few outcomes to try.</param>
/// <param name="Offset">The level that is added, on the forest's scale; 0 for none.</param>
/// <param name="Trees">The trees that are added, fitted to all of its rows; null for none.</param>
sealed record SegmentChoice(SegmentRows Rows, SegmentTrial Pooled, SegmentTrial? Tried, double Offset, BoostedTreeModel? Trees)
{
    /// <summary>Whether the pooled model stays although something was tried.</summary>
    public bool Stays { get; init; }

    /// <summary>Whether the segment has something of its own.</summary>
    public bool IsOwn => Tried is not null && !Stays;

    /// <summary>The choice as the card tells it.</summary>
    /// <param name="name">The segment's value.</param>
    public SegmentModel ToCard(string name)
    {
        var isTrees = Trees is { NumberOfTrees: > 0 };
        return new SegmentModel
        {
            Segment = name,
            Rows = Rows.Rows.Length,
            Leads = Rows.LeadCount,
            Converted = Rows.Converted,
            Part = !IsOwn ? SegmentPart.Pooled : isTrees ? SegmentPart.Trees : SegmentPart.Offset,
            Offset = isTrees ? 0 : Offset + (Trees?.Bias ?? 0),
            Trees = Trees?.NumberOfTrees ?? 0,
            LeadsNeeded = Tried is null ? SegmentLadder.LeadsForOffset : null,
            PooledLogLoss = Tried is null ? null : Pooled.LogLoss,
            TriedLogLoss = Tried?.LogLoss,
            StandardError = Tried is null ? null : Tried.Against(Rows, Pooled).StandardError / Tried.Weight,
        };
    }
}
