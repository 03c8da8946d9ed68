namespace WarmLeads.ML.Benchmarks;

/// <summary>The process's peak of resident memory, where Linux tells it; else not a number.</summary>
static class PeakMemory
{
    /// <summary>Forgets the peak so far and returns what is resident now, in MiB.</summary>
    public static double Reset()
    {
        GC.Collect();
        if (File.Exists("/proc/self/clear_refs"))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }

        return Read("VmRSS:");
    }

    /// <summary>The peak since the last reset, in MiB.</summary>
    public static double Read() => Read("VmHWM:");

    static double Read(string name)
    {
        if (!File.Exists("/proc/self/status"))
        {
            return double.NaN;
        }

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim()) / 1024;
    }
}
