using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>What a prediction names: each input, and each product of two inputs that the model counts; and the value that a row has of it.</summary>
public sealed class ModelSignals
{
    readonly TargetEncoder _encoder;
    readonly CategoryStatistic[] _statisticOf;
    readonly int[] _indexOf;

    /// <summary>Prepares the signals of a model.</summary>
    /// <param name="schema">The inputs.</param>
    /// <param name="encoder">What is counted of them.</param>
    public ModelSignals(ModelSchema schema, TargetEncoder encoder)
    {
        _encoder = encoder;
        var columns = schema.Columns.ToList();
        _indexOf = new int[encoder.Schema.Signals.Count];
        _statisticOf = new CategoryStatistic[_indexOf.Length];
        Array.Fill(_indexOf, -1);
        for (var i = 0; i < encoder.Schema.Statistics.Count; i++)
        {
            var statistic = encoder.Schema.Statistics[i];
            var signal = statistic.IsProduct ? columns.Count : statistic.Feature;
            if (statistic.IsProduct)
                columns.Add(InputColumn.Product(encoder.Schema.Signals[signal], columns[statistic.Feature], columns[statistic.Partner]));
            (_indexOf[signal], _statisticOf[signal]) = (i, statistic);
        }

        Columns = columns;
    }

    /// <summary>One for each signal: the inputs in their order, then the products.</summary>
    public IReadOnlyList<InputColumn> Columns { get; }

    /// <summary>Whether the model counts conversions of a signal's values.</summary>
    public bool IsCounted(int signal) => _indexOf[signal] >= 0;

    /// <summary>A row's value in words; null when it is missing, or when both of a product are.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="features">The row's features in the schema's order.</param>
    public string? ValueInWords(int signal, ReadOnlySpan<double> features)
    {
        if (signal < features.Length)
            return ReasonWriter.ValueInWords(Columns[signal], features[signal]);
        var (first, second) = _statisticOf[signal];
        return double.IsNaN(features[first]) && double.IsNaN(features[second]) ? null
            : $"{ValueInWords(first, features) ?? "missing"} and {ValueInWords(second, features) ?? "missing"}";
    }

    /// <summary>What training counted of a row's value; null when the signal is not counted.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="features">The row's features in the schema's order.</param>
    public LevelStatistic? Counted(int signal, ReadOnlySpan<double> features) =>
        _indexOf[signal] < 0 ? null : _encoder.Find(_indexOf[signal], features);
}
