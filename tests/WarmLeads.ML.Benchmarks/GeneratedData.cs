using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>A table of any size in which some columns and one product carry a signal.</summary>
/// <param name="ColumnCount">m, 5 or more.</param>
/// <param name="Values">Row-major, shape [n, m]; a tenth is missing.</param>
/// <param name="Labels">Shape [n], 0 or 1; the log-odds depend on the first five columns.</param>
sealed record GeneratedData(int ColumnCount, float[] Values, float[] Labels)
{
    /// <summary>The table; the same seed gives the same one.</summary>
    public static GeneratedData Create(int rowCount, int columnCount, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[(long)rowCount * columnCount];
        var labels = new float[rowCount];
        for (var i = 0; i < rowCount; i++)
        {
            var row = values.AsSpan(i * columnCount, columnCount);
            foreach (ref var value in row)
            {
                value = Bell(random);
            }

            var score = row[0] + (0.5 * row[1]) + (row[2] * row[3]) + Math.Sin(2 * row[4]);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            foreach (ref var value in row)
            {
                value = random.Next(10) == 0 ? float.NaN : value;
            }
        }

        return new GeneratedData(columnCount, values, labels);
    }

    /// <summary>The table as the trainer takes it.</summary>
    public Dataset AsDataset() =>
        Dataset.FromRowMajor(new FeatureSchema([.. Enumerable.Range(0, ColumnCount).Select(at => new Feature($"f{at}"))]), Values, Labels);

    /// <summary>The table as the predictor takes it.</summary>
    public double[] AsRows() => Array.ConvertAll(Values, value => (double)value);

    // The sum of four uniform numbers, less its mean and scaled to a variance near 1.
    static float Bell(Random random)
    {
        var (bits, sum) = (random.NextInt64(), 0L);
        for (var i = 0; i < 4; i++, bits >>= 15)
        {
            sum += bits & 0x7FFF;
        }

        return (float)((sum / 32768.0) - 2) * 1.7f;
    }
}
