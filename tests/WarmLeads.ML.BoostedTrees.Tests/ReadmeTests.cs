using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>The README's samples, line by line, as code that runs.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Every_line_of_the_samples_is_code_of_this_file()
    {
        var samples = SampleLines(File.ReadAllText(Path.Combine(Root(), "src", "WarmLeads.ML.BoostedTrees", "README.md")));
        var code = File.ReadAllLines(ThisFile()).Select(WithoutComment).ToHashSet(StringComparer.Ordinal);
        Assert.True(samples.Count > 15);
        Assert.All(samples, line => Assert.Contains(line, code));
    }

    [Fact]
    public void The_first_sample_fits_answers_and_explains()
    {
        var random = new Random(1);
        double[][] columns = [[.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(9))], [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(5))]];
        float[] labels = [.. columns[0].Select(visits => random.Next(9) < visits ? 1f : 0f)];
        var schema = new FeatureSchema([new Feature("visits"), new Feature("source", FeatureKind.Categorical, CategoryCount: 5)]);
        var train = Dataset.FromColumns(schema, columns, labels);
        var validation = train;
        double[] features = [7, 2];

        var options = new BoostedTreeOptions { NumberOfTrees = 400, NumberOfLeaves = 31, LearningRate = 0.05 };
        BoostedTreeModel model = new BoostedTreeTrainer(options).Fit(train, validation);

        Prediction prediction = model.Predict(features);
        FeatureContributions why = model.Explain(features);

        Assert.Equal(prediction.Score, why.Bias + why.Values[1] + why.Values[0]);
    }

    [Fact]
    public void The_sample_of_calibration_chooses_a_map_and_puts_it_over_the_model()
    {
        var (model, data) = (Some.Model(), Some.Table(seed: 2));
        var (scores, labels) = (new double[data.RowCount], data.Labels);
        model.Predict(Rows(data), scores);
        int[] folds = [.. Enumerable.Range(0, scores.Length).Select(row => row % 5)];

        var map = CalibrationMap.Choose(scores, labels, folds);
        var calibrated = new CalibratedModel(model, map);

        Assert.Equal(map.Apply(scores[3]), calibrated.Predict(Rows(data).AsSpan(15, 5)).Score, 1e-9);
    }

    [Fact]
    public void The_sample_of_wide_categories_explains_rows_as_they_are()
    {
        var (data, trees, row) = (Some.Table(), Some.Options, Some.Rows(9)[8]);
        int[] groups = [.. Enumerable.Range(0, data.RowCount).Select(at => at / 2)];

        var options = new TargetEncodingOptions();
        var statistics = new CategoryScreen(options).Choose(data, groups);
        var encoding = new TargetEncoding(data, statistics, options);

        var forest = new BoostedTreeTrainer(trees).Fit(encoding.CrossFit(numberOfFolds: 5, groups));
        var model = new EncodedTreeModel(encoding.Freeze(), forest);
        var signals = new double[model.Signals.Count];
        double score = model.Explain(row, signals);

        Assert.Equal(model.Predict(row).Score, score);
    }

    [Fact]
    public void The_sample_of_other_engines_files_reads_and_writes()
    {
        using var file = new MemoryStream();
        XGBoostModelFile.Write(file, Some.Model());
        file.Position = 0;
        Assert.Equal(Some.Schema.Select(feature => feature.Name), ReadAndWrite(file).Select(feature => feature.Name));

        file.Position = 0;
        Assert.Throws<InvalidDataException>(() => ReadLightGbm(file));
    }

    static FeatureSchema ReadAndWrite(Stream stream)
    {
        var (model, remarks) = XGBoostModelFile.Read(stream);
        Assert.Empty(remarks);
        stream.SetLength(0);
        XGBoostModelFile.Write(stream, model);
        OnnxModelFile.Write(stream, model);
        return model.Schema;
    }

    static BoostedTreeModel ReadLightGbm(Stream stream)
    {
        var (other, _) = LightGbmModelFile.Read(stream);
        return other;
    }

    static double[] Rows(Dataset data) => [.. Enumerable.Range(0, data.RowCount * 5).Select(at => data.ValueAt(at / 5, at % 5))];

    static List<string> SampleLines(string readme) =>
    [
        .. Sample().Matches(readme).SelectMany(block => block.Groups["code"].Value.Split('\n')).Select(WithoutComment).Where(line => line.Length > 0),
    ];

    static string WithoutComment(string line) => Comment().Replace(line, "").Trim();

    static string ThisFile([CallerFilePath] string here = "") => here;

    static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("//.*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
