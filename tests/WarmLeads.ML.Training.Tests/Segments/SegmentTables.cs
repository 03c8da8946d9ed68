using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

/// <summary>Leads of four regions whose outcome is made by a rule that tests know.</summary>
static class SegmentTables
{
    public static readonly string[] Regions = ["Home", "North", "South", "Isles"];

    // Of a hundred leads.
    static readonly int[] s_sizes = [45, 20, 34, 1];

    /// <summary>A table with the columns Region, Visits and Size; of a tenth of the leads the region is not known.</summary>
    /// <param name="rows">Leads.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="score">Log-odds of a lead's conversion by region (-1 for none), visits and size, both 0..1.</param>
    public static TrainingTable Of(int rows, int seed, Func<int, double, double, double> score)
    {
        var random = new Random(seed);
        double[] regions = new double[rows], visits = new double[rows], sizes = new double[rows];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var region = Region(random);
            (regions[row], visits[row], sizes[row]) = (region < 0 ? double.NaN : region, random.NextDouble(), random.NextDouble());
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-score(region, visits[row], sizes[row]))) ? 1 : 0;
        }

        return new TrainingTable(Schema, [regions, visits, sizes], labels);
    }

    /// <summary>The same with times: each lead has a hazard a day, and is followed for 30 days.</summary>
    public static TrainingTable Followed(int rows, int seed, Func<int, double, double> logHazard)
    {
        var random = new Random(seed);
        double[] regions = new double[rows], visits = new double[rows], sizes = new double[rows];
        var (labels, days, converted) = (new float[rows], new float[rows], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            var region = Region(random);
            (regions[row], visits[row], sizes[row]) = (region < 0 ? double.NaN : region, random.NextDouble(), random.NextDouble());
            var time = -Math.Log(1 - random.NextDouble()) / Math.Exp(logHazard(region, visits[row]));
            (converted[row], days[row]) = (time < 30, (float)Math.Min(time, 30));
            labels[row] = converted[row] ? 1 : 0;
        }

        return new TrainingTable(Schema, [regions, visits, sizes], labels)
        {
            FollowUp = new FollowUp(30, days, converted, [.. labels.Select(_ => true)], new double[rows]),
        };
    }

    public static ModelSchema Schema { get; } = new()
    {
        Columns =
        [
            Input("Region", ColumnKind.Categorical) with { Levels = Regions }, Input("Visits", ColumnKind.Numeric), Input("Size", ColumnKind.Numeric),
        ],
        MissingMarkers = ModelSchema.DefaultMissingMarkers,
    };

    static int Region(Random random)
    {
        if (random.Next(10) == 0)
            return -1;
        var (drawn, region) = (random.Next(100), 0);
        while (drawn >= s_sizes[region])
            drawn -= s_sizes[region++];
        return region;
    }

    static InputColumn Input(string name, ColumnKind kind) => new()
    {
        Name = name, DisplayName = name, Family = "Attributes", Kind = kind, Source = ColumnSource.Attribute,
    };
}
