using BenchmarkDotNet.Attributes;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Answers of 500 trees of 31 leaves over 28 features, per row.</summary>
public class Forests
{
    const int Rows = 4096, ExplainedRows = 256, Columns = 28;

    readonly BoostedTreeModel _model = Fit();
    readonly double[] _rows = GeneratedData.Create(Rows, Columns, seed: 2).AsRows();
    readonly double[] _scores = new double[Rows], _contributions = new double[Rows * Columns];
    int _at;

    /// <summary>Scores of a batch.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public double BatchScore()
    {
        _model.Predict(_rows, _scores);
        return _scores[0];
    }

    /// <summary>The score of one row.</summary>
    [Benchmark]
    public double SingleScore() => _model.Predict(Next()).Score;

    /// <summary>Contributions of a batch.</summary>
    [Benchmark(OperationsPerInvoke = ExplainedRows)]
    public double BatchContributions()
    {
        const int Length = ExplainedRows * Columns;
        _model.Explain(_rows.AsSpan(0, Length), _contributions.AsSpan(0, Length), numberOfThreads: 1);
        return _contributions[0];
    }

    /// <summary>Contributions of one row.</summary>
    [Benchmark]
    public double SingleContributions()
    {
        _model.Explain(Next(), _contributions.AsSpan(0, Columns));
        return _contributions[0];
    }

    ReadOnlySpan<double> Next()
    {
        _at = (_at + 1) % Rows;
        return _rows.AsSpan(_at * Columns, Columns);
    }

    static BoostedTreeModel Fit() =>
        new BoostedTreeTrainer(new BoostedTreeOptions { NumberOfTrees = 500, NumberOfLeaves = 31, LearningRate = 0.1 })
            .Fit(GeneratedData.Create(50_000, Columns).AsDataset());
}
