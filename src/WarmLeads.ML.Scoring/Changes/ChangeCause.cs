using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>One cause of a change, with what the score was after it: the causes in turn lead from the first score to the second.</summary>
/// <param name="Words">What it was: "Time passed: 12 days", "demo_request", "3 x page_view by colleagues at the same account".</param>
/// <param name="LogOdds">What it added to the score.</param>
/// <param name="Points">What it added to the probability, in percentage points; all causes' sum exactly to 100 x (probability after - before).</param>
/// <param name="Score">The score after it, in log-odds.</param>
/// <param name="Probability">The probability after it, 0..1.</param>
public sealed record ChangeCause(string Words, double LogOdds, double Points, double Score, double Probability)
{
    /// <summary>The events that became known; null when the cause is time.</summary>
    public ChangeStep? Step { get; init; }

    /// <summary>The signals that it moved, the most first.</summary>
    public required IReadOnlyList<MovedSignal> Signals { get; init; }
}
