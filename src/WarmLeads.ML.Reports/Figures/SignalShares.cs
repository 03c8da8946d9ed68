using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>The shares of all signals as printed.</summary>
static class SignalShares
{
    /// <summary>Tenths of a percent in the order of the signals, rounded together so that they make 100 % as printed (0 % where no signal acts).</summary>
    public static IReadOnlyList<int> Tenths(IReadOnlyList<SignalEffect> signals) => LargestRemainderRounding.Round(
        [.. signals.Select(signal => signal.Share * 1000)], PageFigures.TenthsOfPercent(signals.Sum(signal => signal.Share)));
}
