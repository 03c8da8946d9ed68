using System.Globalization;
using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Benchmarks;

/// <summary>How far are the probabilities of the default training on a simulated CRM from the true ones?</summary>
static class TruthBenchmark
{
    const int Days = 30, ErrorBins = 15, Groups = 10, SmallLeads = 800, SmallJudged = 2000, LeadingSignals = 5;

    /// <summary>Trains, judges fresh leads against the truth, and repeats small simulations for the intervals; returns the exit code.</summary>
    /// <param name="arguments">`[--leads N] [--simulations N] [--budget SECONDS] [--out DIR]`.</param>
    public static int Run(string[] arguments)
    {
        if (TruthArguments.Parse(arguments, out var problem) is not { } asked)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        List<string> lines = [];
        Tell(lines, Large(asked));
        Tell(lines, Coverage(asked));
        if (asked.Out is { } folder)
            File.WriteAllLines(Path.Combine(folder, "truth.md"), lines);
        return 0;
    }

    static void Tell(List<string> lines, IEnumerable<string> more)
    {
        foreach (var line in more)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }
    }

    static IEnumerable<string> Large(TruthArguments asked)
    {
        var simulated = new SimulationOptions { LeadCount = asked.Leads };
        var lap = new Lap[1];
        ConversionModel? trained = null;
        lap[0] = Lap.Of(() => trained = Train(simulated, asked.Budget, seed: 0));
        var model = trained!;
        var judged = JudgedLeads.Of(model, asked.Leads, simulated with { Seed = 1000 }, Days, withFeatures: true, onAnyNight: false);
        double[] probabilities = [.. judged.Scores.Select(ConversionModel.Probability)];
        var (ours, best) = (judged.Metrics(probabilities), judged.Metrics(judged.Truths));
        var again = new Random(1);
        var exact = BinaryClassificationMetrics.Evaluate([.. judged.Truths], [.. judged.Truths.Select(p => again.NextDouble() < p ? 1f : 0f)]).ExpectedCalibrationError;
        var errorToTruth = judged.Groups(ErrorBins).Sum(group => Math.Abs(group.Average(i => probabilities[i]) - group.Average(i => judged.Truths[i])) * group.Length / probabilities.Length);
        yield return "# Probabilities against the truth";
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on a simulated CRM of {asked.Leads:#,0} leads ({lap[0].Wall:0} s), judged on {probabilities.Length:#,0} other leads that are open at the end of their history. The truth is what an observer " +
            $"says who knows every rate of the simulator and sees what a CRM sees; {100 * judged.Truths.Average():0.0} % convert within {Days} days.");
        yield return "";
        yield return "| | model | ideal observer |";
        yield return "| --- | ---: | ---: |";
        yield return string.Create(CultureInfo.InvariantCulture, $"| AUC | {ours.AreaUnderRocCurve:0.0000} | {best.AreaUnderRocCurve:0.0000} |");
        yield return string.Create(CultureInfo.InvariantCulture, $"| log-loss | {ours.LogLoss:0.0000} | {best.LogLoss:0.0000} |");
        yield return string.Create(CultureInfo.InvariantCulture, $"| Brier | {ours.BrierScore:0.0000} | {best.BrierScore:0.0000} |");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"| calibration error against what happened, {ErrorBins} bins of equal mass | {ours.ExpectedCalibrationError:0.0000} | {exact:0.0000} |");
        yield return string.Create(CultureInfo.InvariantCulture, $"| calibration error against the truth, same bins | {errorToTruth:0.0000} | 0 |");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"| mean absolute error of the probability | {probabilities.Zip(judged.Truths, (p, truth) => Math.Abs(p - truth)).Average():0.0000} | 0 |");
        yield return "";
        foreach (var line in Signals(model, judged))
            yield return line;
    }

    // How much of the spread of the true chance a signal tells: the variance between leads with and without it in 30 days.
    static IEnumerable<string> Signals(ConversionModel model, JudgedLeads judged)
    {
        var builder = new LeadFeatureBuilder();
        var names = builder.Definitions.Select(definition => definition.Name).ToList();
        var mean = judged.Truths.Average();
        var signals = builder.Catalog.TrackedSignals.Select(signal =>
        {
            var place = names.IndexOf($"{signal.Name}_count_30d");
            var with = Enumerable.Range(0, judged.Truths.Count).Where(i => judged.Features[i][place] > 0).ToArray();
            var share = (double)with.Length / judged.Truths.Count;
            var rate = with.Length == 0 ? mean : with.Average(i => judged.Truths[i]);
            var told = share is 0 or 1 ? 0 : share / (1 - share) * (rate - mean) * (rate - mean);
            var used = model.Effects.Where(effect => effect.Name.Contains(signal.Name, StringComparison.Ordinal)).Sum(effect => effect.MeanAbsoluteContribution);
            return (signal.DisplayName, Told: told, Used: used, Rate: rate);
        }).ToArray();
        var byTruth = signals.OrderByDescending(signal => signal.Told).Select(signal => signal.DisplayName).ToList();
        var byModel = signals.OrderByDescending(signal => signal.Used).Select(signal => signal.DisplayName).ToList();
        yield return $"Of the {LeadingSignals} signals that tell most of the true chance, the model's {2 * LeadingSignals} strongest have {byTruth.Take(LeadingSignals).Intersect(byModel.Take(2 * LeadingSignals)).Count()}; rank correlation over {signals.Length} signals " +
            string.Create(CultureInfo.InvariantCulture, $"{RankCorrelation(byTruth, byModel):0.00}.");
        yield return "";
        yield return "| place by truth | place in the model | signal | true chance after it | of all |";
        yield return "| ---: | ---: | --- | ---: | ---: |";
        foreach (var name in byTruth.Take(2 * LeadingSignals))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {byTruth.IndexOf(name) + 1} | {byModel.IndexOf(name) + 1} | {name} | {100 * signals.First(signal => signal.DisplayName == name).Rate:0.0} % | {100 * mean:0.0} % |");
        }

        yield return "";
    }

    static IEnumerable<string> Coverage(TruthArguments asked)
    {
        string[] whens = ["on any night of their history", "at its end, when the pool is older than it was on average"];
        List<double>[] observed = [[], []], said = [[], []], widths = [[], []];
        for (var simulation = 0; simulation < asked.Simulations; simulation++)
        {
            var simulated = new SimulationOptions { LeadCount = SmallLeads, Seed = 1 + simulation };
            var model = Train(simulated, budgetSeconds: 30, (ulong)simulation);
            for (var when = 0; when < whens.Length; when++)
            {
                var fresh = simulated with { Seed = 100_000 + (100 * simulation), LeadCount = 10_000 };
                var judged = JudgedLeads.Of(model, SmallJudged, fresh, Days, withFeatures: false, onAnyNight: when == 0);
                foreach (var group in judged.Groups(Groups))
                {
                    var truth = group.Average(i => judged.Truths[i]);
                    var bin = new CalibrationBin(group.Length, group.Average(i => ConversionModel.Probability(judged.Scores[i])), group.Average(i => judged.Outcomes[i]));
                    observed[when].Add(Covers(bin.Interval(), truth));
                    var (low, high) = model.Identity.Certainty!.At(group.Average(i => judged.Scores[i]));
                    said[when].Add(Covers((low, high), truth));
                    widths[when].Add(high - low);
                }
            }
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"## Intervals: {asked.Simulations} simulations of {SmallLeads:#,0} leads, {Groups} groups of {SmallJudged / Groups:#,0} fresh leads each; nominal coverage 95 %");
        yield return "";
        yield return "| fresh leads looked at | the calibration curve's interval of what happened covers the true chance | the interval of every prediction covers the true chance | its mean width |";
        yield return "| --- | ---: | ---: | ---: |";
        for (var when = 0; when < whens.Length; when++)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"| {whens[when]} | {observed[when].Average():0.000} | {said[when].Average():0.000} | {widths[when].Average():0.000} |");
        }
    }

    static ConversionModel Train(SimulationOptions simulated, double budgetSeconds, ulong seed) =>
        new HistoryTrainer(new TrainingOptions { BudgetSeconds = budgetSeconds, Seed = seed }, new LeadScorer(new LeadFeatureBuilder())).FitAsync(
            new CrmSimulator(simulated).Simulate().Select(lead => lead.History).ToAsyncEnumerable(),
            new HistoryOptions { Now = simulated.End, HorizonDays = Days }).GetAwaiter().GetResult().Trained.Model;

    static double Covers((double Low, double High) interval, double truth) => interval.Low <= truth && truth <= interval.High ? 1 : 0;

    // Spearman's, of two orders of the same names.
    static double RankCorrelation(List<string> one, List<string> other)
    {
        double n = one.Count;
        return 1 - (6 * one.Sum(name => Math.Pow(one.IndexOf(name) - other.IndexOf(name), 2)) / (n * ((n * n) - 1)));
    }
}
