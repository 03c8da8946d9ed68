using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples with their labels and weights, as the caller holds them; nothing is copied.</summary>
/// <remarks>
/// Shapes: n examples, m features. The arrays must not change while the data set is in use. A weight of zero keeps
/// an example out of fitting; its values still help to place the bins.
/// </remarks>
public sealed class Dataset
{
    readonly IReadOnlyList<double[]>? _columns;
    readonly ReadOnlyMemory<float> _values;

    Dataset(FeatureSchema schema, IReadOnlyList<double[]>? columns, ReadOnlyMemory<float> values, float[] labels, float[]? weights)
    {
        CheckLabels(labels);
        CheckWeights(weights, labels.Length);
        (Schema, _columns, _values, Labels, Weights) = (schema, columns, values, labels, weights);
    }

    Dataset(Dataset other)
    {
        (Schema, _columns, _values, Labels, Weights) = (other.Schema, other._columns, other._values, other.Labels, other.Weights);
        (InitialScores, FollowUpDays) = (other.InitialScores, other.FollowUpDays);
    }

    /// <summary>Number of examples, n.</summary>
    public int RowCount => Labels.Length;

    /// <summary>The features, m of them.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>Shape [n], finite: for log-loss each in 0..1, and between the two a share of positives.</summary>
    public float[] Labels { get; }

    /// <summary>Shape [n], finite and not negative; null = all 1.</summary>
    public float[]? Weights { get; }

    /// <summary>Shape [n], finite, on the scale of the model's score: what each example's score starts from; null = all 0.</summary>
    public double[]? InitialScores { get; private init; }

    /// <summary>Shape [n], days from the moment the example stands for to its event, or to where it was last seen without; null = not known.</summary>
    public float[]? FollowUpDays { get; private init; }

    /// <summary>Examples held column by column.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="columns">One array of shape [n] per feature.</param>
    /// <param name="labels">Shape [n], finite; the objective of the fit says in which range.</param>
    /// <param name="weights">Shape [n], finite and not negative; null = all 1.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a label or weight is no number or out of range; the row is named.</exception>
    public static Dataset FromColumns(FeatureSchema schema, IReadOnlyList<double[]> columns, float[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(labels);
        if (columns.Count != schema.Count)
        {
            throw new ArgumentException($"There are {columns.Count} columns for {schema.Count} features; pass one column per feature.");
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is null)
            {
                throw new ArgumentException($"Feature '{schema[i].Name}' has no column; pass one column per feature.");
            }

            if (columns[i].Length != labels.Length)
            {
                throw new ArgumentException(
                    $"Feature '{schema[i].Name}' has {columns[i].Length} values for {labels.Length} labels; pass one value per label.");
            }
        }

        return new Dataset(schema, columns, default, labels, weights);
    }

    /// <summary>Examples held row by row in single precision.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="values">Shape [n, m], row-major.</param>
    /// <param name="labels">Shape [n], finite; the objective of the fit says in which range.</param>
    /// <param name="weights">Shape [n], finite and not negative; null = all 1.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a label or weight is no number or out of range; the row is named.</exception>
    public static Dataset FromRowMajor(FeatureSchema schema, ReadOnlyMemory<float> values, float[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(labels);
        if (values.Length != (long)labels.Length * schema.Count)
        {
            throw new ArgumentException(
                $"There are {values.Length} values for {labels.Length} labels and {schema.Count} features; pass labels times features of them.");
        }

        return new Dataset(schema, columns: null, values, labels, weights);
    }

    /// <summary>The same examples, each with a score to start from, such as another model's answer for it.</summary>
    /// <remarks>The fitted model answers what comes on top: add the example's initial score to its score.</remarks>
    /// <param name="scores">Shape [n], finite, on the scale of the model's score (log-odds for log-loss).</param>
    /// <exception cref="ArgumentException">There is not one per example, or one is not finite; the row is named.</exception>
    public Dataset WithInitialScores(double[] scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Length != RowCount)
        {
            throw new ArgumentException($"There are {scores.Length} initial scores for {RowCount} labels; pass one per label.");
        }

        for (var row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row]))
            {
                throw new ArgumentException($"The initial score of row {row} is {scores[row]}; it must be a finite number.");
            }
        }

        return new Dataset(this) { InitialScores = scores };
    }

    /// <summary>The same examples with the time each was followed, for the objective Hazard; labels say whether the event ended it.</summary>
    /// <param name="days">Shape [n], finite and not negative: days to the event (label 1), or to where the example was last seen without (label 0).</param>
    /// <exception cref="ArgumentException">There is not one per example, or one is out of range; the row is named.</exception>
    public Dataset WithFollowUp(float[] days)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (days.Length != RowCount)
        {
            throw new ArgumentException($"There are {days.Length} follow-up times for {RowCount} labels; pass one per label.");
        }

        for (var row = 0; row < days.Length; row++)
        {
            if (!(days[row] >= 0 && float.IsFinite(days[row])))
            {
                throw new ArgumentException($"The follow-up of row {row} is {days[row]} days; it must be a finite number that is not negative.");
            }
        }

        return new Dataset(this) { FollowUpDays = days };
    }

    /// <summary>One value; NaN is missing.</summary>
    internal double ValueAt(int row, int feature) =>
        _columns is null ? _values.Span[(row * Schema.Count) + feature] : _columns[feature][row];

    /// <summary>All values of one feature, shape [n]: the caller's own array where it is held by column.</summary>
    internal double[] ColumnOf(int feature)
    {
        if (_columns is not null)
        {
            return _columns[feature];
        }

        var column = new double[RowCount];
        CopyColumn(feature, 0, RowCount, column);
        return column;
    }

    /// <summary>Copies rows [start, start + count) of one feature into <paramref name="target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyColumn(int feature, int start, int count, Span<double> target)
    {
        if (_columns is not null)
        {
            _columns[feature].AsSpan(start, count).CopyTo(target);
            return;
        }

        var width = Schema.Count;
        var values = _values.Span.Slice(start * width, count * width);
        for (int i = 0, at = feature; i < count; i++, at += width)
        {
            target[i] = values[at];
        }
    }

    /// <summary>Copies some rows of one feature into <paramref name="target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyRows(int feature, ReadOnlySpan<int> rows, Span<double> target)
    {
        if (_columns is not null)
        {
            var column = _columns[feature];
            for (var i = 0; i < rows.Length; i++)
            {
                target[i] = column[rows[i]];
            }

            return;
        }

        var values = _values.Span;
        var width = Schema.Count;
        for (var i = 0; i < rows.Length; i++)
        {
            target[i] = values[(rows[i] * width) + feature];
        }
    }

    static void CheckLabels(float[] labels)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            if (!float.IsFinite(labels[row]))
            {
                throw new ArgumentException($"The label of row {row} is {labels[row]}; a label must be a finite number.");
            }
        }
    }

    static void CheckWeights(float[]? weights, int rowCount)
    {
        if (weights is null)
        {
            return;
        }

        if (weights.Length != rowCount)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {rowCount} labels; pass one weight per label, or none at all.");
        }

        for (var row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new ArgumentException($"The weight of row {row} is {weights[row]}; a weight must be a finite number that is not negative.");
            }
        }
    }
}
