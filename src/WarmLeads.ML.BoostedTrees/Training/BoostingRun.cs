using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>One fit: the loop over trees and what it needs from one to the next.</summary>
sealed class BoostingRun : IDisposable
{
    // Draws of examples and features in a row that may come to no split before the fit ends.
    const int BarrenDraws = 20;

    readonly BinnedDataset _data;
    readonly BoostedTreeOptions _options;
    readonly int[] _train, _validation, _validationRows;
    readonly WorkCrew _crew;
    readonly TreeSampler _sampler;
    readonly GradientRounding _rounding;
    readonly TreeGrower _grower;
    readonly TreeAssembly _assembly;
    readonly double[] _scores, _means;
    readonly TrainingObjective _objective;
    readonly EarlyStopping _stopping;
    readonly List<double> _trainLosses = [];
    readonly Loss _trainLoss, _validationLoss;
    double[] _validationScores = [];

    /// <summary>Makes room for the fit.</summary>
    /// <param name="data">The binned examples.</param>
    /// <param name="options">Validated options.</param>
    /// <param name="train">Training rows with a weight, at least one.</param>
    /// <param name="validation">Validation rows with a weight.</param>
    /// <param name="validationRows">The rows whose scores are asked for: the same and those of weight 0.</param>
    /// <param name="crew">Who does it; stops the fit, too.</param>
    /// <exception cref="ArgumentException">The labels or the follow-up do not fit the objective, or the constraints the features.</exception>
    public BoostingRun(
        BinnedDataset data, BoostedTreeOptions options, int[] train, int[] validation, int[] validationRows, WorkCrew crew)
    {
        (_data, _options, _train, _validation, _validationRows) = (data, options, train, validation, validationRows);
        var constraints = TreeConstraints.Create(options, data);
        _objective = TrainingObjective.Create(options, data, train, validation);
        _crew = crew;
        _scores = new double[data.RowCount];
        _means = new double[data.RowCount];
        _trainLoss = _objective.LossOf(train, _scores, _means);
        _validationLoss = _objective.LossOf(validation, _scores, means: null);
        _sampler = new TreeSampler(options, train, data.FeatureOfColumn.Length);
        _rounding = new GradientRounding(data, train, _objective.Labels, _means, _objective.Variance);
        var rules = new SplitRules(options, _objective.LargestStep);
        var rare = RareBins.Find(data, train, options.MinimumExampleCountPerCategory, crew);
        _grower = new TreeGrower(data, options, rules, rare, constraints, train.Length, _crew);
        _assembly = new TreeAssembly(
            data, options.LearningRate, rules, constraints.Orders is not null, _scores, _objective.Labels, _means, _objective.Variance);
        _stopping = new EarlyStopping(options.EarlyStoppingRounds);
    }

    /// <summary>Fits until the trees, the patience or the gains run out.</summary>
    /// <param name="progress">Told after every tree.</param>
    /// <param name="clock">Measures the time left; null = it is not told.</param>
    /// <exception cref="OperationCanceledException">The crew was stopped.</exception>
    public FitResult Fit(IProgress<TrainingProgress>? progress, TimeProvider? clock)
    {
        var start = clock?.GetTimestamp() ?? 0;
        // No sum of leaves can be larger than this, so the scores of the fit are those of the model, bit for bit.
        var baseScore = _objective.StartingScore();
        _objective.Refresh(trees: 0, _data.InitialScores ?? _scores);
        var grid = ScoreGrid.For(Math.Abs(baseScore) + LargestInitialScore() + _objective.LargestShift + (_options.NumberOfTrees * _options.LearningRate * _objective.LargestStep));
        baseScore = grid.Round(baseScore);
        SetScores(baseScore, grid);
        var sums = Judge(trees: 0, grid);
        var trees = new List<TreeNode[]>();
        var barren = _data.FeatureOfColumn.Length > 0 && _objective.CanLearn ? 0 : BarrenDraws;
        for (var draw = 0; trees.Count < _options.NumberOfTrees && barren < BarrenDraws && !_stopping.ShouldStop; draw++)
        {
            if (Grow(draw, sums, grid) is not { } tree)
            {
                barren = _sampler.Samples ? barren + 1 : BarrenDraws;
                continue;
            }

            barren = 0;
            trees.Add(tree);
            sums = Judge(trees.Count, grid);
            progress?.Report(new TrainingProgress(
                trees.Count, _options.NumberOfTrees, sums.MeanLoss, _validation.Length > 0 ? _stopping.LastLoss : null,
                clock?.GetElapsedTime(start) * ((double)(_options.NumberOfTrees - trees.Count) / trees.Count)));
        }

        var iterations = _options.EarlyStoppingRounds > 0 ? _stopping.Best : trees.Count;
        TreeNode[][] kept = [.. trees.Take(iterations)];
        var forest = Forest.OnGrid(
            _data.Schema, grid, baseScore + grid.Round(_objective.ShiftAfter(iterations)), kept, _assembly.SetsOf(kept, _options.MaximumMemoryBytes),
            _objective.LinkAfter(iterations));
        return new FitResult(new BoostedTreeModel(forest), iterations, _validationScores, _stopping.Losses, [.. _trainLosses]);
    }

    public void Dispose()
    {
        _grower.Dispose();
        _rounding.Dispose();
    }

    double LargestInitialScore()
    {
        var largest = 0.0;
        if (_data.InitialScores is { } initial)
        {
            foreach (var row in (IEnumerable<int>)[.. _train, .. _validationRows])
            {
                largest = Math.Max(largest, Math.Abs(initial[row]));
            }
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SetScores(double baseScore, ScoreGrid grid)
    {
        for (var row = 0; row < _scores.Length; row++)
        {
            _scores[row] = baseScore + (_data.InitialScores is { } initial ? grid.Round(initial[row]) : 0);
        }
    }

    // The losses at the current scores, and the validation scores if these are the ones to keep.
    LossSums Judge(int trees, ScoreGrid grid)
    {
        if (trees > 0)
        {
            _objective.Refresh(trees, _scores);
        }

        var sums = _trainLoss.Evaluate(_crew);
        _trainLosses.Add(sums.MeanLoss);
        if (_validation.Length > 0)
        {
            _stopping.Add(_validationLoss.Evaluate(_crew).MeanLoss);
        }

        if (_options.EarlyStoppingRounds == 0 || _stopping.IsBest)
        {
            var shift = grid.Round(_objective.ShiftAfter(trees));
            Array.Resize(ref _validationScores, _validationRows.Length);
            for (var i = 0; i < _validationRows.Length; i++)
            {
                _validationScores[i] = _scores[_validationRows[i]] + shift;
            }
        }

        return sums;
    }

    // Null when nothing is worth a split.
    TreeNode[]? Grow(int draw, LossSums sums, ScoreGrid grid)
    {
        _sampler.Draw(draw);
        _rounding.Round(sums, CounterRandom.Key(_options.Seed, draw, RandomPurpose.Rounding), _crew);
        var nodes = _grower.Grow(_sampler.Examples, _sampler.Columns, _rounding);
        return nodes.Count == 1 ? null : _assembly.Assemble(nodes, _grower.Partition, _sampler.LeftOut, _validationRows, grid, _crew);
    }
}
