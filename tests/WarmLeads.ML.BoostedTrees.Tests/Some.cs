namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Small tables for tests.</summary>
static class Some
{
    public static readonly FeatureSchema Schema = new(
    [
        new Feature("age"), new Feature("visits"), new Feature("noise"),
        new Feature("source", FeatureKind.Categorical, 5), new Feature("campaign", FeatureKind.Categorical, 40),
    ]);

    /// <summary>A table with gaps, few and many categories, and a signal in most columns.</summary>
    public static Dataset Table(int rowCount = 600, int seed = 1, bool weighted = false)
    {
        var random = new Random(seed);
        var columns = Columns(rowCount, random);
        var labels = new float[rowCount];
        var weights = new float[rowCount];
        for (var i = 0; i < rowCount; i++)
        {
            var score = (double.IsNaN(columns[0][i]) ? 0.7 : columns[0][i] - 0.5) + (columns[1][i] > 3 ? 1 : -0.5)
                + (columns[3][i] is 1 or 3 ? 0.8 : 0) + (columns[4][i] % 3 == 0 ? -0.9 : 0.3);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            weights[i] = 0.25f * random.Next(1, 9);
        }

        return Dataset.FromColumns(Schema, columns, labels, weighted ? weights : null);
    }

    /// <summary>A table whose labels fit an objective.</summary>
    public static Dataset Data(Objective objective, int rowCount = 600, int seed = 1, bool weighted = false) => objective switch
    {
        Objective.LogLoss => Table(rowCount, seed, weighted),
        Objective.Hazard => Times(rowCount, seed, weighted),
        _ => Amounts(rowCount, seed, weighted),
    };

    /// <summary>The same table with amounts for labels: 0 or more, skewed, depending on the features.</summary>
    public static Dataset Amounts(int rowCount = 600, int seed = 1, bool weighted = false)
    {
        var (table, random) = (Table(rowCount, seed, weighted), new Random(seed + 1000));
        float[] labels = [.. table.Labels.Select((label, row) =>
            (float)Math.Floor((label + 0.3) * (table.ValueAt(row, 1) + 1) * -Math.Log(1 - random.NextDouble())))];
        return Dataset.FromColumns(Schema, ColumnsOf(table), labels, table.Weights);
    }

    /// <summary>The same table with times to an event, of which many are not seen, for labels.</summary>
    public static Dataset Times(int rowCount = 600, int seed = 1, bool weighted = false)
    {
        var (table, random) = (Table(rowCount, seed, weighted), new Random(seed + 2000));
        var (labels, days) = (new float[rowCount], new float[rowCount]);
        for (var row = 0; row < rowCount; row++)
        {
            var time = -Math.Log(1 - random.NextDouble()) * 50 / ((0.3 + table.Labels[row]) * (1 + table.ValueAt(row, 1)));
            var seen = random.NextDouble() * 120;
            (labels[row], days[row]) = (time <= seen ? 1 : 0, (float)Math.Min(time, seen));
        }

        return Dataset.FromColumns(Schema, ColumnsOf(table), labels, table.Weights).WithFollowUp(days);
    }

    /// <summary>The columns of a table as arrays.</summary>
    public static double[][] ColumnsOf(Dataset data) =>
    [
        .. Enumerable.Range(0, data.Schema.Count).Select(feature =>
            Enumerable.Range(0, data.RowCount).Select(row => data.ValueAt(row, feature)).ToArray()),
    ];

    /// <summary>The columns of such a table.</summary>
    public static double[][] Columns(int rowCount, Random random)
    {
        double[][] columns = [new double[rowCount], new double[rowCount], new double[rowCount], new double[rowCount], new double[rowCount]];
        for (var i = 0; i < rowCount; i++)
        {
            columns[0][i] = random.Next(5) == 0 ? double.NaN : random.NextDouble() * 2;
            columns[1][i] = random.Next(8);
            columns[2][i] = random.NextDouble();
            columns[3][i] = random.Next(12) == 0 ? double.NaN : random.Next(5);
            columns[4][i] = (int)(40 * random.NextDouble() * random.NextDouble());
        }

        return columns;
    }

    /// <summary>A few small trees.</summary>
    public static readonly BoostedTreeOptions Options = new()
    {
        NumberOfTrees = 20, NumberOfLeaves = 8, LearningRate = 0.2, MinimumExampleCountPerLeaf = 5, NumberOfThreads = 1,
        MinimumExampleCountPerCategory = 3,
    };

    /// <summary>Rows of the same kind as the table's, with values that the table never held.</summary>
    public static double[][] Rows(int count, int seed = 7)
    {
        var columns = Columns(count, new Random(seed));
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = [.. columns.Select(column => column[i])];
        }

        if (count > 4)
        {
            rows[0] = [double.PositiveInfinity, double.NaN, 0, 99, 39];
            rows[1] = [double.NegativeInfinity, -3, -0.0, -1, 1e9];
            rows[2] = [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];
        }

        return rows;
    }

    public static BoostedTreeModel Model(BoostedTreeOptions? options = null, bool weighted = false) =>
        new BoostedTreeTrainer(options ?? Options).Fit(Table(weighted: weighted));

    public static byte[] Bytes(BoostedTreeModel model, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        using var stream = new MemoryStream();
        model.Save(stream, attachments);
        return stream.ToArray();
    }

    public static BoostedTreeModel Load(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return BoostedTreeModel.Load(stream, out _);
    }
}
