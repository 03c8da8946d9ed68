namespace WarmLeads.ML.BoostedTrees;

/// <summary>Intervals of any figure by drawing whole groups (leads) anew, with replacement.</summary>
/// <remarks>
/// Examples of one lead are alike, so drawing examples would make every figure look surer than it is. A draw is a weight
/// per example, its own times how often its group was drawn, so every metric that knows weights will do, and so will the
/// difference of two models. Percentile intervals. Source: Efron and Tibshirani 1993; Field and Welsh 2007.
/// </remarks>
public sealed class GroupBootstrap
{
    readonly int[] _groupOf;
    readonly float[] _weights;
    readonly int _groupCount;

    /// <summary>Takes the groups.</summary>
    /// <param name="groups">The group of each example, any numbers, shape [n], at least one.</param>
    /// <param name="weights">The examples' own weights, shape [n]; empty for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ or there is no example.</exception>
    public GroupBootstrap(ReadOnlySpan<int> groups, ReadOnlySpan<float> weights = default)
    {
        if (groups.IsEmpty || (!weights.IsEmpty && weights.Length != groups.Length))
        {
            throw new ArgumentException($"Got {groups.Length} groups and {weights.Length} weights; give a group for each example, at least one, and one weight for each or none.");
        }

        var numbers = new Dictionary<int, int>();
        _groupOf = new int[groups.Length];
        _weights = new float[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            numbers.TryAdd(groups[i], numbers.Count);
            (_groupOf[i], _weights[i]) = (numbers[groups[i]], weights.IsEmpty ? 1 : weights[i]);
        }

        _groupCount = numbers.Count;
    }

    /// <summary>The interval of a figure.</summary>
    /// <param name="metric">
    /// From weights, one per example and 0 to leave one out, to the figure; NaN when they allow none, such as the AUC of one
    /// class. Called from several threads at once.
    /// </param>
    /// <param name="seed">Of the draws: the same seed draws the same, so figures of one seed can be compared draw by draw.</param>
    /// <param name="draws">How often, 2 or more.</param>
    /// <param name="level">The share of draws inside, between 0 and 1.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor; the answer does not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Draws or level are outside their range.</exception>
    public BootstrapInterval Interval(
        Func<ReadOnlySpan<float>, double> metric, ulong seed, int draws = 1000, double level = 0.95, int numberOfThreads = 0)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level must lie between 0 and 1.");
        }

        var run = new Run(this, metric, seed, draws);
        using (var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), draws)))
        {
            crew.Run(run, draws);
        }

        double[] figures = [.. run.Figures.Where(figure => !double.IsNaN(figure)).Order()];
        var mean = figures.Length == 0 ? double.NaN : figures.Average();
        return new BootstrapInterval(
            metric(_weights),
            Quantile(figures, (1 - level) / 2),
            Quantile(figures, (1 + level) / 2),
            figures.Length < 2 ? double.NaN : Math.Sqrt(figures.Sum(figure => (figure - mean) * (figure - mean)) / (figures.Length - 1)),
            figures.Length);
    }

    // Linear between the neighbours.
    static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    void Draw(ulong seed, int draw, int[] times, float[] weights)
    {
        Array.Clear(times);
        var key = CounterRandom.Key(seed, draw, RandomPurpose.Bootstrap);
        for (var i = 0; i < _groupCount; i++)
        {
            times[(int)(((ulong)CounterRandom.Bits(key, (uint)i) * (ulong)_groupCount) >> 32)]++;
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _weights[i] * times[_groupOf[i]];
        }
    }

    sealed class Run(GroupBootstrap bootstrap, Func<ReadOnlySpan<float>, double> metric, ulong seed, int draws) : IBlockWork
    {
        readonly ThreadLocal<(int[] Times, float[] Weights)> _memory =
            new(() => (new int[bootstrap._groupCount], new float[bootstrap._groupOf.Length]));

        public double[] Figures { get; } = new double[draws];

        void IBlockWork.Run(int block)
        {
            var (times, weights) = _memory.Value;
            bootstrap.Draw(seed, block, times, weights);
            Figures[block] = metric(weights);
        }
    }
}
