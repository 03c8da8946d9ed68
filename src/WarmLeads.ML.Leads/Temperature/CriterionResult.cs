namespace WarmLeads.ML.Leads;

/// <summary>Whether a lead meets one criterion at a moment, and what it did or what is missing.</summary>
/// <param name="Name">The criterion's stable name: `warm_act`, `hot_probability`, `mql`…</param>
/// <param name="Opens">The state that it opens; null for a fact that is no state (MQL, SQL).</param>
/// <param name="IsMet">Whether it is met.</param>
/// <param name="Words">One sentence: what met it, or what is missing.</param>
public sealed record CriterionResult(string Name, LeadState? Opens, bool IsMet, string Words);
