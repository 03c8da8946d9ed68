namespace WarmLeads.ML.Api;

/// <summary>A page of the warm pool.</summary>
/// <param name="Moment">The moment of the answer; states and chances are those of the latest look at each lead.</param>
/// <param name="Leads">The leads, ranked.</param>
/// <param name="LeftOut">Leads between the first and the last of this page that must not be contacted or profiled, and so are in no list.</param>
/// <param name="LookedAt">Leads that this page went through.</param>
/// <param name="Next">Address of the next page; null when the list, or the capacity, is at its end.</param>
sealed record PoolPage(DateTimeOffset Moment, IReadOnlyList<PoolEntry> Leads, int LeftOut, int LookedAt, string? Next);
