using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>
/// The way from the base to a lead's probability in printed figures: base + every bar = probability, as printed.
/// </summary>
/// <remarks>All figures are rounded together, once; the strongest print as the sentences about them quote them.</remarks>
public sealed class ContributionBars
{
    // As many as a prediction has reasons.
    const int Quoted = 5;

    ContributionBars(int baseTenths, int probabilityTenths, IReadOnlyList<ContributionBar> all, int shown)
    {
        (BaseTenths, ProbabilityTenths, All) = (baseTenths, probabilityTenths, all);
        Shown = [.. all.Take(shown)];
        Folded = [.. all.Skip(shown)];
    }

    /// <summary>The base probability, in tenths of a percent.</summary>
    public int BaseTenths { get; }

    /// <summary>The lead's probability, in tenths of a percent.</summary>
    public int ProbabilityTenths { get; }

    /// <summary>Every signal, largest first.</summary>
    public IReadOnlyList<ContributionBar> All { get; }

    /// <summary>The signals with a bar of their own.</summary>
    public IReadOnlyList<ContributionBar> Shown { get; }

    /// <summary>The signals that share the last bar.</summary>
    public IReadOnlyList<ContributionBar> Folded { get; }

    /// <summary>What the folded signals do together, in tenths of a percentage point.</summary>
    public int FoldedTenths => Folded.Sum(bar => bar.Tenths);

    /// <summary>Length that fills half of a chart, in percentage points; above 0.</summary>
    public double LongestPoints =>
        Math.Max(0.1, Math.Max(Math.Abs(FoldedPoints), Shown.Select(bar => Math.Abs(bar.Signal.Points)).DefaultIfEmpty().Max()));

    /// <summary>What the folded signals do together, in percentage points.</summary>
    public double FoldedPoints => Folded.Sum(bar => bar.Signal.Points);

    /// <summary>Makes the bars of a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="most">Signals with a bar of their own, at most; those that do nothing share the last bar.</param>
    /// <exception cref="ArgumentException">The contributions do not add up to the probability.</exception>
    public static ContributionBars Create(LeadPrediction prediction, int most)
    {
        var (start, end) = (PageFigures.TenthsOfPercent(prediction.BaseProbability), PageFigures.TenthsOfPercent(prediction.Probability));
        SignalContribution[] signals = [.. prediction.Contributions.OrderByDescending(signal => Math.Abs(signal.Points))];
        var tenths = LargestRemainderRounding.Round([.. signals.Select(signal => signal.Points * 10)], end - start, Quoted);
        ContributionBar[] bars = [.. signals.Select((signal, i) => new ContributionBar(signal, tenths[i]))];
        var acting = signals.Count(signal => signal.Points != 0);
        var shown = Math.Min(most, acting);
        // A fold of one would hide a name and save no line.
        return new ContributionBars(start, end, bars, shown == bars.Length - 1 && shown == most ? bars.Length : shown);
    }
}
