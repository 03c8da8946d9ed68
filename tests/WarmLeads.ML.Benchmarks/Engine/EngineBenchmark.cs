using System.Diagnostics;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>The engine on the peers' data, shapes and settings.</summary>
sealed class EngineBenchmark
{
    const int ModelRows = 200_000, SingleRows = 20_000;

    static readonly (string Name, BoostedTreeOptions Options)[] _shapes =
    [
        ("t500l31", new BoostedTreeOptions { NumberOfTrees = 500, NumberOfLeaves = 31, LearningRate = 0.1 }),
        ("t100d8", new BoostedTreeOptions { NumberOfTrees = 100, NumberOfLeaves = 255, MaximumDepth = 8, LearningRate = 0.1 }),
    ];

    readonly BenchmarkData _data;
    readonly MeasurementLines _lines;
    readonly EngineBenchmarkArguments _arguments;

    EngineBenchmark(EngineBenchmarkArguments arguments)
    {
        _arguments = arguments;
        _data = BenchmarkData.Load(arguments.Data, arguments.Set, arguments.AsCodes);
        _lines = new MeasurementLines(arguments.AsCodes ? "WarmLeads codes" : "WarmLeads", arguments.Set, arguments.Threads);
    }

    /// <summary>Runs what the arguments ask for; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        if (EngineBenchmarkArguments.Parse(arguments, out var problem) is not { } parsed)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        var benchmark = new EngineBenchmark(parsed);
        BusyNeighbour[] neighbours = [.. Enumerable.Range(0, parsed.Neighbours).Select(_ => BusyNeighbour.Start())];
        try
        {
            benchmark.Measure();
        }
        finally
        {
            Array.ForEach(neighbours, neighbour => neighbour.Dispose());
        }

        return 0;
    }

    void Measure()
    {
        foreach (var what in _arguments.What)
        {
            switch (what)
            {
                case "train": Train(); break;
                case "predict": Predict(); break;
                case "single": Single(); break;
                case "shap": Shap(); break;
                case "model": ModelFile(); break;
                default: throw new UnreachableException();
            }
        }
    }

    void Train()
    {
        var options = new BoostedTreeOptions { NumberOfTrees = 100, NumberOfLeaves = 31, LearningRate = 0.1, NumberOfThreads = _arguments.Threads };
        var train = _data.TrainingRows(int.MaxValue);
        int[] rows = [.. Enumerable.Range(0, train.RowCount)];
        for (var run = 0; run < _arguments.Repetitions; run++)
        {
            var before = PeakMemory.Reset();
            BinnedDataset? binned = null;
            FitResult? fit = null;
            var bin = Lap.Of(() => binned = BinnedDataset.Create(train, numberOfThreads: _arguments.Threads));
            var boost = Lap.Of(() => fit = new BoostedTreeTrainer(options).Fit(binned!, rows));
            _lines.Time("bin_s", bin, run);
            _lines.Time("boost_s", boost, run);
            _lines.Write("train_s", bin.Wall + boost.Wall, "s", run, cpu: bin.Processor + boost.Processor, others: boost.Others);
            _lines.Write("peak_extra_mb", PeakMemory.Read() - before, "MiB", run);
            if (run == 0)
            {
                var scores = new double[_data.TestCount];
                fit!.Model.Predict(_data.TestRows(), scores);
                _lines.Write("auc", RankingQuality.AreaUnderRoc(scores, _data.TestLabels), "", run);
                _lines.Write("logloss", RankingQuality.LogLoss(scores, _data.TestLabels), "", run);
            }

            binned!.Dispose();
        }
    }

    void Predict()
    {
        var model = Model("t500l31");
        var rows = _data.TestRows();
        var scores = new double[_data.TestCount];
        model.Predict(rows, scores, _arguments.Threads);
        for (var run = 0; run < _arguments.Repetitions; run++)
        {
            _lines.Rate("predict_rows_s", scores.Length, Lap.Of(() => model.Predict(rows, scores, _arguments.Threads)), run, "t500l31");
        }
    }

    void Single()
    {
        var model = Model("t500l31");
        var (rows, width) = (_data.TestRows(), _data.Schema.Count);
        for (var run = 0; run < _arguments.Repetitions; run++)
        {
            WriteLatencies("single_us", "t500l31", run, SingleRows, at => model.Predict(rows.AsSpan(at % _data.TestCount * width, width)));
        }
    }

    void Shap()
    {
        var (rows, width) = (_data.TestRows(), _data.Schema.Count);
        var contributions = new double[rows.Length];
        foreach (var (shape, _) in _shapes)
        {
            var model = Model(shape);
            var probe = Lap.Of(() => model.Explain(rows.AsSpan(0, 512 * width), contributions.AsSpan(0, 512 * width), _arguments.Threads));
            var count = Math.Clamp((int)(4 * 512 / probe.Wall), 512, _data.TestCount);
            for (var run = 0; run < _arguments.Repetitions; run++)
            {
                var lap = Lap.Of(() => model.Explain(rows.AsSpan(0, count * width), contributions.AsSpan(0, count * width), _arguments.Threads));
                _lines.Rate("shap_rows_s", count, lap, run, shape);
            }

            WriteLatencies("shap_single_us", shape, run: 0, 2000, at => model.Explain(rows.AsSpan(at * width, width), contributions.AsSpan(0, width)));
        }
    }

    void ModelFile()
    {
        foreach (var (shape, _) in _shapes)
        {
            Model(shape);
            var path = ModelPath(shape);
            _lines.Write("model_bytes", new FileInfo(path).Length, "bytes", shape: shape);
            for (var run = 0; run < Math.Max(3, _arguments.Repetitions); run++)
            {
                _lines.Write("model_load_ms", Lap.Of(() => Load(path)).Wall * 1000, "ms", run, shape);
            }
        }
    }

    void WriteLatencies(string metric, string shape, int run, int count, Action<int> call)
    {
        var times = new double[count];
        for (var i = -1000; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            call(Math.Max(i, 0));
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(times);
        _lines.Write($"{metric}_p50", times[count / 2], "us", run, shape);
        _lines.Write($"{metric}_p99", times[count * 99 / 100], "us", run, shape);
    }

    // Models are trained once and kept.
    BoostedTreeModel Model(string shape)
    {
        var path = ModelPath(shape);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(_arguments.Models);
            var options = _shapes.Single(known => known.Name == shape).Options with { NumberOfThreads = _arguments.Threads };
            var model = new BoostedTreeTrainer(options).Fit(_data.TrainingRows(ModelRows));
            using (var stream = File.Create(path + ".new"))
            {
                model.Save(stream);
            }

            File.Move(path + ".new", path, overwrite: true);
        }

        return Load(path);
    }

    string ModelPath(string shape) =>
        Path.Combine(_arguments.Models, $"warmleads_{_arguments.Set}_{shape}{(_arguments.AsCodes ? "_codes" : "")}.model");

    static BoostedTreeModel Load(string path)
    {
        using var stream = File.OpenRead(path);
        return BoostedTreeModel.Load(stream, out _);
    }
}
