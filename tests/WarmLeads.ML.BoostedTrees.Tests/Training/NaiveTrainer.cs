namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>
/// The trainer again, as plainly as can be: values instead of bins, a pass over the rows for every possible split, three
/// separate sums, no histogram, no subtraction, no vectors, no threads. Only the rounding of gradients is taken over.
/// </summary>
sealed class NaiveTrainer(BoostedTreeOptions options, FeatureSchema schema, double[][] columns, float[] labels, float[] weights, bool isWeighted, float[]? followUp = null, int maximumBinCount = 254)
{
    readonly double[] _scores = new double[labels.Length];
    readonly double[] _means = new double[labels.Length];
    readonly long[] _gradients = new long[labels.Length];
    readonly long[] _hessians = new long[labels.Length];
    readonly int[] _rows = [.. Enumerable.Range(0, labels.Length).Where(row => weights[row] > 0)];
    readonly float[] _labels = [.. labels];
    double _gradientUnit, _hessianUnit;
    NaiveBaseline? _baseline;

    /// <summary>Fits and returns the scores of all rows.</summary>
    public double[] Fit()
    {
        if (options.Objective == Objective.Hazard)
        {
            _baseline = new NaiveBaseline(options.HazardIntervalEnds, _rows, _labels, weights, followUp!);
            _baseline.Refresh(_scores);
        }

        var baseScore = BaseScore();
        var grid = ScoreGrid.For(Math.Abs(baseScore) + (_baseline is null ? 0 : Math.Abs(_baseline.LogCumulative) + 30) + (options.NumberOfTrees * options.LearningRate * LargestStep));
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

            if ((tree + 1) % 10 == 0)
            {
                _baseline?.Refresh(_scores);
            }
        }

        return _baseline is null ? _scores : [.. _scores.Select(score => score + grid.Round(_baseline.LogCumulative))];
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
        Objective.Hazard => PortableMath.Exp(Math.Clamp(_scores[row], -15, 15)) * _baseline!.Exposures[row],
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

    bool Grow(ScoreGrid grid)
    {
        var root = new NaiveNode { Rows = _rows };
        SetSums(root);
        root.SearchValue = Free(root.Gradient * _gradientUnit, root.Hessian * _hessianUnit, options.L2Regularization);
        List<NaiveNode> leaves = [root], splits = [];
        while (leaves.Count < options.NumberOfLeaves)
        {
            // New leaves move the limits of others; but a leaf once found without a split stays one.
            foreach (var leaf in leaves.Where(leaf => !leaf.IsSearched || (options.MonotoneFeatures.Count > 0 && leaf.Gain > 0)))
            {
                (leaf.IsSearched, leaf.Gain, leaf.Limits) = (true, 0, LimitsOf(leaf, node => node.SearchValue));
                FindSplit(leaf);
            }

            var open = leaves.Where(leaf => leaf.Gain > 0).ToList();
            if (open.Count == 0)
            {
                break;
            }

            var best = open.OrderBy(leaf => options.Growth == TreeGrowth.DepthWise ? leaf.Depth : 0).ThenByDescending(leaf => leaf.Gain).First();
            best.IsSplit = true;
            splits.Add(best);
            leaves.Remove(best);
            leaves.AddRange([best.Left!, best.Right!]);
        }

        if (!root.IsSplit)
        {
            return false;
        }

        SetExactSums(root);
        SetExactValues(root, splits);
        AddValues(root, grid, all: [.. Enumerable.Range(0, labels.Length)]);
        return true;
    }

    // From the leaves that must stay below a leaf, and from those above it.
    static ValueLimits LimitsOf(NaiveNode leaf, Func<NaiveNode, double> value)
    {
        var limits = ValueLimits.None;
        for (var (child, at) = (leaf, leaf.Parent); at is not null; (child, at) = (at, at.Parent))
        {
            var others = LeavesBelow(child == at.Left ? at.Right! : at.Left!).Select(value);
            if (at.Order != 0)
            {
                limits = (child == at.Left) == (at.Order > 0)
                    ? limits with { High = Math.Min(limits.High, others.Min()) }
                    : limits with { Low = Math.Max(limits.Low, others.Max()) };
            }
        }

        return limits;
    }

    static IEnumerable<NaiveNode> LeavesBelow(NaiveNode node) =>
        node.IsSplit ? LeavesBelow(node.Left!).Concat(LeavesBelow(node.Right!)) : [node];

    // The tree grows again, now with the exact sums.
    void SetExactValues(NaiveNode root, List<NaiveNode> splits)
    {
        splits.ForEach(node => node.IsSplit = false);
        root.ExactValue = Free(root.ExactGradient, root.ExactHessian, options.L2Regularization);
        foreach (var node in splits)
        {
            var limits = LimitsOf(node, leaf => leaf.ExactValue);
            foreach (var child in new[] { node.Left!, node.Right! })
            {
                var free = Free(child.ExactGradient, child.ExactHessian, options.L2Regularization + child.ExtraL2);
                child.ExactValue = limits.Clamp(Smooth(free, child, node.ExactValue));
            }

            if (node.Order * (node.Left!.ExactValue - node.Right!.ExactValue) > 0)
            {
                node.Left.ExactValue = node.Right.ExactValue = (node.Left.ExactValue / 2) + (node.Right.ExactValue / 2);
            }

            node.IsSplit = true;
        }
    }

