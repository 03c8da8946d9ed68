namespace WarmLeads.ML.Reports;

/// <summary>What a page of the warm pool shows.</summary>
/// <param name="Moment">The moment of the page.</param>
/// <param name="Rows">Its leads, ranked.</param>
/// <param name="LeftOut">Leads between them that must not be contacted or profiled.</param>
/// <param name="NextUrl">Address of the next page; null on the last one.</param>
public sealed record PoolListPage(DateTimeOffset Moment, IReadOnlyList<PoolListRow> Rows, int LeftOut, string? NextUrl)
{
    /// <summary>Whether the leads are ranked by chance x value.</summary>
    public bool IsByValue { get; init; }

    /// <summary>Views of the pool: all, hot, heating…</summary>
    public IReadOnlyList<PageLink> Views { get; init; } = [];

    /// <summary>Links at the head of the page.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];
}
