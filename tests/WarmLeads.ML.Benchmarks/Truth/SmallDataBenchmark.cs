using System.Globalization;
using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Are the intervals of a model of 40 + 40 outcomes as wide as they should be?</summary>
static class SmallDataBenchmark
{
    const int FreshRows = 4000, Bins = 20;

    /// <summary>Trains on many small tables and compares what is said of each model with the truth; returns the exit code.</summary>
    /// <param name="arguments">`[--simulations N] [--each N] [--out DIR]`.</param>
    public static int Run(string[] arguments)
    {
        if (TruthArguments.Parse(arguments, out var problem) is not { } asked)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("warmleads-small-");
        try
        {
            var figures = Enumerable.Range(0, asked.Simulations).Select(simulation => Simulate(asked.Each, simulation, Path.Combine(folder.FullName, "leads.csv"))).ToArray();
            var lines = Lines(asked, figures).ToArray();
            foreach (var line in lines)
                Console.WriteLine(line);
            if (asked.Out is { } results)
                File.WriteAllLines(Path.Combine(results, "small.md"), lines);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static SmallFigures Simulate(int each, int simulation, string file)
    {
        var random = new Random(simulation);
        SmallTable.OfEach(each, random).Write(file);
        var trained = new ConversionTrainer(new TrainingOptions { BudgetSeconds = 3, Seed = (ulong)simulation }).FitFlat(
            new FlatOptions { Data = file, Label = "converted" });
        var fresh = SmallTable.Of(FreshRows, random);
        var row = new RowEncoder(trained.Model.Schema);
        var scores = new double[FreshRows];
        for (var i = 0; i < FreshRows; i++)
        {
            row.Clear();
            var texts = fresh.Texts(i);
            for (var column = 0; column < texts.Length - 1; column++)
                row.TrySet(SmallTable.Names[column], texts[column]);
            scores[i] = trained.Model.Score(row.Encode());
        }

        double[] probabilities = [.. scores.Select(ConversionModel.Probability)];
        float[] labels = [.. Enumerable.Range(0, FreshRows).Select(i => fresh.Converted(i) ? 1f : 0f)];
        var chances = fresh.Chances;
        var auc = BinaryClassificationMetrics.Evaluate(probabilities, labels).AreaUnderRocCurve;
        var loss = Enumerable.Range(0, FreshRows).Average(i => -(chances[i] * Math.Log(probabilities[i])) - ((1 - chances[i]) * Math.Log(1 - probabilities[i])));
        var (said, certainty) = (trained.Card.Quality.Intervals!, trained.Model.Identity.Certainty!);
        var order = Enumerable.Range(0, FreshRows).OrderBy(i => scores[i]).ToArray();
        var bins = order.Chunk(FreshRows / Bins).Select(bin => (Truth: bin.Average(i => chances[i]), Score: bin.Average(i => scores[i]))).ToArray();
        return new SmallFigures(
            trained.Card.Quality.Model.AreaUnderRocCurve, auc, said.Auc, trained.Card.Quality.Model.LogLoss, loss, said.LogLoss,
            bins.Average(bin => certainty.At(bin.Score) is var (low, high) && low <= bin.Truth && bin.Truth <= high ? 1 : 0),
            bins.Average(bin => certainty.At(bin.Score) is var (low, high) ? high - low : 0),
            Enumerable.Range(0, FreshRows).Average(i => Math.Abs(probabilities[i] - chances[i])), trained.Card.Training.Capacity);
    }

    static IEnumerable<string> Lines(TruthArguments asked, SmallFigures[] figures)
    {
        yield return $"# {asked.Each} + {asked.Each} outcomes: intervals against the truth";
        yield return "";
        yield return $"{figures.Length} tables of six numbers and a category, three of the numbers noise; each model judged on {FreshRows:#,0} fresh leads whose chances are known. Nominal coverage 95 %.";
        yield return "";
        yield return "| figure | said, mean | true, mean | interval covers the truth | mean width |";
        yield return "| --- | ---: | ---: | ---: | ---: |";
        yield return Line("AUC", figures.Average(f => f.SaidAuc), figures.Average(f => f.TrueAuc), figures.Average(f => Covers(f.Auc, f.TrueAuc)), figures.Average(f => f.Auc.High - f.Auc.Low));
        yield return Line("log-loss", figures.Average(f => f.SaidLoss), figures.Average(f => f.TrueLoss), figures.Average(f => Covers(f.Loss, f.TrueLoss)), figures.Average(f => f.Loss.High - f.Loss.Low));
        yield return string.Create(
            CultureInfo.InvariantCulture, $"| chance at a score, {Bins} groups | | | {figures.Average(f => f.ChanceCoverage):0.000} | {figures.Average(f => f.ChanceWidth):0.000} |");
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Mean absolute error of the probability: {figures.Average(f => f.Error):0.000}. Sizes: {string.Join(", ", figures.GroupBy(f => f.Size).OrderByDescending(g => g.Count()).Take(6).Select(g => $"{g.Key} {g.Count()}"))}.");
    }

    static string Line(string name, double said, double truth, double coverage, double width) =>
        string.Create(CultureInfo.InvariantCulture, $"| {name} | {said:0.000} | {truth:0.000} | {coverage:0.000} | {width:0.000} |");

    static double Covers(FigureInterval interval, double truth) => interval.Low <= truth && truth <= interval.High ? 1 : 0;
}
