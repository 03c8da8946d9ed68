namespace WarmLeads.ML.BoostedTrees;

/// <summary>Finds the wide features, and the products of two of them that tell more than the sum of their parts.</summary>
/// <remarks>
/// The examples (a bounded sample of them) are halved. In each half the two features' effects are fitted as a sum, and the
/// rest is added up per pair: R1 in one half, R2 in the other. Without a product the halves' rests are independent and
/// T = sum R1 R2 / sqrt(sum (R1 R2)^2) exceeds z with a chance of at most exp(-z^2/2) (Hoeffding; given R1's size, each
/// term is as likely above zero as below). A product is picked when T exceeds the z of the false rate over the number of
/// products looked at, and when R1, shrunken by the prior weight, saves log-loss in the other half. Work: the square of the
/// number of wide features, times the sample.
/// </remarks>
/// <param name="options">What is wide, and what a product must gain.</param>
public sealed class CategoryScreen(TargetEncodingOptions options)
{
    /// <summary>The statistics worth their columns: each wide feature by itself, then the picked products, the most telling first.</summary>
    /// <param name="data">The training examples.</param>
    /// <param name="groups">Group of each example, shape [n]; a group stays in one half. null = each is its own.</param>
    /// <param name="stop">Stops between products.</param>
    /// <exception cref="ArgumentException">A shape differs, a label is not in 0..1, or a setting is out of range.</exception>
    public IReadOnlyList<CategoryStatistic> Choose(Dataset data, int[]? groups = null, CancellationToken stop = default) =>
    [
        .. WideFeatures(data).Select(feature => new CategoryStatistic(feature)),
        .. Judge(data, groups, stop).Where(product => product.IsPicked).Select(product => product.Statistic),
    ];

    /// <summary>The categorical features with more different categories than the options ask for, in order.</summary>
    public IReadOnlyList<int> WideFeatures(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        return [.. Enumerable.Range(0, data.Schema.Count).Where(feature => IsWide(data, feature))];
    }

    /// <summary>What each product of two wide features gains, the most telling first.</summary>
    /// <param name="data">The training examples.</param>
    /// <param name="groups">Group of each example, shape [n]; null = each is its own.</param>
    /// <param name="stop">Stops between products.</param>
    /// <exception cref="ArgumentException">A shape differs, a label is not in 0..1, or a setting is out of range.</exception>
    public IReadOnlyList<ProductJudgement> Judge(Dataset data, int[]? groups = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (groups is not null && groups.Length != data.RowCount)
        {
            throw new ArgumentException($"There are {groups.Length} groups for {data.RowCount} examples; pass one per example.");
        }

        LevelSums.CheckLabels(data);
        var wide = WideFeatures(data);
        if (wide.Count < 2 || options.MaximumProductCount == 0)
        {
            return [];
        }

        var (one, other) = Halves(data.RowCount, groups);
        int[][] levels = [.. wide.Select(feature => new LevelIndex(data, new LevelKeys(new CategoryStatistic(feature), data.Schema)).LevelOfRow)];
        List<(CategoryStatistic Statistic, double Significance, double Gain)> products = [];
        for (var a = 0; a < wide.Count; a++)
        {
            for (var b = a + 1; b < wide.Count; b++)
            {
                stop.ThrowIfCancellationRequested();
                var (significance, gain) = Compare(
                    new AdditiveResiduals(data, one, levels[a], levels[b]), new AdditiveResiduals(data, other, levels[a], levels[b]), RateOf(data));
                products.Add((new CategoryStatistic(wide[a], wide[b]), significance, gain));
            }
        }

        var bar = Math.Sqrt(2 * PortableMath.Log(products.Count / options.FalseProductRate));
        var picked = 0;
        return
        [
            .. products.OrderByDescending(product => product.Gain).ThenBy(product => product.Statistic.Feature)
                .ThenBy(product => product.Statistic.Partner)
                .Select(product => new ProductJudgement(
                    product.Statistic, product.Significance, product.Gain,
                    product.Significance > bar && product.Gain >= options.MinimumProductGain && picked++ < options.MaximumProductCount)),
        ];
    }

    (double Significance, double Gain) Compare(AdditiveResiduals one, AdditiveResiduals other, double rate)
    {
        // What the prior weight's examples would add to a pair's curvature.
        var ridge = options.PriorWeight * rate * (1 - rate);
        double sum = 0, squares = 0, saved = 0;
        foreach (var (pair, (residual, curvature)) in one.Pairs)
        {
            if (!other.Pairs.TryGetValue(pair, out var seen))
            {
                continue;
            }

            var term = residual * seen.Residual;
            sum += term;
            squares += term * term;
            var (mine, theirs) = (residual / (curvature + ridge), seen.Residual / (seen.Curvature + ridge));
            saved += (mine * seen.Residual) - (0.5 * mine * mine * seen.Curvature);
            saved += (theirs * residual) - (0.5 * theirs * theirs * curvature);
        }

        return squares > 0 ? (sum / Math.Sqrt(squares), saved / (one.Weight + other.Weight)) : (0, 0);
    }

    (int[] One, int[] Other) Halves(int rowCount, int[]? groups)
    {
        var draw = CounterRandom.Key(options.Seed, 0, RandomPurpose.Screening);
        var half = CounterRandom.Key(options.Seed, 1, RandomPurpose.Screening);
        var bound = CounterRandom.BoundFor((double)options.ScreenedExampleCount / rowCount);
        List<int> one = [], other = [];
        for (var row = 0; row < rowCount; row++)
        {
            var group = (uint)(groups?[row] ?? row);
            if (bound is { } below && CounterRandom.Bits(draw, group) >= below)
            {
                continue;
            }

            ((CounterRandom.Bits(half, group) & 1) == 0 ? one : other).Add(row);
        }

        return ([.. one], [.. other]);
    }

    bool IsWide(Dataset data, int feature)
    {
        var (kind, count) = (data.Schema[feature].Kind, data.Schema[feature].CategoryCount);
        if (kind != FeatureKind.Categorical || count <= options.MinimumCategoryCount)
        {
            return false;
        }

        var seen = new bool[count];
        var distinct = 0;
        for (var row = 0; row < data.RowCount && distinct <= options.MinimumCategoryCount; row++)
        {
            var value = data.ValueAt(row, feature);
            if (value >= 0 && value < count && !seen[(int)value])
            {
                seen[(int)value] = true;
                distinct++;
            }
        }

        return distinct > options.MinimumCategoryCount;
    }

    static double RateOf(Dataset data)
    {
        double positives = 0, weight = 0;
        for (var row = 0; row < data.RowCount; row++)
        {
            positives += (data.Weights?[row] ?? 1) * data.Labels[row];
            weight += data.Weights?[row] ?? 1;
        }

        return weight > 0 ? positives / weight : 0;
    }
}
