namespace WarmLeads.ML.Benchmarks;

/// <summary>What to measure, from the command line.</summary>
sealed record EngineBenchmarkArguments(string Data, string Models, string Set, int Threads, int Repetitions, string[] What, bool AsCodes, int Neighbours)
{
    static readonly string[] _everything = ["train", "predict", "single", "shap", "model"];

    /// <summary>Null and a sentence when the arguments cannot be used.</summary>
    public static EngineBenchmarkArguments? Parse(string[] arguments, out string problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--set"] = "g1", ["--threads"] = "1", ["--reps"] = "3", ["--what"] = string.Join(',', _everything), ["--beside"] = "0",
        };
        var asCodes = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--codes")
            {
                asCodes = true;
            }
            else if (i + 1 < arguments.Length)
            {
                values[arguments[i]] = arguments[++i];
            }
        }

        problem = "";
        if (!values.TryGetValue("--data", out var data) || !values.TryGetValue("--models", out var models))
        {
            problem = "Name the folder of the data with --data and one for models with --models.";
        }
        else if (!int.TryParse(values["--threads"], out var threads) || !int.TryParse(values["--reps"], out var repetitions)
            || !int.TryParse(values["--beside"], out var neighbours))
        {
            problem = $"--threads {values["--threads"]}, --reps {values["--reps"]} and --beside {values["--beside"]} must be whole numbers.";
        }
        else if (values["--what"].Split(',') is var what && Array.Find(what, name => !_everything.Contains(name)) is { } unknown)
        {
            problem = $"--what {unknown} is unknown; known are {string.Join(", ", _everything)}.";
        }
        else
        {
            return new EngineBenchmarkArguments(data, models, values["--set"], threads, repetitions, what, asCodes, neighbours);
        }

        return null;
    }
}
