namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>
/// The trainer again, as plainly as can be: values instead of bins, a pass over the rows for every possible split, three
/// separate sums, no histogram, no subtraction, no vectors, no threads. Only the rounding of gradients is taken over.
/// </summary>
sealed class NaiveTrainer(BoostedTreeOptions options, FeatureSchema schema, double[][] columns, float[] labels, float[] weights, bool isWeighted, float[]? followUp = null)
{
    readonly double[] _scores = new double[labels.Length];
    readonly double[] _means = new double[labels.Length];
    readonly long[] _gradients = new long[labels.Length];
    readonly long[] _hessians = new long[labels.Length];
    readonly int[] _rows = [.. Enumerable.Range(0, labels.Length).Where(row => weights[row] > 0)];
    readonly double[] _exposures = new double[labels.Length];
    readonly float[] _labels = [.. labels];
    double _gradientUnit, _hessianUnit;
    double[] _ends = [], _rates = [];

    /// <summary>Fits and returns the scores of all rows.</summary>
    public double[] Fit()
    {
        if (options.Objective == Objective.Hazard)
        {
            _ends = JoinedEnds();
            SetBaseline();
        }

        var baseScore = BaseScore();
        var grid = ScoreGrid.For(Math.Abs(baseScore) + (options.Objective == Objective.Hazard ? Math.Abs(LogCumulative()) + 30 : 0) + (options.NumberOfTrees * options.LearningRate * LargestStep));
        Array.Fill(_scores, grid.Round(baseScore));
        var isLearnable = options.Objective == Objective.Hazard
            ? _rows.Any(row => _labels[row] > 0)
            : _rows.Select(row => labels[row]).Distinct().Count() > 1;
        for (var tree = 0; isLearnable && !Enumerable.Range(0, columns.Length).All(IsConstant) && tree < options.NumberOfTrees; tree++)
        {
            Round(tree);
            if (Grow(grid) is false)
            {
                break;
            }

            if (options.Objective == Objective.Hazard && (tree + 1) % 10 == 0)
            {
                SetBaseline();
            }
        }

        return options.Objective == Objective.Hazard ? [.. _scores.Select(score => score + grid.Round(LogCumulative()))] : _scores;
    }

    double BaseScore()
    {
        var (positive, total) = (0.0, 0.0);
        foreach (var row in _rows)
        {
            positive += (double)weights[row] * labels[row];
            total += weights[row];
        }

        var rate = positive / total;
        switch (options.Objective)
        {
            case Objective.SquaredError: return rate;
            case Objective.Hazard: return 0;
            case Objective.Poisson: return PortableMath.Log(positive > 0 ? rate : 0.5 / (total + 1));
        }

        return PortableMath.LogOdds(rate is > 0 and < 1 ? rate : (positive + 0.5) / (total + 1));
    }

    bool IsConstant(int feature) => columns[feature].Select(value => Level(feature, value)).Distinct().Count() == 1;

    // A comparable stand-in for a value: gaps are one level, whatever their code.
    double Level(int feature, double value) =>
        double.IsNaN(value) || (schema[feature].Kind == FeatureKind.Categorical && value < 0) ? double.NaN : value;

    void Round(int tree)
    {
        var (gradient, hessian) = (new double[8], new double[8]);
        for (var i = 0; i < _rows.Length; i++)
        {
            var row = _rows[i];
            var mean = _means[row] = Mean(row);
            gradient[i % 8] += weights[row] * Math.Abs(mean - _labels[row]);
            hessian[i % 8] += weights[row] * Variance(mean);
        }

        var layout = new WordLayout(_rows.Length);
        var (gradientScale, hessianScale) =
            ((layout.GradientLimit - _rows.Length) / gradient.Sum(), (layout.HessianLimit - _rows.Length) / hessian.Sum());
        if (options.Objective == Objective.SquaredError && !isWeighted)
        {
            hessianScale = Math.Floor(hessianScale);
        }

        (_gradientUnit, _hessianUnit) = (1 / gradientScale, 1 / hessianScale);
        var key = CounterRandom.Key(options.Seed, tree, RandomPurpose.Rounding);
        foreach (var row in _rows)
        {
            var bits = CounterRandom.Bits(key, (uint)row);
            var (mean, w) = (_means[row], (double)weights[row]);
            _gradients[row] = (long)Math.Floor((w * (mean - _labels[row]) * gradientScale) + ((bits >> 16) / 65536.0));
            _hessians[row] = (long)Math.Floor((w * Variance(mean) * hessianScale) + ((bits & 0xFFFF) / 65536.0));
        }
    }

