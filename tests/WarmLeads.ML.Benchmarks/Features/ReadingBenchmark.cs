using System.Globalization;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Benchmarks;

/// <summary>How long does it take, and how much memory, to read a history of files lead by lead, however long they are?</summary>
static class ReadingBenchmark
{
    const int Rounds = 4;

    /// <summary>Writes a generated history, reads it twice as training does, and prints a table; returns the exit code.</summary>
    /// <param name="arguments">`--dir DIR [--leads N] [--events N] [--out DIR]`.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is not ["--dir", var folder, .. var rest])
        {
            Console.Error.WriteLine("Name the folder that receives the generated files with --dir.");
            return 2;
        }

        if (FeatureArguments.Parse(rest, out var problem) is not { } asked)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        Write(folder, new GeneratedHistory(asked.Leads, asked.Events));
        var bytes = new FileInfo(Path.Combine(folder, "events.csv")).Length;
        var before = PeakMemory.Reset();
        OrderedHistories? histories = null;
        var reading = Lap.Of(() => histories = HistoryFiles.Open(folder).ReadInOrder(new HistoryProblems(), CancellationToken.None));
        var readingPeak = PeakMemory.Read();
        using var read = histories!;
        PeakMemory.Reset();
        long events = 0;
        var again = Lap.Of(() => events = read.Leads.Sum(lead => (long)lead.Events.Count));
        List<string> lines =
        [
            "# Reading a history of files",
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"{read.LeadCount:#,0} leads, {events:#,0} events in {bytes / 1048576.0:#,0} MiB of events.csv, each lead's events in four places of the file."),
            string.Create(CultureInfo.InvariantCulture, $"{before:0} MiB were resident before."),
            "",
            "| | seconds | events a second | peak memory, MiB |",
            "| --- | ---: | ---: | ---: |",
            string.Create(CultureInfo.InvariantCulture, $"| read, check, sort on disk, put together | {reading.Wall:0.0} | {events / reading.Wall:#,0} | {readingPeak:0} |"),
            string.Create(CultureInfo.InvariantCulture, $"| go through all leads again | {again.Wall:0.0} | {events / again.Wall:#,0} | {PeakMemory.Read():0} |"),
        ];
        foreach (var line in lines)
            Console.WriteLine(line);
        if (asked.Out is { } results)
            File.WriteAllLines(Path.Combine(results, "reading.md"), lines);
        return 0;
    }

    // Four times over all leads with a quarter of their events each: files of histories are seldom in the order of leads.
    static void Write(string folder, GeneratedHistory history)
    {
        Directory.CreateDirectory(folder);
        using var leads = new StreamWriter(Path.Combine(folder, "leads.csv"));
        using var events = new StreamWriter(Path.Combine(folder, "events.csv"));
        using var outcomes = new StreamWriter(Path.Combine(folder, "outcomes.csv"));
        var eventsOnly = new HistoryCsvWriter(TextWriter.Null, events, TextWriter.Null, []);
        var leadsAndOutcomes = new HistoryCsvWriter(leads, TextWriter.Null, outcomes, []);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var lead in history.Leads())
            {
                if (round == 0)
                    leadsAndOutcomes.Write(lead);
                eventsOnly.Write(lead with { Events = [.. lead.Events.Where((_, i) => i * Rounds / lead.Events.Count == round)] });
            }
        }
    }
}
