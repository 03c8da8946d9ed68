using System.Diagnostics;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Benchmarks;

/// <summary>How long does a sweep of the whole pool take, and in how much memory?</summary>
static class SweepBenchmark
{
    /// <summary>Makes the store when it is missing, sweeps it and prints what that took.</summary>
    public static int Run(string[] arguments)
    {
        if (SweepArguments.Parse(arguments, out var problem) is not { } asked)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        RunAsync(asked).GetAwaiter().GetResult();
        return 0;
    }

    static async Task RunAsync(SweepArguments asked)
    {
        if (!File.Exists(asked.Store))
        {
            var making = Stopwatch.StartNew();
            await new GeneratedStore(asked.Leads, asked.Events).WriteAsync(asked.Store, Console.Out);
            Say($"made in {making.Elapsed.TotalSeconds:0} s, {new FileInfo(asked.Store).Length / 1048576} MiB");
        }

        var model = ConversionModel.Load(asked.Model);
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        await using var store = new SqliteLeadStore(asked.Store);
        await store.InitializeAsync(CancellationToken.None);
        await SweepSteps.MeasureAsync(store, model, scorer, Math.Min(asked.Leads, 5000), GeneratedStore.End);
        for (var number = 0; number < asked.Sweeps; number++)
        {
            // Each sweep a day later: what it finds is new.
            var clock = new FixedClock(GeneratedStore.End.AddDays(number));
            var sweep = new PoolSweep(store, () => new PoolLooker(scorer, new TemperatureEvaluator(Criteria.Default), new PoolRules()), clock);
            var before = PeakMemory.Reset();
            var took = Stopwatch.StartNew();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var result = await sweep.RunAsync(model, new SweepOptions { Workers = asked.Workers }, null, CancellationToken.None);
            var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Say(
                $"sweep {number + 1}: {result.LeadsSeen} leads in {took.Elapsed.TotalSeconds:0.0} s ({used.TotalSeconds:0.0} s of processor), " +
                $"{result.LeadsScored} scored, {result.Transitions} transitions, peak {PeakMemory.Read():0} MiB (before {before:0})");
        }
    }

    static void Say(string line) => Console.WriteLine(line);

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
