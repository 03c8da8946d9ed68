namespace WarmLeads.ML.Leads;

/// <summary>What a model says of a lead at one moment: all that the temperature sees of it.</summary>
/// <param name="Probability">Chance of conversion within the model's horizon, 0..1.</param>
/// <param name="Score">The same in log-odds, which the contributions add up to.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="ModelHash">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="Contributions">What each signal adds to the score, the strongest first; may be empty.</param>
public sealed record ModelView(
    double Probability, double Score, string ModelName, string ModelVersion, string ModelHash,
    IReadOnlyList<ScoreContribution> Contributions)
{
    /// <summary>
    /// The same model's probability as of an earlier midnight, from what had occurred before it and is known now
    /// (<see cref="KnownNow.Of"/>); null when it cannot be had. Asked only when events arrived late, to put right what is
    /// remembered of the days that they belong to.
    /// </summary>
    public Func<DateTimeOffset, double>? ProbabilityAt { get; init; }
}