    // All features on the way to a leaf share a group; one that is in no group is a group by itself.
    bool MayAct(NaiveNode node, int feature)
    {
        var together = new HashSet<string>(StringComparer.Ordinal) { schema[feature].Name };
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            together.Add(schema[at.Feature].Name);
        }

        return options.InteractionGroups.Count == 0 || together.Count == 1 || options.InteractionGroups.Any(together.IsSubsetOf);
    }

    int OrderOf(int feature) =>
        options.MonotoneFeatures.TryGetValue(schema[feature].Name, out var direction) ? direction == MonotoneDirection.Up ? 1 : -1 : 0;

    void SetSums(NaiveNode node)
    {
        (node.Gradient, node.Hessian) = (node.Rows.Sum(row => _gradients[row]), node.Rows.Sum(row => _hessians[row]));
    }

    void FindSplit(NaiveNode node)
    {
        if (options.MaximumDepth > 0 && node.Depth >= options.MaximumDepth)
        {
            return;
        }

        foreach (var feature in Enumerable.Range(0, schema.Count).OrderBy(IsWide))
        {
            if (!IsConstant(feature) && MayAct(node, feature))
            {
                var candidates = schema[feature].Kind == FeatureKind.Numeric ? Boundaries(node, feature) : Cuts(node, feature);
                foreach (var (goesLeft, l2, order) in candidates)
                {
                    Try(node, feature, goesLeft, l2, order);
                }
            }
        }
    }

    // Every value of the node, ascending, with the gaps left, then right. The boundary is the midpoint in the whole data.
    IEnumerable<(Func<int, bool> GoesLeft, double ExtraL2, int Order)> Boundaries(NaiveNode node, int feature)
    {
        var column = columns[feature];
        double[] all = [.. column.Where(value => !double.IsNaN(value)).Distinct().Order()];
        double[] here = [.. node.Rows.Select(row => column[row]).Where(value => !double.IsNaN(value)).Distinct().Order()];
        var order = OrderOf(feature);
        var hasGaps = node.Rows.Any(row => double.IsNaN(column[row]));
        foreach (var value in here)
        {
            var next = Array.FindIndex(all, other => other > value);
            var threshold = next < 0 ? double.PositiveInfinity
                : double.IsPositiveInfinity(all[next]) ? (double.IsNegativeInfinity(value) ? value : double.MaxValue)
                : (value / 2) + (all[next] / 2);
            if (hasGaps)
            {
                yield return (row => double.IsNaN(column[row]) || column[row] <= threshold, 0, order);

                // Gaps alone on one side are in no order with any number.
                var isFree = order != 0 && value == here[^1];
                yield return (row => isFree ? !double.IsNaN(column[row]) : column[row] <= threshold, 0, isFree ? 0 : order);
                continue;
            }

            var (left, whole) = (node.Rows.Where(row => column[row] <= threshold).Sum(row => _hessians[row]), node.Hessian);
            yield return (row => double.IsNaN(column[row]) ? left * 2 >= whole : column[row] <= threshold, 0, order);
        }
    }

    // The levels of the node in order of gradient over hessian, cut at either end. Rare codes are one level.
    IEnumerable<(Func<int, bool> GoesLeft, double ExtraL2, int Order)> Cuts(NaiveNode node, int feature)
    {
        const double Other = 1e9;
        var column = columns[feature];
        var counts = _rows.GroupBy(row => Level(feature, column[row])).ToDictionary(level => level.Key, level => level.Count());
        var kept = Kept(feature);
        double LevelOf(int row)
        {
            var level = Level(feature, column[row]);
            var isRare = !kept.Contains(level) || counts.GetValueOrDefault(level) < options.MinimumExampleCountPerCategory;
            return double.IsNaN(level) ? -1 : isRare ? Other : level;
        }

        var levels = node.Rows.GroupBy(LevelOf).OrderBy(level => level.Key).ToList();
        var isFew = levels.Count <= 8;
        var damping = isFew ? options.L2Regularization : options.CategoricalSmoothing;
        var ordered = levels.OrderBy(level =>
        {
            var hessian = (level.Sum(row => _hessians[row]) * _hessianUnit) + damping;
            return hessian > 0 ? level.Sum(row => _gradients[row]) * _gradientUnit / hessian : 0;
        }).ToList();
        var most = isFew ? levels.Count - 1 : Math.Min(options.MaximumCategoriesPerSplit, levels.Count - 1);
        for (var size = 1; size <= most; size++)
        {
            foreach (var part in isFew ? [ordered.Take(size)] : new[] { ordered.Take(size), ordered.TakeLast(size) })
            {
                var chosen = part.ToDictionary(level => level.Key, level => level.Sum(row => _hessians[row]));
                var absentGoLeft = chosen.Values.Sum() * 2 >= node.Hessian;
                yield return (
                    row => chosen.ContainsKey(LevelOf(row)) || (absentGoLeft && levels.TrueForAll(level => level.Key != LevelOf(row))),
                    isFew ? 0 : options.CategoricalL2, 0);
            }
        }
    }

    // Codes with enough rows; more of them than bins make a feature wide.
    List<double> Frequent(int feature) =>
        [.. Codes(feature).Where(code => code.Count() >= Math.Max(1, options.MinimumExampleCountPerCategory)).Select(code => code.Key)];

    IEnumerable<IGrouping<double, double>> Codes(int feature) =>
        columns[feature].Where(code => code >= 0 && code < schema[feature].CategoryCount).GroupBy(code => code);

    bool IsWide(int feature) =>
        schema[feature].Kind == FeatureKind.Categorical && options.MaximumCategoryCountPerFeature >= maximumBinCount && Frequent(feature).Count >= maximumBinCount;

    // The most frequent codes are kept apart; a feature that is not wide may keep rare ones, too.
    HashSet<double> Kept(int feature)
    {
        var (isWide, frequent) = (IsWide(feature), Frequent(feature));
        var most = isWide ? options.MaximumCategoryCountPerFeature : Math.Min(maximumBinCount - 1, options.MaximumCategoryCountPerFeature);
        return
        [
            .. Codes(feature).Where(code => !isWide || frequent.Contains(code.Key))
                .OrderByDescending(code => code.Count()).ThenBy(code => code.Key).Take(most).Select(code => code.Key),
        ];
    }

    void Try(NaiveNode node, int feature, Func<int, bool> goesLeft, double extraL2, int order)
    {
        NaiveNode left = new() { Rows = [.. node.Rows.Where(goesLeft)] }, right = new() { Rows = [.. node.Rows.Where(row => !goesLeft(row))] };
        var isLimited = node.Limits.Exist || OrderOf(feature) != 0;
        var gain = -Worth(node, node.SearchValue, options.L2Regularization, node.Limits.Exist);
        foreach (var child in new[] { left, right })
        {
            SetSums(child);
            (child.Depth, child.ExtraL2, child.Parent) = (node.Depth + 1, extraL2, node);
            if (child.Hessian == 0 || child.Rows.Length < options.MinimumExampleCountPerLeaf
                || child.Hessian * _hessianUnit < options.MinimumHessianPerLeaf)
            {
                return;
            }

            child.SearchValue = node.Limits.Clamp(Smooth(
                Free(child.Gradient * _gradientUnit, child.Hessian * _hessianUnit, options.L2Regularization + extraL2), child, node.SearchValue));
        }

        gain = Worth(left, left.SearchValue, options.L2Regularization + extraL2, isLimited)
            + Worth(right, right.SearchValue, options.L2Regularization + extraL2, isLimited) + gain;
        if (gain > options.MinimumGain && gain > node.Gain && order * (left.SearchValue - right.SearchValue) <= 0)
        {
            (node.Gain, node.Left, node.Right, node.GoesLeft) = (gain, left, right, goesLeft);
            (node.Feature, node.Order) = (feature, order);
        }
    }

    double Worth(NaiveNode node, double value, double l2, bool isLimited)
    {
        var (g, h) = (node.Gradient * _gradientUnit, node.Hessian * _hessianUnit);
        return !isLimited && options is { L1Regularization: 0, PathSmoothing: 0 } and not { Objective: Objective.Poisson or Objective.Hazard }
            ? g * g / (h + l2)
            : -((2 * Soften(g) * value) + ((h + l2) * value * value));
    }

    double Free(double gradient, double hessian, double l2) => Math.Clamp(-Soften(gradient) / (hessian + l2), -LargestStep, LargestStep);

    double Smooth(double free, NaiveNode node, double parent)
    {
        var own = node.Rows.Length / options.PathSmoothing;
        return options.PathSmoothing == 0 ? free : ((free * own) + parent) / (own + 1);
    }

    double Soften(double g) =>
        options.L1Regularization == 0 ? g : Math.Abs(g) <= options.L1Regularization ? 0 : g - (Math.Sign(g) * options.L1Regularization);

    void SetExactSums(NaiveNode node)
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

    void AddValues(NaiveNode node, ScoreGrid grid, int[] all)
    {
        if (node.IsSplit)
        {
            AddValues(node.Left!, grid, [.. all.Where(node.GoesLeft!)]);
            AddValues(node.Right!, grid, [.. all.Where(row => !node.GoesLeft!(row))]);
            return;
        }

        foreach (var row in all)
        {
            _scores[row] += grid.Round(options.LearningRate * node.ExactValue);
        }
    }
}
