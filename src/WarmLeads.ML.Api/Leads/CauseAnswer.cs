using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>One cause of a change.</summary>
/// <param name="Words">What it was: time, or a kind of event and how many, of the lead or of colleagues at the same account.</param>
/// <param name="KnownAt">When the first of its events became known; null for time.</param>
/// <param name="Events">Its events; empty for time.</param>
/// <param name="LogOdds">What it added to the score.</param>
/// <param name="Points">What it added to the chance, in percentage points.</param>
/// <param name="Probability">The chance after it.</param>
/// <param name="Signals">The signals that it moved most, at most ten.</param>
sealed record CauseAnswer(
    string Words, DateTimeOffset? KnownAt, IReadOnlyList<CauseEvent> Events, double LogOdds, double Points, double Probability,
    IReadOnlyList<MovedSignal> Signals)
{
    /// <summary>The answer for a cause.</summary>
    public static CauseAnswer From(ChangeCause cause, int mostSignals) => new(
        cause.Words, cause.Step?.KnownAt,
        [.. (cause.Step?.Events ?? []).Select(item => new CauseEvent(item.Source, item.EventId, item.OccurredAt, item.ReceivedAt, item.LeadId))],
        cause.LogOdds, cause.Points, cause.Probability, [.. cause.Signals.Take(mostSignals)]);
}
