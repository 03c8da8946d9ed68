namespace WarmLeads.ML.BoostedTrees;

/// <summary>Features with the columns of their statistics behind them, and what each column tells of.</summary>
/// <remarks>
/// With m features and s statistics there are m + 2 s columns: the features, then a rate and a count per statistic. A
/// signal is what an explanation names: each feature with its own rate and count is one, and each product is one.
/// </remarks>
public sealed class WidenedSchema
{
    readonly int[] _signalOfColumn;

    internal WidenedSchema(FeatureSchema source, IReadOnlyList<CategoryStatistic> statistics)
    {
        var counted = new HashSet<CategoryStatistic>();
        foreach (var statistic in statistics)
        {
            Check(source, statistic);
            if (!counted.Add(statistic))
            {
                throw new ArgumentException($"The statistic of feature {statistic.Feature} and {statistic.Partner} occurs twice; name each once.");
            }
        }

        (Source, Statistics) = (source, [.. statistics]);
        List<Feature> features = [.. source];
        List<string> signals = [.. source.Select(feature => feature.Name)];
        List<int> signalOfColumn = [.. Enumerable.Range(0, source.Count)];
        var names = signals.ToHashSet(StringComparer.Ordinal);
        foreach (var statistic in statistics)
        {
            var signal = statistic.Feature;
            if (statistic.IsProduct)
            {
                signal = signals.Count;
                signals.Add(Unique($"{source[statistic.Feature].Name} × {source[statistic.Partner].Name}", names));
            }

            features.Add(new Feature(Unique($"{signals[signal]}: rate", names)));
            features.Add(new Feature(Unique($"{signals[signal]}: count", names)));
            signalOfColumn.AddRange([signal, signal]);
        }

        (Features, Signals, _signalOfColumn) = (new FeatureSchema(features), signals, [.. signalOfColumn]);
    }

    /// <summary>The features as the caller has them, m of them.</summary>
    public FeatureSchema Source { get; }

    /// <summary>What is counted, in the order of the columns.</summary>
    public IReadOnlyList<CategoryStatistic> Statistics { get; }

    /// <summary>The columns that a model sees: the features, then a rate and a count per statistic.</summary>
    public FeatureSchema Features { get; }

    /// <summary>Names of the signals: the features', then "a × b" per product.</summary>
    public IReadOnlyList<string> Signals { get; }

    /// <summary>The signal that a column tells of.</summary>
    public int SignalOf(int column) => _signalOfColumn[column];

    /// <summary>Adds up contributions of columns per signal; the sum over all stays what it was, bit for bit.</summary>
    /// <param name="contributions">One per column.</param>
    /// <param name="signals">Receives one per signal.</param>
    /// <exception cref="ArgumentException">A width differs.</exception>
    public void Gather(ReadOnlySpan<double> contributions, Span<double> signals)
    {
        if (contributions.Length != Features.Count || signals.Length != Signals.Count)
        {
            throw new ArgumentException(
                $"There are {contributions.Length} contributions and room for {signals.Length} signals; pass {Features.Count} and {Signals.Count}.");
        }

        signals.Clear();
        for (var column = 0; column < contributions.Length; column++)
        {
            signals[_signalOfColumn[column]] += contributions[column];
        }
    }

    /// <summary>Refuses a statistic of features that are not there or are no categories.</summary>
    internal static void Check(FeatureSchema source, CategoryStatistic statistic)
    {
        var isFine = IsCategorical(source, statistic.Feature)
            && (statistic.Partner == -1 || (statistic.Partner > statistic.Feature && IsCategorical(source, statistic.Partner)));
        if (!isFine)
        {
            throw new ArgumentException(
                $"A statistic is of feature {statistic.Feature} and {statistic.Partner}; name a categorical feature, and a later one or -1.");
        }
    }

    static string Unique(string name, HashSet<string> names)
    {
        while (!names.Add(name))
        {
            name += "'";
        }

        return name;
    }

    static bool IsCategorical(FeatureSchema source, int feature) =>
        feature >= 0 && feature < source.Count && source[feature].Kind == FeatureKind.Categorical;
}
