using System.Globalization;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What is asked of a running service.</summary>
/// <param name="Url">Where it is; on this machine.</param>
/// <param name="EventsPerSecond">Events a second, in batches.</param>
/// <param name="Batch">Events of a request.</param>
/// <param name="PredictionsPerSecond">Predictions of stored leads a second, each with its contributions.</param>
/// <param name="Seconds">How long.</param>
/// <param name="ProcessId">The service's process, whose memory is watched; 0 for none.</param>
sealed record LoadOptions(Uri Url, int EventsPerSecond, int Batch, int PredictionsPerSecond, int Seconds, int ProcessId)
{
    /// <summary>The sentence that says how it is called.</summary>
    public const string Usage =
        "load --url http://127.0.0.1:PORT [--events-per-second 2000] [--batch 50] [--predictions-per-second 300] [--seconds 30] [--pid N]: on this machine only";

    const int MostPerSecond = 100_000, LongestSeconds = 3600;

    /// <summary>Reads the arguments; null when they are not understood.</summary>
    public static LoadOptions? Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--url"] = "", ["--events-per-second"] = "2000", ["--batch"] = "50", ["--predictions-per-second"] = "300", ["--seconds"] = "30", ["--pid"] = "0",
        };
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            if (!values.ContainsKey(arguments[i]))
                return null;
            values[arguments[i]] = arguments[i + 1];
        }

        return arguments.Length % 2 == 0 && Uri.TryCreate(values["--url"], UriKind.Absolute, out var url) && url.IsLoopback
            && Number("--events-per-second", 0, MostPerSecond) is { } events && Number("--batch", 1, 2500) is { } batch
            && Number("--predictions-per-second", 0, MostPerSecond) is { } predictions && Number("--seconds", 1, LongestSeconds) is { } seconds
            && Number("--pid", 0, int.MaxValue) is { } pid
            ? new LoadOptions(url, events, batch, predictions, seconds, pid)
            : null;

        int? Number(string name, int least, int most) =>
            int.TryParse(values[name], CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
    }
}