    // The distribution of each objective: its mean at the row's score, and its variance at a mean.
    double Mean(int row) => options.Objective switch
    {
        Objective.SquaredError => _scores[row],
        Objective.Poisson => PortableMath.Exp(Math.Clamp(_scores[row], -50, 50)),
        Objective.Hazard => PortableMath.Exp(Math.Clamp(_scores[row], -15, 15)) * _exposures[row],
        _ => PortableMath.Logistic(_scores[row]),
    };

    double Variance(double mean) => options.Objective switch
    {
        Objective.SquaredError => 1,
        Objective.Poisson or Objective.Hazard => mean,
        _ => mean * (1 - mean),
    };

    double LargestStep => options.Objective switch
    {
        Objective.SquaredError => _rows.Max(row => (double)labels[row]) - _rows.Min(row => (double)labels[row]),
        Objective.Poisson or Objective.Hazard => 1,
        _ => 20,
    };

    // Intervals with fewer than 20 events are joined to the next, those left over at the end to the one before.
    double[] JoinedEnds()
    {
        var wanted = options.HazardIntervalEnds;
        var longest = _rows.Max(row => followUp![row]);
        foreach (var row in _rows.Where(row => followUp![row] > wanted[^1]))
        {
            _labels[row] = 0;
        }

        double[] reached = [.. wanted.Where((_, j) => j == 0 || wanted[j - 1] < longest)];
        var ends = new List<double>();
        var taken = 0.0;
        foreach (var end in reached)
        {
            if (_rows.Count(row => _labels[row] > 0 && (followUp![row] > taken || taken == 0) && followUp[row] <= end) >= 20)
            {
                ends.Add(taken = end);
            }
        }

        return ends.Count == 0 ? [reached[^1]] : [.. ends[..^1], reached[^1]];
    }

    void SetBaseline()
    {
        _rates = new double[_ends.Length];
        for (var j = 0; j < _rates.Length; j++)
        {
            var (events, time) = (0.0, 0.0);
            foreach (var row in _rows)
            {
                events += IntervalOf(row) == j ? (double)weights[row] * _labels[row] : 0;
                time += weights[row] * PortableMath.Exp(Math.Clamp(_scores[row], -15, 15)) * DaysIn(row, j);
            }

            _rates[j] = (events > 0 ? events : 0.5) / time;
        }

        foreach (var row in _rows)
        {
            _exposures[row] = Enumerable.Range(0, _rates.Length).Aggregate(0.0, (sum, j) => sum + (_rates[j] * DaysIn(row, j)));
        }
    }

    int IntervalOf(int row) => Enumerable.Range(0, _ends.Length).First(j => j == _ends.Length - 1 || followUp![row] <= _ends[j]);

    double DaysIn(int row, int j)
    {
        var start = j == 0 ? 0 : _ends[j - 1];
        return followUp![row] <= start ? 0 : Math.Min(followUp[row], _ends[j]) - start;
    }

    double LogCumulative() => PortableMath.Log(
        Enumerable.Range(0, _rates.Length).Aggregate(0.0, (sum, j) => sum + (_rates[j] * (_ends[j] - (j == 0 ? 0 : _ends[j - 1])))));

    bool Grow(ScoreGrid grid)
    {
        var root = new Node { Rows = _rows };
        SetSums(root);
        root.SearchValue = Free(root.Gradient * _gradientUnit, root.Hessian * _hessianUnit, options.L2Regularization);
        FindSplit(root);
        var leaves = new List<Node> { root };
        while (leaves.Count < options.NumberOfLeaves && leaves.MaxBy(leaf => leaf.Gain) is { Gain: > 0 } best)
        {
            leaves.Remove(best);
            foreach (var child in new[] { best.Left!, best.Right! })
            {
                FindSplit(child);
                leaves.Add(child);
            }

            best.IsSplit = true;
        }

        if (!root.IsSplit)
        {
            return false;
        }

        SetExactSums(root);
        AddValues(root, Free(root.ExactGradient, root.ExactHessian, options.L2Regularization), grid, all: [.. Enumerable.Range(0, labels.Length)]);
        return true;
    }

