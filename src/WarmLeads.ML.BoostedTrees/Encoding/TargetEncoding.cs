namespace WarmLeads.ML.BoostedTrees;

/// <summary>Target statistics of training examples: two columns per statistic, a rate and a count, beside the features themselves.</summary>
/// <remarks>
/// rate = (positives of the level + a p) / (examples of the level + a), with a the prior weight and p the base rate. No
/// example may count in its own rate, or a model would read the label off it: training examples are cross-fitted
/// (counted on the other folds) or ordered (counted on what was known before), and only then is the whole frozen for
/// serving. Source: Micci-Barreca 2001; ordered statistics after Prokhorenkova et al. 2018, "CatBoost".
/// </remarks>
public sealed class TargetEncoding
{
    readonly Dataset _data;
    readonly TargetEncodingOptions _options;
    readonly LevelKeys[] _keys;
    readonly LevelIndex[] _levels;

    /// <summary>Prepares statistics of examples.</summary>
    /// <param name="data">The training examples, n of them.</param>
    /// <param name="statistics">What to count, each once; may be empty.</param>
    /// <param name="options">How to count.</param>
    /// <exception cref="ArgumentException">
    /// A statistic names no categorical feature or occurs twice, a label is not in 0..1, or a setting is out of range.
    /// </exception>
    public TargetEncoding(Dataset data, IReadOnlyList<CategoryStatistic> statistics, TargetEncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        LevelSums.CheckLabels(data);
        (_data, _options) = (data, options);
        Schema = new WidenedSchema(data.Schema, statistics);
        _keys = [.. statistics.Select(statistic => new LevelKeys(statistic, data.Schema))];
        _levels = [.. _keys.Select(keys => new LevelIndex(data, keys))];
    }

    /// <summary>The features with the columns of the statistics behind them.</summary>
    public WidenedSchema Schema { get; }

    /// <summary>The examples with statistics in which none counts itself nor its group: those of the other seeded folds.</summary>
    /// <param name="numberOfFolds">Folds, 2 or more.</param>
    /// <param name="groups">Group of each example, shape [n]; a group stays in one fold. null = each is its own.</param>
    /// <exception cref="ArgumentException">A shape differs, or all examples fall into one fold.</exception>
    public Dataset CrossFit(int numberOfFolds = 5, int[]? groups = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        CheckLength(groups?.Length ?? _data.RowCount, nameof(groups));
        var key = CounterRandom.Key(_options.Seed, 0, RandomPurpose.Folds);
        var folds = new int[_data.RowCount];
        for (var row = 0; row < folds.Length; row++)
        {
            folds[row] = (int)(CounterRandom.Bits(key, (uint)(groups?[row] ?? row)) % (uint)numberOfFolds);
        }

        return CrossFit(folds);
    }

    /// <summary>The examples with statistics of the other folds' examples.</summary>
    /// <remarks>Counts are scaled to all folds, so that serving, which knows all of them, sees numbers of the same size.</remarks>
    /// <param name="folds">Fold of each example, shape [n], 0 or more; -1 = held out: counts nowhere, and sees all folds.</param>
    /// <exception cref="ArgumentException">The shape differs, or there are not two folds with weight.</exception>
    public Dataset CrossFit(int[] folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        CheckLength(folds.Length, nameof(folds));
        return Widen((levels, rates, counts) => CrossFitting.Fill(_data, levels, folds, _options, rates, counts));
    }

    /// <summary>The examples with statistics of what was known before each: outcomes that came later change nothing.</summary>
    /// <remarks>Before anything is known, the rate is missing and the count 0.</remarks>
    /// <param name="asOf">The moment as of which each example stands, shape [n].</param>
    /// <param name="knownAt">The moment at which its label was known, shape [n]; it counts for examples as of a later moment.</param>
    /// <exception cref="ArgumentException">A shape differs or a moment is NaN; the row is named.</exception>
    public Dataset Order(double[] asOf, double[] knownAt)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(knownAt);
        CheckLength(asOf.Length, nameof(asOf));
        CheckLength(knownAt.Length, nameof(knownAt));
        for (var row = 0; row < asOf.Length; row++)
        {
            if (double.IsNaN(asOf[row]) || double.IsNaN(knownAt[row]))
            {
                throw new ArgumentException($"A moment of row {row} is NaN; give every example the moment it stands at and the one its label was known.");
            }
        }

        return Widen((levels, rates, counts) => KnownOrder.Fill(_data, levels, asOf, knownAt, _options, rates, counts));
    }

    /// <summary>The statistics of all examples, for rows that were not among them.</summary>
    /// <exception cref="ArgumentException">The weights of all examples are 0.</exception>
    public TargetEncoder Freeze() => Freeze(new int[_data.RowCount]);

    /// <summary>The statistics of some examples, for rows that were not among them.</summary>
    /// <param name="folds">Fold of each example, shape [n]; those of fold -1 do not count.</param>
    /// <exception cref="ArgumentException">The shape differs, or no example with weight counts.</exception>
    public TargetEncoder Freeze(int[] folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        CheckLength(folds.Length, nameof(folds));
        var tables = new LevelTable[_keys.Length];
        for (var i = 0; i < tables.Length; i++)
        {
            var sums = CrossFitting.Sum(_data, _levels[i], folds);
            if (!(sums.Weight > 0))
            {
                throw new ArgumentException("No example has a weight above 0; there is nothing to count.");
            }

            tables[i] = Table(_levels[i].Keys, sums);
        }

        return new TargetEncoder(Schema, _options.PriorWeight, tables);
    }

    LevelTable Table(IReadOnlyList<long> keys, LevelSums sums)
    {
        var kept = KeptLevels.Of(sums, keys, _options.MaximumLevelCount);
        var levels = Enumerable.Range(0, keys.Count).Where(level => kept[level]).OrderBy(level => keys[level]).ToArray();
        return new LevelTable(
            _options.PriorWeight, sums.Positives, sums.Weight, [.. levels.Select(level => keys[level])],
            [.. levels.Select(level => sums.LevelPositives[level])], [.. levels.Select(level => sums.LevelWeights[level])]);
    }

    Dataset Widen(Action<LevelIndex, double[], double[]> fill)
    {
        List<double[]> columns = [.. Enumerable.Range(0, _data.Schema.Count).Select(_data.ColumnOf)];
        foreach (var levels in _levels)
        {
            var (rates, counts) = (new double[_data.RowCount], new double[_data.RowCount]);
            fill(levels, rates, counts);
            columns.Add(rates);
            columns.Add(counts);
        }

        return Dataset.FromColumns(Schema.Features, columns, _data.Labels, _data.Weights);
    }

    void CheckLength(int length, string name)
    {
        if (length != _data.RowCount)
        {
            throw new ArgumentException($"There are {length} {name} for {_data.RowCount} examples; pass one per example.");
        }
    }
}
