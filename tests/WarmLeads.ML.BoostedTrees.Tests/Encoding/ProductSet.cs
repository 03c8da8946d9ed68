namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Campaigns and regions of which only the pair says much: each alone ranks leads a little, both added up some more.</summary>
/// <remarks>
/// log-odds = -1 + u[campaign] + v[region] + w[pair]; u and v are normal, w is normal and centred within each campaign and
/// each region, so that no sum of the two can stand for it. Pairs that occur are few, as campaigns run in some regions only.
/// </remarks>
sealed class ProductSet
{
    readonly FeatureSchema _schema;
    readonly int[] _campaigns, _regions;
    readonly double[] _sums, _whole;

    /// <param name="seed">Seed of the effects.</param>
    /// <param name="mainEffect">Standard deviation of u and of v.</param>
    /// <param name="pairEffect">Standard deviation of w before it is centred; 0 = no product.</param>
    /// <param name="campaigns">Levels of the first column.</param>
    /// <param name="regions">Levels of the second.</param>
    /// <param name="pairs">Pairs that occur.</param>
    public ProductSet(
        int seed, double mainEffect = 0.65, double pairEffect = 1.3, int campaigns = 1000, int regions = 800, int pairs = 6000)
    {
        _schema = new FeatureSchema(
        [
            new Feature("campaign", FeatureKind.Categorical, campaigns), new Feature("region", FeatureKind.Categorical, regions), new Feature("noise"),
        ]);
        (_campaigns, _regions, _sums, _whole) = (new int[pairs], new int[pairs], new double[pairs], new double[pairs]);
        var random = new Random(seed);
        var u = Enumerable.Range(0, campaigns).Select(_ => mainEffect * Normal(random)).ToArray();
        var v = Enumerable.Range(0, regions).Select(_ => mainEffect * Normal(random)).ToArray();
        var w = new double[pairs];
        for (var pair = 0; pair < pairs; pair++)
        {
            (_campaigns[pair], _regions[pair]) = (pair % campaigns, random.Next(regions));
            w[pair] = pairEffect * Normal(random);
        }

        for (var sweep = 0; sweep < 10; sweep++)
        {
            Centre(w, _campaigns, campaigns);
            Centre(w, _regions, regions);
        }

        for (var pair = 0; pair < pairs; pair++)
        {
            _sums[pair] = -1 + u[_campaigns[pair]] + v[_regions[pair]];
            _whole[pair] = _sums[pair] + w[pair];
        }
    }

    /// <summary>Draws examples.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <returns>The examples, their true log-odds, and the part of it that is a sum of campaign and region.</returns>
    public (Dataset Data, double[] Truth, double[] Sum) Draw(int rows, int seed)
    {
        var random = new Random(seed);
        double[][] columns = [new double[rows], new double[rows], new double[rows]];
        var (labels, truth, sum) = (new float[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var pair = random.Next(_whole.Length);
            (columns[0][row], columns[1][row], columns[2][row]) = (_campaigns[pair], _regions[pair], random.NextDouble());
            (truth[row], sum[row]) = (_whole[pair], _sums[pair]);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-truth[row])) ? 1 : 0;
        }

        return (Dataset.FromColumns(_schema, columns, labels), truth, sum);
    }

    /// <summary>How well scores rank the labels.</summary>
    public static double Auc(double[] scores, Dataset data) => BinaryClassificationMetrics.Evaluate(
        [.. scores.Select(score => 1 / (1 + Math.Exp(-score)))], data.Labels).AreaUnderRocCurve;

    static void Centre(double[] w, int[] levels, int count)
    {
        var (sums, rows) = (new double[count], new int[count]);
        for (var i = 0; i < w.Length; i++)
        {
            sums[levels[i]] += w[i];
            rows[levels[i]]++;
        }

        for (var i = 0; i < w.Length; i++)
        {
            w[i] -= sums[levels[i]] / rows[levels[i]];
        }
    }

    static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
