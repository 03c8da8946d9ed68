using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>Where a lead stands, how it got there, and what to do.</summary>
/// <param name="Moment">The moment of all this.</param>
/// <param name="Standing">What is believed of it.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Criteria">Every criterion, met or not.</param>
/// <param name="Transitions">What changed, oldest first.</param>
/// <param name="Scores">Its stored chances, oldest first.</param>
/// <param name="Events">All that it did and that we did, by time.</param>
public sealed record LeadStory(
    DateTimeOffset Moment, LeadStanding Standing, NurtureAdvice Advice, IReadOnlyList<CriterionResult> Criteria, IReadOnlyList<Transition> Transitions,
    IReadOnlyList<ScoreEntry> Scores, IReadOnlyList<TimelineEvent> Events);
