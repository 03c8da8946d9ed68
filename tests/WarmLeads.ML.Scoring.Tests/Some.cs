using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>Small made-up things that tests need.</summary>
static class Some
{
    public static InputColumn Column(string name, ColumnKind kind, params string[] levels) => new()
    {
        Name = name,
        DisplayName = name,
        Family = "Attributes",
        Kind = kind,
        Source = ColumnSource.Attribute,
        Levels = levels,
    };

    /// <summary>A model of visits, source and pages that a lead's chance truly depends on.</summary>
    public static ConversionModel Model(int rows = 600, ulong seed = 1)
    {
        var random = new Random((int)seed);
        var visits = new double[rows];
        var source = new double[rows];
        var pages = new double[rows];
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            visits[i] = random.Next(0, 12);
            source[i] = random.Next(0, 3) is var code && code == 2 ? double.NaN : code;
            pages[i] = random.NextDouble() < 0.2 ? double.NaN : Math.Round(random.NextDouble() * 9, 2);
            var score = -2 + 0.3 * visits[i] + (source[i] == 1 ? 1 : 0) + (double.IsNaN(pages[i]) ? -0.5 : 0.1 * pages[i]);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        var schema = new ModelSchema
        {
            Columns =
            [
                Column("visits", ColumnKind.Numeric), Column("source", ColumnKind.Categorical, "Google", "Direct"), Column("pages", ColumnKind.Numeric),
            ],
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
            IdColumn = "id",
        };
        var features = new FeatureSchema([new Feature("visits"), new Feature("source", FeatureKind.Categorical, 2), new Feature("pages")]);
        var options = new BoostedTreeOptions { NumberOfTrees = 30, NumberOfLeaves = 6, LearningRate = 0.2, MinimumExampleCountPerLeaf = 10 };
        var forest = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(features, [visits, source, pages], labels));
        var identity = new ModelIdentity
        {
            Name = "leads",
            Version = "0001",
            TrainedAt = new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero),
            Target = "bought is 1",
            Rows = rows,
            Positives = (int)labels.Sum(),
        };
        var effects = new SignalEffect
        {
            Name = "source",
            DisplayName = "source",
            Family = "Attributes",
            Kind = ColumnKind.Categorical,
            MeanAbsoluteContribution = 0.4,
            Share = 0.5,
            Direction = "source helps most when it is 'Direct'.",
            Values = [new ValueEffect("Direct", null, null, 200, 0.6, 0.5), new ValueEffect("Google", null, null, 200, 0.4, -0.3)],
        };
        return new ConversionModel(identity, schema, new EncodedTreeModel(forest), [effects]);
    }

    /// <summary>A model of visits and of campaigns, regions and their pairs, which it counts.</summary>
    public static ConversionModel CountingModel(int rows = 3000)
    {
        var random = new Random(4);
        double[][] columns = [new double[rows], new double[rows], new double[rows]];
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            (columns[0][i], columns[1][i], columns[2][i]) = (random.Next(0, 12), random.Next(4), random.Next(20) == 0 ? double.NaN : random.Next(3));
            var pair = (columns[1][i] + 2 * columns[2][i]) % 3;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(1 - 0.1 * columns[0][i] - (pair == 1 ? 1.5 : 0))) ? 1 : 0;
        }

        var schema = new ModelSchema
        {
            Columns =
            [
                Column("visits", ColumnKind.Numeric), Column("campaign", ColumnKind.Categorical, "Spring", "Summer", "Autumn", "Winter"),
                Column("region", ColumnKind.Categorical, "North", "South", "West"),
            ],
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
        };
        var features = new FeatureSchema(
            [new Feature("visits"), new Feature("campaign", FeatureKind.Categorical, 4), new Feature("region", FeatureKind.Categorical, 3)]);
        var encoding = new TargetEncoding(
            Dataset.FromColumns(features, columns, labels), [new CategoryStatistic(1), new CategoryStatistic(1, 2)], new TargetEncodingOptions());
        var options = new BoostedTreeOptions { NumberOfTrees = 30, NumberOfLeaves = 6, LearningRate = 0.2, MinimumExampleCountPerLeaf = 10 };
        var trees = new EncodedTreeModel(encoding.Freeze(), new BoostedTreeTrainer(options).Fit(encoding.CrossFit()));
        var identity = new ModelIdentity
        {
            Name = "leads",
            Version = "0001",
            TrainedAt = new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero),
            Target = "bought is 1",
            Rows = rows,
            Positives = (int)labels.Sum(),
        };
        return new ConversionModel(identity, schema, trees, []);
    }
}
