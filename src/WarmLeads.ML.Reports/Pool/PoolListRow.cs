using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>A lead in the page of the warm pool.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Standing">What is believed of it.</param>
/// <param name="Value">What a conversion would be worth; null when unknown.</param>
/// <param name="IsRewarmed">Whether it came back a short while ago.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="TopReason">The strongest reasons in one line.</param>
public sealed record PoolListRow(long Rank, LeadStanding Standing, double? Value, bool IsRewarmed, NurtureAdvice Advice, string TopReason);
