namespace WarmLeads.ML.Api;

/// <summary>The command line of the service as settings.</summary>
static class ServiceArguments
{
    static readonly Dictionary<string, string> KeyOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["root"] = nameof(ServiceOptions.Root),
        ["store"] = nameof(ServiceOptions.Store),
        ["models"] = nameof(ServiceOptions.Models),
        ["sample"] = nameof(ServiceOptions.Sample),
        ["model-name"] = nameof(ServiceOptions.ModelName),
        ["horizon"] = nameof(ServiceOptions.HorizonDays),
        ["budget"] = nameof(ServiceOptions.BudgetSeconds),
        ["seed"] = nameof(ServiceOptions.Seed),
        ["cron"] = nameof(ServiceOptions.TrainingCron),
        ["urls"] = nameof(ServiceOptions.Urls),
    };

    // What a test host hands to the program that it hosts; of a section also the bare name.
    static readonly string[] HostKeys = ["environment", "contentRoot", "applicationName", ServiceOptions.Section];

    /// <summary>Reads `--name value` and `--name=value`.</summary>
    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || FindKey(name[2..]) is not { } key)
                throw new ArgumentException($"'{name}' is no option of the service; known are {string.Join(", ", KeyOf.Keys.Select(known => $"--{known}"))}.");
            if (value is null && ++i == args.Count)
                throw new ArgumentException($"Option {name} has no value; write {name} VALUE.");
            settings[key] = value ?? args[i];
        }

        return settings;
    }

    static string? FindKey(string name) =>
        KeyOf.TryGetValue(name, out var key) ? $"{ServiceOptions.Section}:{key}"
        : name.StartsWith($"{ServiceOptions.Section}:", StringComparison.OrdinalIgnoreCase)
            || HostKeys.Contains(name, StringComparer.OrdinalIgnoreCase) ? name
        : null;
}
