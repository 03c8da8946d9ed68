using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>A whole history in memory, for a store to take in.</summary>
/// <param name="Leads">Leads in the order of their file, each id once.</param>
/// <param name="Events">Events of these leads in the order of their file, each once.</param>
/// <param name="Outcomes">Outcomes of these leads in the order of their file, one for a lead at most.</param>
/// <param name="Problems">What was left out or looks odd.</param>
public sealed record HistoryBatch(
    IReadOnlyList<Lead> Leads, IReadOnlyList<EngagementEvent> Events, IReadOnlyList<Outcome> Outcomes, HistoryProblems Problems);
