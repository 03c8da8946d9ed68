using System.Text.RegularExpressions;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Each step of the engine by itself, timed by BenchmarkDotNet; one table per processor.</summary>
static partial class MicroBenchmarks
{
    /// <summary>Runs them and writes DIR/PROCESSOR.md; returns the exit code.</summary>
    /// <param name="arguments">"--out DIR", and "--filter PATTERN" for some only.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is not (["--out", _] or ["--out", _, "--filter", _]))
        {
            Console.Error.WriteLine("Name the folder of the results with --out; --filter PATTERN after it takes some only.");
            return 2;
        }

        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"warmleads-micro-{Environment.ProcessId}"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly)
            .Run(["--filter", arguments is [_, _, _, var filter] ? filter : "*"], config)
            .ToList();
        if (summaries is not [var summary])
        {
            Console.Error.WriteLine("No benchmark has such a name.");
            return 2;
        }

        var table = Directory.EnumerateFiles(summary.ResultsDirectoryPath, "*.md").Single();
        Directory.CreateDirectory(arguments[1]);
        File.Copy(table, Path.Combine(arguments[1], FileName(Processor())), overwrite: true);
        Directory.Delete(Path.GetDirectoryName(summary.ResultsDirectoryPath)!, recursive: true);
        return 0;
    }

    static string Processor()
    {
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[1].Trim() ?? "unknown processor";
    }

    static string FileName(string processor) => NotInNames().Replace(processor.ToLowerInvariant(), "-").Trim('-') + ".md";

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}
