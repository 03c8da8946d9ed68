namespace WarmLeads.ML.Api;

/// <summary>What became of the items of a request.</summary>
/// <param name="Items">One for each item, in the order of the request.</param>
sealed record IntakeSummary(IReadOnlyList<IntakeItemAnswer> Items)
{
    /// <summary>Whether every item is on the disk; what clients of Segment look at.</summary>
    public bool Success => Refused == 0;

    /// <summary>Items that are new.</summary>
    public int Stored => Items.Count(item => item.Status == IntakeStatus.Stored);

    /// <summary>Items that were stored before.</summary>
    public int Duplicates => Items.Count(item => item.Status == IntakeStatus.Duplicate);

    /// <summary>Items that were not stored.</summary>
    public int Refused => Items.Count(item => item.Status == IntakeStatus.Refused);
}
