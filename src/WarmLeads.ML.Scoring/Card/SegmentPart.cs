namespace WarmLeads.ML.Scoring;

/// <summary>What a segment has of its own on top of the model of all leads.</summary>
public enum SegmentPart
{
    /// <summary>Nothing: the pooled model answers for it.</summary>
    Pooled,

    /// <summary>A level of its own: a constant is added to its scores.</summary>
    Offset,

    /// <summary>Trees of its own.</summary>
    Trees,
}
