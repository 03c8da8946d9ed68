using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>One model's answers for several horizons: part of the model file, exact at its own horizon and rising with the days.</summary>
/// <remarks>
/// The chance of the model's own horizon stands as it is, with its reasons. The others follow from it, each by a straight line on
/// the scale ln(-ln(1 - P)), on which proportional hazards differ by a constant: where the slope is 1, a lead's hazard within H
/// days is the same multiple of that within the own horizon for all leads. Lines of different slopes cross far out; there the
/// longer horizon takes the chance of the shorter, and the shorter that of the own, so that no longer horizon ever has less.
/// </remarks>
public sealed record HorizonCurve
{
    /// <summary>The version of this section of the file.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version that it was written in.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The lines by days, the model's own among them.</summary>
    public required IReadOnlyList<HorizonLine> Lines { get; init; }

    /// <summary>The chances within each number of days, shortest first.</summary>
    /// <param name="score">The model's score, log-odds of its own horizon.</param>
    /// <param name="ownDays">The model's own horizon.</param>
    public IReadOnlyList<HorizonChance> Chances(double score, int ownDays)
    {
        var own = ConversionModel.Probability(score);
        var z = LogHazard.FromLogOdds(score);
        var chances = new HorizonChance[Lines.Count];
        var at = 0;
        while (Lines[at].Days != ownDays)
            at++;
        chances[at] = new HorizonChance(ownDays, own);
        for (var i = at + 1; i < chances.Length; i++)
            chances[i] = new HorizonChance(Lines[i].Days, Math.Max(chances[i - 1].Probability, At(Lines[i], z)));
        for (var i = at - 1; i >= 0; i--)
            chances[i] = new HorizonChance(Lines[i].Days, Math.Min(chances[i + 1].Probability, At(Lines[i], z)));
        return chances;
    }

    /// <summary>Refuses a curve that cannot be answered with.</summary>
    /// <param name="ownDays">The model's own horizon; null when it has none.</param>
    /// <exception cref="InvalidDataException">Its version is unknown, or a line is wrong.</exception>
    public void Check(int? ownDays)
    {
        if (Version != CurrentVersion)
            throw new InvalidDataException($"Its horizons are of version {Version} where {CurrentVersion} is known.");
        for (var i = 0; i < Lines.Count; i++)
        {
            var (days, intercept, slope) = Lines[i];
            if (days < 1 || (i > 0 && days <= Lines[i - 1].Days) || !double.IsFinite(intercept) || !(slope > 0 && double.IsFinite(slope)))
                throw new InvalidDataException($"Its horizon {i} is {days} days with intercept {intercept} and slope {slope}, which is none.");
        }

        if (Lines.Count(line => line.Days == ownDays && line is { Intercept: 0, Slope: 1 }) != 1)
            throw new InvalidDataException($"Its own horizon of {ownDays?.ToString() ?? "no"} days is not among its horizons.");
    }

    static double At(HorizonLine line, double z) =>
        ConversionModel.OnGrid(LogHazard.Probability(line.Intercept + (line.Slope * z)));
}
