using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Encoded examples: what the model sees of each row, what became of it, and which lead and time it belongs to.</summary>
public sealed class TrainingTable
{
    /// <summary>Puts a table together.</summary>
    /// <param name="schema">The inputs, one for each column.</param>
    /// <param name="columns">One array for each input, each of shape [rows]; NaN is missing, categories are codes.</param>
    /// <param name="labels">Shape [rows], 1 for converted and 0 for not.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public TrainingTable(ModelSchema schema, IReadOnlyList<double[]> columns, float[] labels)
    {
        if (columns.Count != schema.Columns.Count || columns.Any(column => column.Length != labels.Length))
        {
            throw new ArgumentException(
                $"The schema has {schema.Columns.Count} columns and there are {labels.Length} labels; give one array of that length for each column.");
        }

        (Schema, Columns, Labels) = (schema, columns, labels);
        foreach (var label in labels)
            Positives += label > 0.5f ? 1 : 0;
    }

    /// <summary>The inputs.</summary>
    public ModelSchema Schema { get; }

    /// <summary>One array for each input, each of shape [rows].</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>Shape [rows], 0 or 1.</summary>
    public float[] Labels { get; }

    /// <summary>Weights, shape [rows]; null when all are 1.</summary>
    public float[]? Weights { get; init; }

    /// <summary>Number of the lead that a row belongs to, shape [rows]; null when each row is a lead of its own.</summary>
    public int[]? Groups { get; init; }

    /// <summary>When each row stands, in days since 1970, shape [rows]; null when that is not known.</summary>
    public double[]? Times { get; init; }

    /// <summary>How long each row's lead was followed, for a hazard; null for what is learnt from labels alone.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>Rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>Rows with label 1.</summary>
    public int Positives { get; }

    /// <summary>How many leads have rows of the outcome that fewer have: what there is to learn from, however often each was looked at.</summary>
    public int LeadsOfRarerOutcome
    {
        get
        {
            int LeadsOf(bool converted) => Enumerable.Range(0, RowCount).Where(row => Labels[row] > 0.5f == converted)
                .Select(row => Groups?[row] ?? row).Distinct().Count();
            return Math.Min(LeadsOf(true), LeadsOf(false));
        }
    }

    /// <summary>Share of the weight that converted, 0..1.</summary>
    public double BaseRate
    {
        get
        {
            double all = 0, converted = 0;
            for (var row = 0; row < Labels.Length; row++)
            {
                var weight = Weights?[row] ?? 1;
                all += weight;
                converted += weight * Labels[row];
            }

            return converted / all;
        }
    }

    /// <summary>The chosen rows as a table of their own.</summary>
    public TrainingTable Take(int[] rows) => new(Schema, [.. Columns.Select(column => Pick(column, rows))], Pick(Labels, rows))
    {
        Weights = Weights is null ? null : Pick(Weights, rows),
        Groups = Groups is null ? null : Pick(Groups, rows),
        Times = Times is null ? null : Pick(Times, rows),
        FollowUp = FollowUp?.Take(rows),
    };

    /// <summary>The table with only the chosen inputs.</summary>
    public TrainingTable TakeColumns(IReadOnlyList<int> columns) =>
        new(Schema with { Columns = [.. columns.Select(column => Schema.Columns[column])] }, [.. columns.Select(column => Columns[column])], Labels)
        {
            Weights = Weights,
            Groups = Groups,
            Times = Times,
            FollowUp = FollowUp,
        };

    /// <summary>One row's features.</summary>
    /// <param name="row">The row.</param>
    /// <param name="features">Receives them, shape [inputs].</param>
    public void CopyRow(int row, Span<double> features)
    {
        for (var i = 0; i < features.Length; i++)
            features[i] = Columns[i][row];
    }

    /// <summary>Scores of all rows, log-odds.</summary>
    public double[] Score(EncodedTreeModel trees)
    {
        const int block = 1024;
        var scores = new double[RowCount];
        var width = Columns.Count;
        var rows = new double[block * width];
        for (var start = 0; start < RowCount; start += block)
        {
            var count = Math.Min(block, RowCount - start);
            for (var i = 0; i < count; i++)
                CopyRow(start + i, rows.AsSpan(i * width, width));
            trees.Predict(rows.AsSpan(0, count * width), scores.AsSpan(start, count));
        }

        return scores;
    }

    /// <summary>What the engine must know of the inputs.</summary>
    public FeatureSchema Features() => new(
    [
        .. Schema.Columns.Select(column => column.Kind is ColumnKind.Categorical or ColumnKind.Boolean
            ? new Feature(column.Name, FeatureKind.Categorical, column.Levels.Count)
            : new Feature(column.Name)),
    ]);

    static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}
