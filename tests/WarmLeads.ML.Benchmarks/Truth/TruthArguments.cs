using System.Globalization;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What to simulate, from the command line.</summary>
/// <param name="Leads">Leads of the large simulation.</param>
/// <param name="Simulations">How many small ones.</param>
/// <param name="Each">Outcomes of each kind in a small table.</param>
/// <param name="Budget">Seconds for the training on the large one.</param>
/// <param name="Out">Folder that receives the results; null to print only.</param>
sealed record TruthArguments(int Leads, int Simulations, int Each, double Budget, string? Out)
{
    /// <summary>Null and a sentence when the arguments cannot be used.</summary>
    public static TruthArguments? Parse(string[] arguments, out string problem)
    {
        var parsed = new TruthArguments(50_000, 100, 40, 60, null);
        problem = "";
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = arguments.ElementAtOrDefault(i + 1) ?? "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            if (arguments[i] == "--leads" && isNumber)
                parsed = parsed with { Leads = number };
            else if (arguments[i] == "--simulations" && isNumber)
                parsed = parsed with { Simulations = number };
            else if (arguments[i] == "--each" && isNumber)
                parsed = parsed with { Each = number };
            else if (arguments[i] == "--budget" && isNumber)
                parsed = parsed with { Budget = number };
            else if (arguments[i] == "--out" && value.Length > 0)
                parsed = parsed with { Out = value };
            else
                problem = $"'{arguments[i]} {value}' is not understood; use [--leads N] [--simulations N] [--each N] [--budget SECONDS] [--out DIR].";
        }

        return problem.Length == 0 ? parsed : null;
    }
}
