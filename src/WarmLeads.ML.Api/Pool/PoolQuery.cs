using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Which leads of the pool are asked for, and how they are ranked.</summary>
/// <param name="Filter">What the store can tell.</param>
/// <param name="Order">What ranks them.</param>
/// <param name="OnlyRewarmed">Only leads that count as re-warmed now.</param>
/// <param name="OnlyOverdue">Only leads whose next touch is overdue.</param>
/// <param name="Capacity">The calls that the team can make: the list ends there; null for no end.</param>
/// <param name="Limit">Leads of a page.</param>
sealed record PoolQuery(StandingFilter Filter, StandingOrder Order, bool OnlyRewarmed, bool OnlyOverdue, int? Capacity, int Limit);
