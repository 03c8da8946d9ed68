namespace WarmLeads.ML.BoostedTrees;

/// <summary>Statistics frozen at the end of training: widens rows by rates and counts. Immutable; safe on many threads.</summary>
public sealed class TargetEncoder
{
    readonly LevelKeys[] _keys;
    readonly LevelTable[] _tables;

    internal TargetEncoder(WidenedSchema schema, double priorWeight, LevelTable[] tables)
    {
        (Schema, PriorWeight, _tables) = (schema, priorWeight, tables);
        _keys = [.. schema.Statistics.Select(statistic => new LevelKeys(statistic, schema.Source))];
    }

    /// <summary>The features with the columns of the statistics behind them.</summary>
    public WidenedSchema Schema { get; }

    /// <summary>Examples that the base rate counts for in the rate of a category.</summary>
    public double PriorWeight { get; }

    internal IReadOnlyList<LevelTable> Tables => _tables;

    /// <summary>An encoder that leaves rows as they are.</summary>
    public static TargetEncoder None(FeatureSchema schema) => new(new WidenedSchema(schema, []), 1, []);

    /// <summary>Widens a row; allocates nothing.</summary>
    /// <param name="features">One value per feature of the source.</param>
    /// <param name="widened">Receives the features, then a rate and a count per statistic.</param>
    /// <exception cref="ArgumentException">A width differs.</exception>
    public void Widen(ReadOnlySpan<double> features, Span<double> widened)
    {
        if (features.Length != Schema.Source.Count || widened.Length != Schema.Features.Count)
        {
            throw new ArgumentException(
                $"The row has {features.Length} values and room for {widened.Length}; it takes {Schema.Source.Count} and {Schema.Features.Count}.");
        }

        features.CopyTo(widened);
        var at = features.Length;
        for (var i = 0; i < _tables.Length; i++)
        {
            var statistic = _tables[i].Find(_keys[i].Of(features));
            (widened[at], widened[at + 1]) = (statistic.Rate, statistic.Count);
            at += 2;
        }
    }

    /// <summary>Widens examples that were not counted, such as those of a validation.</summary>
    /// <exception cref="ArgumentException">Their features are others than the source's.</exception>
    public Dataset Widen(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.Schema.HasSameFeatures(Schema.Source))
        {
            throw new ArgumentException("The examples have other features than those that were counted; use one schema for both.");
        }

        List<double[]> columns = [.. Enumerable.Range(0, data.Schema.Count).Select(data.ColumnOf)];
        for (var i = 0; i < _tables.Length; i++)
        {
            var (rates, counts) = (new double[data.RowCount], new double[data.RowCount]);
            var (feature, partner) = Schema.Statistics[i];
            for (var row = 0; row < rates.Length; row++)
            {
                var key = _keys[i].Of(columns[feature][row], partner < 0 ? double.NaN : columns[partner][row]);
                var statistic = _tables[i].Find(key);
                (rates[row], counts[row]) = (statistic.Rate, statistic.Count);
            }

            columns.Add(rates);
            columns.Add(counts);
        }

        return Dataset.FromColumns(Schema.Features, columns, data.Labels, data.Weights);
    }

    /// <summary>What is known of the category, or the pair of categories, that a row has.</summary>
    /// <param name="statistic">Index into the schema's statistics.</param>
    /// <param name="features">One value per feature of the source.</param>
    public LevelStatistic Find(int statistic, ReadOnlySpan<double> features) => _tables[statistic].Find(_keys[statistic].Of(features));

    /// <summary>Share of positives among all examples that were counted, 0..1.</summary>
    /// <param name="statistic">Index into the schema's statistics.</param>
    public double MeanRate(int statistic) => _tables[statistic].Positives / _tables[statistic].Weight;

    /// <summary>The encoder as bytes; the format is in the folder's README.</summary>
    public byte[] ToBytes() => EncoderFile.Write(this);

    /// <summary>Reads an encoder.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <exception cref="InvalidDataException">Anything in them is wrong; they are refused whole.</exception>
    public static TargetEncoder FromBytes(ReadOnlySpan<byte> bytes) => EncoderFile.Read(bytes);
}
