using System.Diagnostics;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Wall and own processor seconds of a stretch of work, and how many processors others kept busy meanwhile.</summary>
sealed class Lap
{
    readonly long _start = Stopwatch.GetTimestamp();
    readonly double _ownBefore = OwnSeconds(), _allBefore = AllSeconds();

    public double Wall { get; private set; }

    public double Processor { get; private set; }

    /// <summary>0 = a quiet machine; null where the system does not tell or the stretch was too short.</summary>
    public double? Others { get; private set; }

    public static Lap Of(Action work)
    {
        var lap = new Lap();
        work();
        lap.End();
        return lap;
    }

    void End()
    {
        Wall = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        Processor = OwnSeconds() - _ownBefore;
        Others = Wall > 0.2 && AllSeconds() is var all && !double.IsNaN(all)
            ? Math.Max(0, (all - _allBefore - Processor) / Wall)
            : null;
    }

    static double OwnSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    // Linux: hundredths of seconds since the start, all processors together, idle and waiting left out.
    static double AllSeconds()
    {
        if (!File.Exists("/proc/stat"))
        {
            return double.NaN;
        }

        string[] fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Skip(1).Where((_, at) => at is <= 2 or (>= 5 and <= 7)).Sum(double.Parse) / 100;
    }
}
