using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>How long an alert waits for its next attempt.</summary>
static class AlertBackoff
{
    const double Spread = 0.1;

    /// <summary>The wait after an attempt that failed; null when it was the last one.</summary>
    /// <param name="alert">The alert, its attempts counted.</param>
    /// <param name="waits">The waits between attempts.</param>
    /// <remarks>A tenth longer or shorter by the alert's own id, so that what failed together does not come back together.</remarks>
    public static TimeSpan? WaitAfter(Alert alert, IReadOnlyList<TimeSpan> waits)
    {
        if (alert.Attempts < 1 || alert.Attempts > waits.Count)
            return null;
        var draw = LeadPartition.Hash($"{alert.Id} {alert.Attempts}") / (double)uint.MaxValue;
        return waits[alert.Attempts - 1] * (1 - Spread + (2 * Spread * draw));
    }
}
