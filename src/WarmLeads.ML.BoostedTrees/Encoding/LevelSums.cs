namespace WarmLeads.ML.BoostedTrees;

/// <summary>Positives and examples per level, and those of all examples together.</summary>
sealed class LevelSums(int levelCount)
{
    readonly double[] _positives = new double[levelCount], _weights = new double[levelCount];

    /// <summary>Positives among all examples.</summary>
    public double Positives { get; private set; }

    /// <summary>All examples, as the sum of their weights.</summary>
    public double Weight { get; private set; }

    /// <summary>Positives per level, shape [levels].</summary>
    public double[] LevelPositives => _positives;

    /// <summary>Examples per level, shape [levels].</summary>
    public double[] LevelWeights => _weights;

    /// <summary>Refuses labels that are no shares of positives.</summary>
    /// <exception cref="ArgumentException">A label is not in 0..1; the row is named.</exception>
    public static void CheckLabels(Dataset data)
    {
        for (var row = 0; row < data.RowCount; row++)
        {
            if (!(data.Labels[row] >= 0 && data.Labels[row] <= 1))
            {
                throw new ArgumentException(
                    $"The label of row {row} is {data.Labels[row]}; a rate counts positives, so it needs a number from 0 to 1.");
            }
        }
    }

    /// <summary>Counts an example.</summary>
    /// <param name="level">Its level; -1 when it has none.</param>
    /// <param name="label">Its label, 0..1.</param>
    /// <param name="weight">Its weight, 0 or more.</param>
    public void Add(int level, double label, double weight)
    {
        Positives += weight * label;
        Weight += weight;
        if (level >= 0)
        {
            _positives[level] += weight * label;
            _weights[level] += weight;
        }
    }

    /// <summary>Adds other examples' sums.</summary>
    public void Add(LevelSums other)
    {
        Positives += other.Positives;
        Weight += other.Weight;
        for (var level = 0; level < _weights.Length; level++)
        {
            _positives[level] += other._positives[level];
            _weights[level] += other._weights[level];
        }
    }

    /// <summary>The rate of a level, drawn to the base rate; NaN before there is any example.</summary>
    /// <param name="level">The level; -1 = never seen.</param>
    /// <param name="priorWeight">Examples that the base rate counts for.</param>
    public double Rate(int level, double priorWeight)
    {
        var prior = Positives / Weight;
        return level < 0 ? prior : (_positives[level] + (priorWeight * prior)) / (_weights[level] + priorWeight);
    }

    /// <summary>Examples of a level; 0 for -1.</summary>
    public double Count(int level) => level < 0 ? 0 : _weights[level];
}
