using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>How fast do events become features, in training and for one lead, and how does SQL on PostgreSQL compare?</summary>
static class FeatureBenchmark
{
    // Leads that are made before the clock runs; more would only fill memory.
    const int Block = 8;

    const int LargeLead = 500, LargeLeads = 4, LargeRounds = 1000;

    /// <summary>Runs it and prints a table; returns the exit code.</summary>
    /// <param name="arguments">`[--leads N] [--events N] [--postgres CONNECTION] [--out DIR]`.</param>
    public static int Run(string[] arguments)
    {
        if (FeatureArguments.Parse(arguments, out var problem) is not { } asked)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        var history = new GeneratedHistory(asked.Leads, asked.Events);
        var builder = new LeadFeatureBuilder();
        WarmUp(builder);
        FeaturePassTime[] passes = [Stream(history, builder, snapshots: 1), Stream(history, builder, snapshots: 4)];
        List<string> lines =
        [
            "# Events to features",
            "",
            $"{Count(asked.Leads)} leads, {Count(passes[0].Events)} events, {builder.Definitions.Count} features; one thread, the builder alone on the clock: leads are made in blocks of {Block} beside it.",
            "An event is counted once for each snapshot before which it was known.",
            "",
            "| snapshots of a lead | snapshots | events known before them | events of the history a second | events into snapshots a second | µs a snapshot | bytes allocated a snapshot | peak memory, MiB |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            .. passes.Select(pass => string.Create(CultureInfo.InvariantCulture,
                $"| {pass.SnapshotsOfLead} | {pass.Snapshots:#,0} | {pass.Known:#,0} | {pass.Events / pass.Seconds:#,0} | {pass.Known / pass.Seconds:#,0} | " +
                $"{1e6 * pass.Seconds / pass.Snapshots:0.0} | {(double)pass.Allocated / pass.Snapshots:0.0} | {pass.PeakMiB:0} |")),
            "",
            One(builder),
        ];
        if (asked.Postgres is { } connection)
        {
            lines.Add("");
            lines.AddRange(new SqlFeatureBenchmark(connection).Run(history, builder));
        }

        foreach (var line in lines)
            Console.WriteLine(line);
        if (asked.Out is { } folder)
            File.WriteAllLines(Path.Combine(folder, "features.md"), lines);
        return 0;
    }

    // Compiled code improves for some seconds; what is measured is what a long run gets.
    static void WarmUp(LeadFeatureBuilder builder)
    {
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; Stopwatch.GetElapsedTime(started).TotalSeconds < 5; round++)
            Stream(new GeneratedHistory(500, 50_000, seed: round), builder, snapshots: 1 + (round % 4));
    }

    static FeaturePassTime Stream(GeneratedHistory history, LeadFeatureBuilder builder, int snapshots)
    {
        PeakMemory.Reset();
        var features = new double[builder.Definitions.Count];
        long events = 0, known = 0, taken = 0, ticks = 0, allocated = 0;
        foreach (var block in history.Leads().Chunk(Block))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            foreach (var (lead, own, _) in block)
            {
                for (var i = 1; i <= snapshots; i++)
                    builder.Build(lead, own, CutoffOf(lead, i, snapshots), features);
            }

            ticks += Stopwatch.GetTimestamp() - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            taken += (long)block.Length * snapshots;
            foreach (var (lead, own, _) in block)
            {
                events += own.Count;
                for (var i = 1; i <= snapshots; i++)
                {
                    var cutoff = CutoffOf(lead, i, snapshots);
                    known += own.Count(item => item.OccurredAt < cutoff && item.ReceivedAt < cutoff);
                }
            }
        }

        return new FeaturePassTime(snapshots, events, known, taken, (double)ticks / Stopwatch.Frequency, allocated, PeakMemory.Read());
    }

    /// <summary>Cutoffs spread over the time that a lead is open; the last one knows everything that was not late.</summary>
    internal static DateTimeOffset CutoffOf(Lead lead, int number, int count) => lead.CreatedAt.AddDays(181.0 * number / count);

    // The median over leads that take turns, so that none sits in the nearest cache.
    static string One(LeadFeatureBuilder builder)
    {
        LeadHistory[] leads = [.. Enumerable.Range(0, LargeLeads).Select(i => GeneratedHistory.Make(i, LargeLead, new Random(i)))];
        var features = new double[builder.Definitions.Count];
        var times = new List<double>();
        for (var round = 0; round < LargeRounds; round++)
        {
            foreach (var (lead, events, _) in leads)
            {
                var start = Stopwatch.GetTimestamp();
                builder.Build(lead, events, CutoffOf(lead, 1, 1).AddDays(4), features);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        times.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"One lead of {LargeLead} events: {times[times.Count / 2]:0.0} µs (median of {times.Count:#,0} over {LargeLeads} leads; the fastest twentieth " +
            $"{times[times.Count / 20]:0.0}, the slowest {times[times.Count * 19 / 20]:0.0}), on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}.");
    }

    static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
