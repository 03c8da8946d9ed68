using BenchmarkDotNet.Attributes;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What a tree is made of: histograms of 28 columns and the search for the best split in them, on one thread.</summary>
public unsafe class TrainingSteps
{
    const int Rows = 100_000, Columns = 28;

    readonly BinnedDataset _data = BinnedDataset.Create(GeneratedData.Create(Rows, Columns).AsDataset(), numberOfThreads: 1);
    readonly WorkCrew _crew = new(1);
    readonly AlignedMemory _words = new(Rows * 8L, "The gradients"), _all = new(Rows * 4L, "The rows"), _half = new(Rows * 2L, "The rows");
    readonly int[] _columns = [.. Enumerable.Range(0, Columns)];
    readonly WordLayout _layout = new(Rows);
    readonly AlignedMemory _histogram;
    readonly HistogramLayout _offsets;
    readonly HistogramBuilder _builder;
    readonly SplitFinder _finder;
    readonly NodeTotals _node;

    /// <summary>Makes rounded gradients, the row lists and the histogram that is searched.</summary>
    public TrainingSteps()
    {
        var random = new Random(3);
        _offsets = new HistogramLayout(_data);
        _histogram = new AlignedMemory(_offsets.WordCount * 8L, "The histogram");
        _builder = new HistogramBuilder(_data, _offsets, _crew);
        var words = (long*)_words.Pointer;
        var sum = 0L;
        for (int i = 0, kept = 0; i < Rows; i++)
        {
            words[i] = _layout.Pack(random.Next(-1000, 1001), random.Next(1, 1001));
            sum += words[i];
            ((int*)_all.Pointer)[i] = i;
            if (kept < Rows / 2 && random.Next(2) == 0)
            {
                ((int*)_half.Pointer)[kept++] = i;
            }
        }

        _builder.Use(_columns, words);
        _builder.Build((int*)_all.Pointer, Rows, (long*)_histogram.Pointer);
        var rules = new SplitRules(new BoostedTreeOptions());
        _finder = new SplitFinder(rules, _layout, gradientUnit: 0.001, hessianUnit: 0.001);
        var (gradient, hessian) = (_finder.Gradient(sum), _finder.Hessian(sum));
        var value = rules.FreeValue(gradient, hessian, rules.L2);
        _node = new NodeTotals(sum, Rows, value, rules.WorthOf(value, gradient, hessian, rules.L2), rules.MinimumCount);
    }

    /// <summary>The histogram of all rows, per row and column.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Columns)]
    public void HistogramInOrder() => _builder.Build((int*)_all.Pointer, Rows, (long*)_histogram.Pointer);

    /// <summary>The histogram of every other row, as a child has them, per row and column.</summary>
    [Benchmark(OperationsPerInvoke = Rows / 2 * Columns)]
    public void HistogramByIndex() => _builder.Build((int*)_half.Pointer, Rows / 2, (long*)_histogram.Pointer);

    /// <summary>The best split of one column of 254 bins and the missing.</summary>
    [Benchmark]
    public double SplitSearch() => _finder.FindNumeric((long*)_histogram.Pointer, _data.MapperOf(0).BinCount, column: 0, _node).Gain;
}
