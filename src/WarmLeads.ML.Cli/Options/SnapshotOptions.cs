using System.CommandLine;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>The options that say how examples are taken from a lead history, shared by the commands that learn from one.</summary>
sealed class SnapshotOptions
{
    /// <summary>The horizon.</summary>
    public Option<int> Horizon { get; } = SpanOption.Days(
        "--horizon", "With --history: the time within which a conversion counts, or none for the final outcome of leads that have one.", 30);

    /// <summary>The most snapshots of a lead.</summary>
    public Option<int> Snapshots { get; } = NumberOption.Whole(
        "--snapshots", "With --history: the most moments at which one lead is looked at while it is open; one for each fortnight up to that.", 4, 1, 100);

    /// <summary>The start of the test period.</summary>
    public Option<DateTimeOffset?> TestFrom { get; } = InstantOption.Create(
        "--test-from", "With --history: judge on what comes from this moment on, and learn only from outcomes known before it.");

    /// <summary>The options that are no one else's.</summary>
    public IReadOnlyList<Option> All => [Horizon, Snapshots, TestFrom];

    /// <summary>What the user said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="history">The history, which says what the moment is.</param>
    /// <param name="cutoffAfter">The age at which each lead is looked at; null for several moments.</param>
    /// <param name="testFraction">The share of the newest that is the test; null when it was not asked for.</param>
    public HistoryOptions Read(ParseResult parsed, HistoryFolder history, TimeSpan? cutoffAfter, double? testFraction)
    {
        var testFrom = parsed.GetValue(TestFrom);
        return new HistoryOptions
        {
            HorizonDays = parsed.GetValue(Horizon) is var days && days > 0 ? days : null,
            Now = history.AsOf,
            SnapshotsPerLead = parsed.GetValue(Snapshots),
            CutoffAfter = cutoffAfter,
            ConvertedBy = history.ConvertedBy,
            TestFrom = testFrom,
            TestFraction = testFrom is null ? testFraction : null,
            Source = history.Name,
        };
    }
}
