using System.Diagnostics;
using System.Reflection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>A process of its own in which several senders take batches in at once, each saying so after each of its batches.</summary>
static class IntakeProcess
{
    public const string Argument = "take-in-until-killed";
    public const int EventsPerBatch = 20;

    const int Senders = 5;

    static readonly Lock Saying = new();

    /// <summary>The leads of a round, one for each sender.</summary>
    public static IEnumerable<string> Leads(int round) => Enumerable.Range(0, Senders).Select(sender => $"round {round} lead {sender}");

    /// <summary>The child: every process of a round begins with the first batches again.</summary>
    public static async Task<int> RunAsync(string setting, int round)
    {
        await using var store = LeadStoreFactory.Create(setting);
        await store.InitializeAsync(CancellationToken.None);
        await Task.WhenAll(Leads(round).Select((lead, sender) => Task.Run(async () =>
        {
            for (var batch = 0; ; batch++)
            {
                // In the ordinal order of time, so that the latest is known by its name.
                var source = $"{lead} {batch:d6}";
                await store.TakeInAsync(
                    new IntakeBatch
                    {
                        Changes = [new LeadChange(lead, Some.Monday.AddSeconds(batch)) { Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["latest"] = source } }],
                        Events = [.. Enumerable.Range(0, EventsPerBatch).Select(i => Some.Event(lead, $"e{i}", hours: i, source: source))],
                    }, CancellationToken.None);
                lock (Saying)
                {
                    Console.Out.WriteLine(source);
                    Console.Out.Flush();
                }
            }
        })));
        return 0;
    }

    /// <summary>Starts the child, kills it some time after its first acknowledgement, and hands back all that it acknowledged.</summary>
    public static async Task<IReadOnlyList<string>> KillAsync(string setting, int round, TimeSpan after, CancellationToken stop)
    {
        // Under `dotnet exec` the process is dotnet itself, otherwise this assembly's own program.
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (var argument in (string[])[Argument, setting, $"{round}"])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var acknowledged = new List<string>();
        Task? killing = null;
        while (await child.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            acknowledged.Add(line);
            killing ??= Task.Delay(after, stop).ContinueWith(_ => child.Kill(), TaskScheduler.Default);
        }

        await child.WaitForExitAsync(stop);
        await (killing ?? Task.CompletedTask);
        Assert.NotEqual(0, child.ExitCode);
        return acknowledged;
    }
}
