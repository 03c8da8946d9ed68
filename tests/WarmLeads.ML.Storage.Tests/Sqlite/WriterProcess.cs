using System.Diagnostics;
using System.Reflection;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>A process of its own that appends one batch of events after the other and says so after each.</summary>
static class WriterProcess
{
    public const string Argument = "append-batches-until-killed";
    public const int EventsPerBatch = 50;

    public static string Source(int batch) => $"batch {batch}";

    /// <summary>The child: every round begins with the first batch again, as a sender would that lost its connection.</summary>
    public static async Task<int> RunAsync(string file)
    {
        await using var store = new SqliteLeadStore(file);
        await store.InitializeAsync(CancellationToken.None);
        for (var batch = 0; ; batch++)
        {
            await store.AppendEventsAsync(
                [.. Enumerable.Range(0, EventsPerBatch).Select(i => Some.Event("a", $"e{i}", hours: i, source: Source(batch)))],
                CancellationToken.None);
            await Console.Out.WriteLineAsync($"{batch}");
            await Console.Out.FlushAsync();
        }
    }

    /// <summary>Starts the child, kills it with SIGKILL after some acknowledged batches, and hands back the last one that it acknowledged.</summary>
    public static async Task<int> KillAfterAsync(string file, int batches, CancellationToken stop)
    {
        // Under `dotnet exec` the process is dotnet itself, otherwise this assembly's own program.
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(file);
        using var child = Process.Start(start)!;
        var last = -1;
        while (await child.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            last = int.Parse(line);
            if (last >= batches && !child.HasExited)
                child.Kill();
        }

        await child.WaitForExitAsync(stop);
        Assert.NotEqual(0, child.ExitCode);
        return last;
    }
}
