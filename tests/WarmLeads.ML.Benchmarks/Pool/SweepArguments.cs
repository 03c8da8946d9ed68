using System.Globalization;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What to sweep, from the command line.</summary>
/// <param name="Leads">Leads of the generated store.</param>
/// <param name="Events">Its events.</param>
/// <param name="Store">The SQLite file; made when it is missing, and kept.</param>
/// <param name="Model">The model: its file or a folder of it.</param>
/// <param name="Workers">Workers of the sweep.</param>
/// <param name="Sweeps">How many sweeps: the first one finds leads that nobody has looked at.</param>
sealed record SweepArguments(int Leads, long Events, string Store, string Model, int Workers, int Sweeps)
{
    /// <summary>Null and a sentence when the arguments cannot be used.</summary>
    public static SweepArguments? Parse(string[] arguments, out string problem)
    {
        const string Use = "use --store FILE --model PATH [--leads N] [--events N] [--workers N] [--sweeps N].";
        var parsed = new SweepArguments(100_000, 2_000_000, "", "", Environment.ProcessorCount, 2);
        problem = "";
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = arguments.ElementAtOrDefault(i + 1) ?? "";
            var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            switch (arguments[i])
            {
                case "--store" when value.Length > 0:
                    parsed = parsed with { Store = value };
                    break;
                case "--model" when value.Length > 0:
                    parsed = parsed with { Model = value };
                    break;
                case "--leads" when isNumber:
                    parsed = parsed with { Leads = (int)number };
                    break;
                case "--events" when isNumber:
                    parsed = parsed with { Events = number };
                    break;
                case "--workers" when isNumber:
                    parsed = parsed with { Workers = (int)number };
                    break;
                case "--sweeps" when isNumber:
                    parsed = parsed with { Sweeps = (int)number };
                    break;
                default:
                    problem = $"'{arguments[i]} {value}' is not understood; {Use}";
                    break;
            }
        }

        if (problem.Length == 0 && (parsed.Store.Length == 0 || parsed.Model.Length == 0))
            problem = $"The store or the model is missing; {Use}";
        return problem.Length == 0 ? parsed : null;
    }
}
