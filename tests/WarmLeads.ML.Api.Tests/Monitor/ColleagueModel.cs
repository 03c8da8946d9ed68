using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

/// <summary>A small model of one signal: whether colleagues at the same account asked for a demo.</summary>
static class ColleagueModel
{
    const string Feature = "colleague_decisive_act_count_90d";

    /// <summary>A lead with colleagues.</summary>
    public static readonly Lead Lead = new("L1", new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AccountId = "A1" };

    /// <summary>Makes it.</summary>
    /// <param name="trainedAt">When it was trained.</param>
    public static ConversionModel Make(DateTimeOffset trainedAt)
    {
        const int Rows = 400;
        double[] column = [.. Enumerable.Range(0, Rows).Select(i => i % 4 == 0 ? 1.0 : 0)];
        float[] labels = [.. Enumerable.Range(0, Rows).Select(i => (i % 4 == 0 ? i % 8 == 0 : i % 20 == 1) ? 1f : 0)];
        var options = new BoostedTreeOptions { NumberOfTrees = 40, NumberOfLeaves = 2, LearningRate = 0.2, MinimumExampleCountPerLeaf = 10 };
        var forest = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(new FeatureSchema([new Feature(Feature)]), [column], labels));
        var schema = new ModelSchema
        {
            Columns =
            [
                new InputColumn
                {
                    Name = Feature, DisplayName = "Decisive acts of colleagues", Family = "Inquiry", Kind = ColumnKind.Numeric, Source = ColumnSource.Engagement,
                },
            ],
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
            Measures = new HistoryMeasures { Colleagues = true },
        };
        var identity = new ModelIdentity
        {
            Name = "conversion", Version = "0001", TrainedAt = trainedAt, Target = "the lead converts within 30 days", HorizonDays = 30, Rows = Rows, Positives = (int)labels.Sum(),
        };
        return new ConversionModel(identity, schema, new EncodedTreeModel(forest), [], "hash of the colleague model");
    }
}
