using System.Globalization;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What to measure of the features, from the command line.</summary>
/// <param name="Leads">Leads of the generated history.</param>
/// <param name="Events">Its events, roughly.</param>
/// <param name="Postgres">Connection string of a PostgreSQL to compute the same features beside; null for none.</param>
/// <param name="Out">Folder that receives features.md; null to print only.</param>
sealed record FeatureArguments(int Leads, long Events, string? Postgres, string? Out)
{
    /// <summary>Null and a sentence when the arguments cannot be used.</summary>
    public static FeatureArguments? Parse(string[] arguments, out string problem)
    {
        var parsed = new FeatureArguments(100_000, 10_000_000, null, null);
        problem = "";
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = arguments.ElementAtOrDefault(i + 1) ?? "";
            if (arguments[i] == "--leads" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var leads) && leads > 0)
                parsed = parsed with { Leads = leads };
            else if (arguments[i] == "--events" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var events) && events > 0)
                parsed = parsed with { Events = events };
            else if (arguments[i] == "--postgres" && value.Length > 0)
                parsed = parsed with { Postgres = value };
            else if (arguments[i] == "--out" && value.Length > 0)
                parsed = parsed with { Out = value };
            else
                problem = $"'{arguments[i]} {value}' is not understood; use [--leads N] [--events N] [--postgres CONNECTION] [--out DIR].";
        }

        return problem.Length == 0 ? parsed : null;
    }
}
