using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>The answer for a lead that has its outcome: what became of it and what was thought of it last, never a new score.</summary>
static class ClosedLead
{
    /// <summary>The moment from which on the lead was closed: until then it can be looked at with `asOf`.</summary>
    public static DateTimeOffset ClosedAt(Outcome outcome) =>
        outcome.OccurredAt < outcome.RecordedAt ? outcome.OccurredAt : outcome.RecordedAt;

    /// <summary>The answer.</summary>
    /// <param name="history">The lead, with an outcome.</param>
    /// <param name="scores">Its stored scores, oldest first.</param>
    public static LeadClosed Answer(LeadHistory history, IReadOnlyList<ScoreHistoryEntry> scores)
    {
        var outcome = history.Outcome!;
        var closed = new LeadClosed(
            $"Lead '{history.Lead.Id}' {(outcome.Kind == OutcomeKind.Converted ? "converted" : "was lost")} at {outcome.OccurredAt:O} and is not scored again; " +
            $"ask for its chance before that with asOf={ClosedAt(outcome).UtcDateTime:O}.");
        closed.Extensions["outcome"] = new LeadOutcome(outcome.Kind, outcome.OccurredAt, outcome.RecordedAt);
        closed.Extensions["lastScore"] = scores.Count == 0 ? null : StoredScore.From(scores[^1]);
        return closed;
    }
}
