using System.Diagnostics;
using System.Globalization;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Another process that wants a processor all the time, as neighbours on a shared machine do.</summary>
sealed class BusyNeighbour : IDisposable
{
    const int LongestSeconds = 3600;

    readonly Process _process;

    BusyNeighbour(Process process) => _process = process;

    /// <summary>Starts one; it ends with its owner, or after an hour.</summary>
    public static BusyNeighbour Start()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known; run it from its file.");
        return new BusyNeighbour(Process.Start(program, ["burn", LongestSeconds.ToString(CultureInfo.InvariantCulture)]));
    }

    /// <summary>Keeps one processor busy for so many seconds; returns the exit code.</summary>
    public static int Burn(string seconds)
    {
        if (!int.TryParse(seconds, out var count) || count is < 1 or > LongestSeconds)
        {
            Console.Error.WriteLine($"Burn {seconds} must be a whole number of seconds, 1 to {LongestSeconds}.");
            return 2;
        }

        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < count)
        {
            Thread.SpinWait(1000);
        }

        return 0;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
