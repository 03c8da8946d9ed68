namespace WarmLeads.ML.Scoring;

/// <summary>A lead's chance of conversion with the contribution of every signal.</summary>
public sealed record LeadPrediction
{
    /// <summary>The lead; null when the caller gave no id.</summary>
    public string? LeadId { get; init; }

    /// <summary>Chance of conversion within the horizon, calibrated, 0..1, a multiple of 2^-44.</summary>
    public required double Probability { get; init; }

    /// <summary>
    /// Lower end of the 95 % interval of the share that converts among leads of such a score; null when the model cannot say. Of
    /// the model's own horizon.
    /// </summary>
    public double? ProbabilityLow { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public double? ProbabilityHigh { get; init; }

    /// <summary>The same in log-odds: <see cref="Bias"/> plus the log-odds of all contributions, bit for bit.</summary>
    public required double Score { get; init; }

    /// <summary>Days within which the conversion is predicted; null when the label had no horizon (a flat table).</summary>
    public int? HorizonDays { get; init; }

    /// <summary>The chance within each horizon that the model answers, shortest first, its own among them; empty when it has none.</summary>
    public IReadOnlyList<HorizonChance> Horizons { get; init; } = [];

    /// <summary>The score of a lead of which nothing is known, in log-odds.</summary>
    public required double Bias { get; init; }

    /// <summary>The probability that belongs to <see cref="Bias"/>, a multiple of 2^-44.</summary>
    public required double BaseProbability { get; init; }

    /// <summary>One for every input of the model, strongest first.</summary>
    public required IReadOnlyList<SignalContribution> Contributions { get; init; }

    /// <summary>The strongest reasons in plain words, at most five.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What the caller should know: columns that were missing, values that training never saw.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>SHA-256 of the model file, in lower-case hexadecimal.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The moment as of which the lead was looked at.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The strongest signal of each of the three strongest families in one line, for lists.</summary>
    /// <returns>"Days since the latest visit 0.7 days (+7.1), Sessions in the last 7 days 5 sessions (+4.3)"; empty when nothing moved the chance.</returns>
    public string InOneLine() => string.Join(", ", Contributions
        .Where(signal => IsWorthALine(signal.Points))
        .DistinctBy(signal => signal.Family, StringComparer.Ordinal)
        .Take(FamiliesInOneLine)
        .Select(signal => InLine(signal.DisplayName, signal.Value, signal.Points)));

    /// <summary>How many families a line has.</summary>
    internal const int FamiliesInOneLine = 3;

    /// <summary>Whether a signal moved the chance enough to be named.</summary>
    internal static bool IsWorthALine(double points) => Math.Abs(points) >= 0.05;

    /// <summary>One signal in a line.</summary>
    internal static string InLine(string displayName, string? value, double points) =>
        $"{displayName} {value ?? "missing"} ({Figures.Points(points)})";
}
