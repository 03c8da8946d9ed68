using System.Text.Json;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Writes one JSON line a measurement, with the names that the peers' runners use.</summary>
sealed class MeasurementLines(string peer, string set, int threads)
{
    static readonly string _version = typeof(MeasurementLines).Assembly.GetName().Version?.ToString(2) ?? "0.0";

    public void Write(
        string metric, double value, string unit, int run = 0, string? shape = null, int? rows = null, double? cpu = null, double? others = null)
    {
        var line = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["peer"] = peer, ["version"] = _version, ["set"] = set, ["threads"] = threads, ["metric"] = metric, ["value"] = Rounded(value),
            ["unit"] = unit, ["run"] = run,
        };
        AddIfAny(line, "shape", shape);
        AddIfAny(line, "rows", rows);
        AddIfAny(line, "cpu", cpu is { } seconds ? Rounded(seconds) : null);
        AddIfAny(line, "others", others is { } busy ? Rounded(busy) : null);
        Console.WriteLine(JsonSerializer.Serialize(line));
    }

    /// <summary>A wall time with its processor time.</summary>
    public void Time(string metric, Lap lap, int run) => Write(metric, lap.Wall, "s", run, cpu: lap.Processor, others: lap.Others);

    /// <summary>Rows a second, by wall and by processor time.</summary>
    public void Rate(string metric, int rows, Lap lap, int run, string shape) =>
        Write(metric, rows / lap.Wall, "rows/s", run, shape, rows, rows / Math.Max(lap.Processor, 1e-9), lap.Others);

    static void AddIfAny(Dictionary<string, object> line, string name, object? value)
    {
        if (value is not null)
        {
            line[name] = value;
        }
    }

    static double Rounded(double value) => value == 0 ? 0 : double.Parse(value.ToString("G6"));
}
