using System.Globalization;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Does the default training, told only label and excluded columns, reach the best baseline on each real table?</summary>
static class QualityBenchmark
{
    /// <summary>Runs 5-fold evaluation on each table below a directory and prints one row for each.</summary>
    /// <param name="arguments">`--data DIR [--only NAME] [--budget SECONDS]`.</param>
    public static int Run(string[] arguments)
    {
        string? data = null, only = null;
        var budgetSeconds = 60.0;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            switch (arguments[i], arguments.ElementAtOrDefault(i + 1))
            {
                case ("--data", { } value):
                    data = value;
                    break;
                case ("--only", { } value):
                    only = value;
                    break;
                case ("--budget", { } value) when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out budgetSeconds):
                    break;
                default:
                    Console.Error.WriteLine($"'{arguments[i]}' is not understood; use --data DIR [--only NAME] [--budget SECONDS].");
                    return 2;
            }
        }

        if (data is null)
        {
            Console.Error.WriteLine("Say where the tables are with --data DIR.");
            return 2;
        }


        Console.WriteLine("| table | AUC | best baseline | log-loss | best baseline | Brier | ECE15 | fit s | sizes |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var missed = 0;
        foreach (var set in QualitySet.All)
        {
            if (only is not null && !set.Name.Contains(only, StringComparison.Ordinal))
                continue;
            var file = Path.Combine(data, set.File);
            if (!File.Exists(file))
            {
                Console.WriteLine($"| {set.Name} | skipped: {set.File} is not there | | | | | | | |");
                continue;
            }

            var result = new ConversionEvaluator(new TrainingOptions { BudgetSeconds = budgetSeconds }).EvaluateFlat(
                new FlatOptions { Data = file, Label = set.Label, Positive = set.Positive, Exclude = set.Exclude }, new EvaluationOptions());
            var reached = result.Auc >= set.BestAuc - 0.003 && result.Logloss <= set.BestLogLoss * 1.005;
            missed += reached ? 0 : 1;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {set.Name} | {result.Auc:0.0000} | {set.BestAuc:0.0000} | {result.Logloss:0.0000} | {set.BestLogLoss:0.0000} | {result.Brier:0.0000} | " +
                $"{result.Ece15:0.0000} | {result.TrainSeconds:0.0} | {string.Join(' ', result.Folds.Select(fold => fold.Capacity))}{(reached ? "" : " MISSED")} |"));
        }

        return missed == 0 ? 0 : 1;
    }
}
