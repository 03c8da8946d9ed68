using System.Runtime.InteropServices;
using System.Text.Json;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Benchmarks;

/// <summary>A generated data set as the peers' runners read it: row-major float32 beside float32 labels.</summary>
sealed record BenchmarkData(FeatureSchema Schema, float[] Train, float[] TrainLabels, float[] Test, float[] TestLabels)
{
    /// <summary>Rows of the test part.</summary>
    public int TestCount => TestLabels.Length;

    /// <summary>Reads DIR/SET/{meta.json, train.x.f32, train.y.f32, test.x.f32, test.y.f32}.</summary>
    /// <param name="directory">DIR.</param>
    /// <param name="set">SET.</param>
    /// <param name="asCodes">Categories are taken as plain numbers, as most peers take them.</param>
    public static BenchmarkData Load(string directory, string set, bool asCodes)
    {
        var folder = Path.Combine(directory, set);
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "meta.json")));
        string[] kinds = [.. meta.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()!)];
        var train = Floats(Path.Combine(folder, "train.x.f32"));
        var test = Floats(Path.Combine(folder, "test.x.f32"));
        var features = kinds.Select((kind, at) => kind == "cat" && !asCodes
            ? new Feature($"f{at}", FeatureKind.Categorical, 1 + (int)Math.Max(Largest(train, at, kinds.Length), Largest(test, at, kinds.Length)))
            : new Feature($"f{at}"));
        return new BenchmarkData(
            new FeatureSchema([.. features]), train, Floats(Path.Combine(folder, "train.y.f32")), test, Floats(Path.Combine(folder, "test.y.f32")));
    }

    /// <summary>The first rows of the training part.</summary>
    public Dataset TrainingRows(int most)
    {
        var count = Math.Min(most, TrainLabels.Length);
        return Dataset.FromRowMajor(Schema, Train.AsMemory(0, count * Schema.Count), TrainLabels[..count]);
    }

    /// <summary>The test rows as the predictor takes them.</summary>
    public double[] TestRows() => Array.ConvertAll(Test, value => (double)value);

    static float Largest(float[] values, int column, int width)
    {
        var largest = 0f;
        for (var at = column; at < values.Length; at += width)
        {
            largest = Math.Max(largest, float.IsNaN(values[at]) ? 0 : values[at]);
        }

        return largest;
    }

    static float[] Floats(string path)
    {
        using var file = File.OpenRead(path);
        var values = new float[file.Length / sizeof(float)];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