    void SetSums(Node node)
    {
        (node.Gradient, node.Hessian) = (node.Rows.Sum(row => _gradients[row]), node.Rows.Sum(row => _hessians[row]));
    }

    void FindSplit(Node node)
    {
        if (options.MaximumDepth > 0 && node.Depth >= options.MaximumDepth)
        {
            return;
        }

        for (var feature = 0; feature < schema.Count; feature++)
        {
            if (!IsConstant(feature))
            {
                var candidates = schema[feature].Kind == FeatureKind.Numeric ? Boundaries(node, feature) : Cuts(node, feature);
                foreach (var (goesLeft, l2) in candidates)
                {
                    Try(node, goesLeft, l2);
                }
            }
        }
    }

    // Every value of the node, ascending, with the gaps left, then right. The boundary is the midpoint in the whole data.
    IEnumerable<(Func<int, bool> GoesLeft, double ExtraL2)> Boundaries(Node node, int feature)
    {
        var column = columns[feature];
        double[] all = [.. column.Where(value => !double.IsNaN(value)).Distinct().Order()];
        double[] here = [.. node.Rows.Select(row => column[row]).Where(value => !double.IsNaN(value)).Distinct().Order()];
        var hasGaps = node.Rows.Any(row => double.IsNaN(column[row]));
        foreach (var value in here)
        {
            var next = Array.FindIndex(all, other => other > value);
            var threshold = next < 0 ? double.PositiveInfinity
                : double.IsPositiveInfinity(all[next]) ? (double.IsNegativeInfinity(value) ? value : double.MaxValue)
                : (value / 2) + (all[next] / 2);
            if (hasGaps)
            {
                yield return (row => double.IsNaN(column[row]) || column[row] <= threshold, 0);
                yield return (row => column[row] <= threshold, 0);
                continue;
            }

            var (left, whole) = (node.Rows.Where(row => column[row] <= threshold).Sum(row => _hessians[row]), node.Hessian);
            yield return (row => double.IsNaN(column[row]) ? left * 2 >= whole : column[row] <= threshold, 0);
        }
    }

    // The levels of the node in order of gradient over hessian, cut at either end. Rare codes are one level.
    IEnumerable<(Func<int, bool> GoesLeft, double ExtraL2)> Cuts(Node node, int feature)
    {
        const double Other = 1e9;
        var column = columns[feature];
        var counts = _rows.GroupBy(row => Level(feature, column[row])).ToDictionary(level => level.Key, level => level.Count());
        double LevelOf(int row)
        {
            var level = Level(feature, column[row]);
            var isRare = level >= schema[feature].CategoryCount || counts.GetValueOrDefault(level) < options.MinimumExampleCountPerCategory;
            return double.IsNaN(level) ? -1 : isRare ? Other : level;
        }

        var levels = node.Rows.GroupBy(LevelOf).OrderBy(level => level.Key).ToList();
        var isFew = levels.Count <= 8;
        var damping = isFew ? options.L2Regularization : options.CategoricalSmoothing;
        var ordered = levels.OrderBy(level =>
            level.Sum(row => _gradients[row]) * _gradientUnit / ((level.Sum(row => _hessians[row]) * _hessianUnit) + damping)).ToList();
        var most = isFew ? levels.Count - 1 : Math.Min(options.MaximumCategoriesPerSplit, levels.Count - 1);
        for (var size = 1; size <= most; size++)
        {
            foreach (var part in isFew ? [ordered.Take(size)] : new[] { ordered.Take(size), ordered.TakeLast(size) })
            {
                var chosen = part.ToDictionary(level => level.Key, level => level.Sum(row => _hessians[row]));
                var absentGoLeft = chosen.Values.Sum() * 2 >= node.Hessian;
                yield return (
                    row => chosen.ContainsKey(LevelOf(row)) || (absentGoLeft && levels.TrueForAll(level => level.Key != LevelOf(row))),
                    isFew ? 0 : options.CategoricalL2);
            }
        }
    }

