using BenchmarkDotNet.Attributes;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Finding bins and filling them: 100,000 rows of 28 numbers.</summary>
public class Binning
{
    const int Rows = 100_000, Columns = 28;

    readonly Dataset _data = GeneratedData.Create(Rows, Columns).AsDataset();

    /// <summary>One call bins the whole table on one thread.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Columns)]
    public int PerCell()
    {
        using var binned = BinnedDataset.Create(_data, numberOfThreads: 1);
        return binned.RowCount;
    }
}
