namespace WarmLeads.ML.Leads;

/// <summary>One change in what is believed of a lead, written down once and never altered. Unique by lead and number.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Number">Counts the lead's transitions, from 1.</param>
/// <param name="At">The moment at which it was found.</param>
/// <param name="Kind">What changed.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after; the same as before unless <see cref="Kind"/> is <see cref="TransitionKind.State"/>.</param>
public sealed record Transition(
    string LeadId, long Number, DateTimeOffset At, TransitionKind Kind, LeadState From, LeadState To)
{
    /// <summary>The rule, or the probability and its threshold, that caused it: one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>The events behind it in words, newest first; empty when time or a probability alone caused it.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];

    /// <summary>Chance of conversion at the moment; null when no model was asked.</summary>
    public double? Probability { get; init; }

    /// <summary>The same in log-odds; null when no model was asked.</summary>
    public double? Score { get; init; }

    /// <summary>What each signal added to the score, the strongest first.</summary>
    public IReadOnlyList<ScoreContribution> Contributions { get; init; } = [];

    /// <summary>Name of the model; empty when none was asked.</summary>
    public string ModelName { get; init; } = "";

    /// <summary>Version of the model; empty when none was asked.</summary>
    public string ModelVersion { get; init; } = "";

    /// <summary>SHA-256 of the model file, in hexadecimal; empty when none was asked.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>Version of the criteria.</summary>
    public required string CriteriaVersion { get; init; }
}
