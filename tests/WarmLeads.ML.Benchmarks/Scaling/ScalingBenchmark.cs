using System.Globalization;
using System.Text;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What a cell of the table costs in training, from small tables to large and from narrow to wide.</summary>
sealed class ScalingBenchmark
{
    const int NumberOfTrees = 10, Repetitions = 3, RowsWhenWide = 100_000, ColumnsWhenLong = 20;

    readonly int _threads;

    ScalingBenchmark(int threads) => _threads = threads;

    /// <summary>Writes scaling.md and scaling.svg into the folder named by --out; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--threads"] = "1", ["--rows"] = "10000,100000,1000000,10000000", ["--columns"] = "20,50,100,200,500,1000",
        };
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            values[arguments[i]] = arguments[i + 1];
        }

        if (!values.TryGetValue("--out", out var folder) || !int.TryParse(values["--threads"], out var threads)
            || Numbers(values["--rows"]) is not { } rows || Numbers(values["--columns"]) is not { } columns)
        {
            Console.Error.WriteLine("Name a folder with --out; --threads is a whole number, --rows and --columns are whole numbers with commas between.");
            return 2;
        }

        var benchmark = new ScalingBenchmark(threads);
        ScalingPoint[] byRows = [.. rows.Select(count => benchmark.Measure(count, ColumnsWhenLong))];
        ScalingPoint[] byColumns = [.. columns.Select(count => benchmark.Measure(RowsWhenWide, count))];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scaling.md"), Table(byRows, byColumns, threads));
        File.WriteAllText(Path.Combine(folder, "scaling.svg"), ScalingChart.Draw(byRows, byColumns));
        return 0;
    }

    // The cheapest of several: what a cell costs when nobody disturbs.
    ScalingPoint Measure(int rowCount, int columnCount)
    {
        var data = GeneratedData.Create(rowCount, columnCount).AsDataset();
        var options = new BoostedTreeOptions { NumberOfTrees = NumberOfTrees, NumberOfLeaves = 31, LearningRate = 0.1, NumberOfThreads = _threads };
        var (binning, boosting) = (double.MaxValue, double.MaxValue);
        int[] rows = [.. Enumerable.Range(0, rowCount)];
        for (var i = 0; i < Repetitions; i++)
        {
            BinnedDataset? binned = null;
            binning = Math.Min(binning, Lap.Of(() => binned = BinnedDataset.Create(data, numberOfThreads: _threads)).Processor);
            boosting = Math.Min(boosting, Lap.Of(() => new BoostedTreeTrainer(options).Fit(binned!, rows)).Processor);
            binned!.Dispose();
        }

        var cells = (double)rowCount * columnCount / 1e9;
        var point = new ScalingPoint(rowCount, columnCount, binning / cells, boosting / cells / NumberOfTrees);
        Console.WriteLine(Line(point));
        return point;
    }

    static string Table(ScalingPoint[] byRows, ScalingPoint[] byColumns, int threads)
    {
        var text = new StringBuilder(
            $"""
            # What a cell costs in training, by the size of the table

            Processor time on {threads} thread{(threads == 1 ? "" : "s")}, the least of {Repetitions} fits of {NumberOfTrees} trees of 31 leaves, 254 bins; generated data, a tenth missing.
            Boosting is per cell and tree. Drawn in scaling.svg.

            | rows | columns | binning, ns per cell | boosting, ns per cell and tree |
            | ---: | ---: | ---: | ---: |

            """);
        foreach (var point in byRows.Concat(byColumns))
        {
            text.Append(Line(point)).Append('\n');
        }

        return text.ToString();
    }

    static string Line(ScalingPoint point) => string.Create(
        CultureInfo.InvariantCulture, $"| {point.RowCount:N0} | {point.ColumnCount:N0} | {point.Binning:F2} | {point.Boosting:F2} |");

    static int[]? Numbers(string list)
    {
        var numbers = new List<int>();
        foreach (var text in list.Split(','))
        {
            if (!int.TryParse(text, out var number) || number < 1)
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
