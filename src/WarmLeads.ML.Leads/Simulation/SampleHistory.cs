using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Writes a simulated CRM as files: the history in the project's own format, and the truth apart from it.</summary>
public static class SampleHistory
{
    /// <summary>The history file names, in the order of the writers.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["leads.csv", "events.csv", "outcomes.csv", "truth.csv"];

    /// <summary>Simulates and writes, lead by lead.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="leads">Receives leads.csv; the caller closes it.</param>
    /// <param name="events">Receives events.csv.</param>
    /// <param name="outcomes">Receives outcomes.csv.</param>
    /// <param name="truth">
    /// Receives truth.csv, which no trainer may read: lead_id; probability_ever, the chance of ever converting given the
    /// attributes; probability_7d, _30d and _90d, the chance of converting within so many days of the end of the history given
    /// everything that occurred until then, for leads that are open then; converts_at, when the lead really converts, known
    /// up to 90 days past the end.
    /// </param>
    /// <param name="stop">Stops between two leads.</param>
    /// <returns>How much was written.</returns>
    public static SampleCounts Write(
        SimulationOptions options, TextWriter leads, TextWriter events, TextWriter outcomes, TextWriter truth, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(truth);
        var simulator = new CrmSimulator(options);
        var observer = new IdealObserver(options);
        var writer = new HistoryCsvWriter(leads, events, outcomes, CrmSimulator.AttributeNames);
        HistoryCsvWriter.WriteLine(truth, "lead_id", "probability_ever", "probability_7d", "probability_30d", "probability_90d", "converts_at");
        var counts = new SampleCounts(0, 0, 0, 0);
        foreach (var lead in simulator.Simulate())
        {
            stop.ThrowIfCancellationRequested();
            var history = lead.History;
            writer.Write(history);
            var isOpen = history.IsOpenAt(options.End);
            HistoryCsvWriter.WriteLine(
                truth, history.Lead.Id, Number(lead.ConversionProbability), At(7), At(30), At(90),
                lead.ConvertsAt is { } convertsAt ? HistoryCsvWriter.Instant(convertsAt) : "");
            counts = new SampleCounts(
                counts.Leads + 1, counts.Events + history.Events.Count, counts.Outcomes + (history.Outcome is null ? 0 : 1),
                counts.Conversions + (history.Outcome is { Kind: OutcomeKind.Converted } ? 1 : 0));

            string At(int days) => isOpen ? Number(observer.Probability(history, options.End, days)) : "";
        }
        return counts;
    }

    static string Number(double probability) => probability.ToString("F6", CultureInfo.InvariantCulture);
}