    void Try(Node node, Func<int, bool> goesLeft, double extraL2)
    {
        var (left, right) = (new Node { Rows = [.. node.Rows.Where(goesLeft)] }, new Node { Rows = [.. node.Rows.Where(row => !goesLeft(row))] });
        var gain = -Worth(node, node.SearchValue, options.L2Regularization);
        foreach (var child in new[] { left, right })
        {
            SetSums(child);
            (child.Depth, child.ExtraL2) = (node.Depth + 1, extraL2);
            if (child.Hessian == 0 || child.Rows.Length < options.MinimumExampleCountPerLeaf
                || child.Hessian * _hessianUnit < options.MinimumHessianPerLeaf)
            {
                return;
            }

            child.SearchValue = Smooth(
                Free(child.Gradient * _gradientUnit, child.Hessian * _hessianUnit, options.L2Regularization + extraL2), child, node.SearchValue);
        }

        gain = Worth(left, left.SearchValue, options.L2Regularization + extraL2)
            + Worth(right, right.SearchValue, options.L2Regularization + extraL2) + gain;
        if (gain > options.MinimumGain && gain > node.Gain)
        {
            (node.Gain, node.Left, node.Right, node.GoesLeft) = (gain, left, right, goesLeft);
        }
    }

    double Worth(Node node, double value, double l2)
    {
        var (g, h) = (node.Gradient * _gradientUnit, node.Hessian * _hessianUnit);
        return options is { L1Regularization: 0, PathSmoothing: 0 } and not { Objective: Objective.Poisson or Objective.Hazard }
            ? g * g / (h + l2)
            : -((2 * Soften(g) * value) + ((h + l2) * value * value));
    }

    double Free(double gradient, double hessian, double l2) => Math.Clamp(-Soften(gradient) / (hessian + l2), -LargestStep, LargestStep);

    double Smooth(double free, Node node, double parent)
    {
        var own = node.Rows.Length / options.PathSmoothing;
        return options.PathSmoothing == 0 ? free : ((free * own) + parent) / (own + 1);
    }

    double Soften(double g) =>
        options.L1Regularization == 0 ? g : Math.Abs(g) <= options.L1Regularization ? 0 : g - (Math.Sign(g) * options.L1Regularization);

    void SetExactSums(Node node)
    {
        if (node.IsSplit)
        {
            SetExactSums(node.Left!);
            SetExactSums(node.Right!);
            node.ExactGradient = node.Left!.ExactGradient + node.Right!.ExactGradient;
            node.ExactHessian = node.Left!.ExactHessian + node.Right!.ExactHessian;
            return;
        }

        foreach (var row in node.Rows)
        {
            node.ExactGradient += weights[row] * (_means[row] - _labels[row]);
            node.ExactHessian += weights[row] * Variance(_means[row]);
        }
    }

    void AddValues(Node node, double value, ScoreGrid grid, int[] all)
    {
        if (!node.IsSplit)
        {
            foreach (var row in all)
            {
                _scores[row] += grid.Round(options.LearningRate * value);
            }

            return;
        }

        foreach (var (child, rows) in new[] { (node.Left!, all.Where(node.GoesLeft!)), (node.Right!, all.Where(row => !node.GoesLeft!(row))) })
        {
            var free = Free(child.ExactGradient, child.ExactHessian, options.L2Regularization + child.ExtraL2);
            AddValues(child, Smooth(free, child, value), grid, [.. rows]);
        }
    }

    sealed class Node
    {
        public required int[] Rows { get; init; }

        public int Depth { get; set; }

        public long Gradient { get; set; }

        public long Hessian { get; set; }

        public double SearchValue { get; set; }

        public double ExtraL2 { get; set; }

        public double ExactGradient { get; set; }

        public double ExactHessian { get; set; }

        public double Gain { get; set; }

        public Node? Left { get; set; }

        public Node? Right { get; set; }

        public Func<int, bool>? GoesLeft { get; set; }

        public bool IsSplit { get; set; }
    }
}
