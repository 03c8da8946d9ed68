namespace WarmLeads.ML.BoostedTrees.Tests;

public class TargetEncodingTests
{
    static readonly TargetEncodingOptions Options = new() { PriorWeight = 4 };

    static readonly FeatureSchema Schema = new(
    [
        new Feature("amount"), new Feature("campaign", FeatureKind.Categorical, 3), new Feature("region", FeatureKind.Categorical, 2),
    ]);

    static readonly CategoryStatistic Campaign = new(1), Both = new(1, 2);

    [Fact]
    public void A_frozen_rate_is_the_levels_positives_drawn_to_the_base_rate()
    {
        var encoder = Encoding(Campaign, Both).Freeze();

        // Campaign 0: 2 of 3 weights; all: 4 of 8.
        Assert.Equal([9, 0, 1, (2 + (4 * 0.5)) / (3 + 4), 3, (1 + (4 * 0.5)) / (1 + 4), 1], Widen(encoder, 9, 0, 1));
    }

    [Fact]
    public void A_level_never_seen_has_the_base_rate_and_no_example()
    {
        var encoder = Encoding(Campaign, Both).Freeze();
        Assert.Equal([9, 7, 1, 0.5, 0, 0.5, 0], Widen(encoder, 9, 7, 1));
        Assert.Equal([9, 2, 1, (0 + (4 * 0.5)) / (1 + 4), 1, 0.5, 0], Widen(encoder, 9, 2, 1));
    }

    [Fact]
    public void Missing_is_a_level_of_its_own()
    {
        var encoder = Encoding(Campaign, Both).Freeze();
        var row = Widen(encoder, 9, double.NaN, -1);
        Assert.Equal([(1 + (4 * 0.5)) / (2 + 4), 2, 0.5, 0], row[3..]);
        Assert.Equal([(1 + (4 * 0.5)) / (1 + 4), 1], Widen(encoder, 9, double.NaN, 0)[5..]);
    }

    [Fact]
    public void A_cross_fitted_statistic_is_the_frozen_one_of_the_other_folds()
    {
        var random = new Random(4);
        var data = Some.Table(500, weighted: true);
        CategoryStatistic[] statistics = [new(3), new(4), new(3, 4)];
        var folds = Enumerable.Range(0, data.RowCount).Select(_ => random.Next(4) - 1).ToArray();
        var encoding = new TargetEncoding(data, statistics, Options);

        var widened = encoding.CrossFit(folds);

        for (var fold = -1; fold < 3; fold++)
        {
            var others = encoding.Freeze([.. folds.Select(own => own == fold ? -1 : own)]);
            double Weight(Func<int, bool> isIn) => Enumerable.Range(0, data.RowCount).Where(row => isIn(folds[row])).Sum(row => (double)data.Weights![row]);
            var scale = fold < 0 ? 1 : Weight(own => own >= 0) / Weight(own => own >= 0 && own != fold);
            for (var row = 0; row < data.RowCount; row++)
            {
                if (folds[row] != fold)
                {
                    continue;
                }

                var expected = Widen(others, [.. Enumerable.Range(0, 5).Select(feature => data.ValueAt(row, feature))]);
                for (var column = 0; column < 11; column++)
                {
                    var factor = column >= 5 && column % 2 == 0 ? scale : 1;
                    Assert.Equal(factor * expected[column], widened.ValueAt(row, column), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void No_label_changes_the_statistics_of_its_own_fold()
    {
        var data = Some.Table(300);
        var groups = Enumerable.Range(0, 300).Select(row => row / 3).ToArray();
        CategoryStatistic[] statistics = [new(3), new(4), new(3, 4)];
        var before = new TargetEncoding(data, statistics, Options).CrossFit(4, groups);
        for (var group = 0; group < 100; group += 7)
        {
            var labels = (float[])data.Labels.Clone();
            for (var row = 3 * group; row < 3 * group + 3; row++)
            {
                labels[row] = 1 - labels[row];
            }

            var altered = Dataset.FromColumns(data.Schema, [.. Enumerable.Range(0, 5).Select(data.ColumnOf)], labels);
            var after = new TargetEncoding(altered, statistics, Options).CrossFit(4, groups);
            for (var column = 5; column < 11; column++)
            {
                for (var row = 3 * group; row < 3 * group + 3; row++)
                {
                    Assert.Equal(before.ValueAt(row, column), after.ValueAt(row, column));
                }
            }
        }
    }

    [Fact]
    public void A_held_out_example_counts_nowhere()
    {
        var data = Some.Table(200);
        var folds = Enumerable.Range(0, 200).Select(row => row % 5 - 1).ToArray();
        var labels = data.Labels.Select((label, row) => folds[row] < 0 ? 1 - label : label).ToArray();
        var altered = Dataset.FromColumns(data.Schema, [.. Enumerable.Range(0, 5).Select(data.ColumnOf)], labels);

        var before = new TargetEncoding(data, [new(4)], Options);
        var after = new TargetEncoding(altered, [new(4)], Options);

        Assert.Equal(before.CrossFit(folds).ColumnOf(5), after.CrossFit(folds).ColumnOf(5));
        Assert.Equal(before.Freeze(folds).ToBytes(), after.Freeze(folds).ToBytes());
    }

    [Fact]
    public void An_ordered_statistic_knows_what_was_known_before_and_nothing_else()
    {
        var random = new Random(9);
        var data = Some.Table(300, weighted: true);
        var asOf = Enumerable.Range(0, 300).Select(_ => (double)random.Next(60)).ToArray();
        var knownAt = asOf.Select(moment => moment + random.Next(1, 30)).ToArray();

        var widened = new TargetEncoding(data, [new(4)], Options).Order(asOf, knownAt);

        for (var row = 0; row < 300; row++)
        {
            var known = Enumerable.Range(0, 300).Where(other => knownAt[other] < asOf[row]).ToArray();
            var level = known.Where(other => data.ValueAt(other, 4) == data.ValueAt(row, 4)).ToArray();
            var prior = known.Sum(other => data.Weights![other] * data.Labels[other]) / known.Sum(other => (double)data.Weights![other]);
            var count = level.Sum(other => (double)data.Weights![other]);
            var rate = (level.Sum(other => data.Weights![other] * data.Labels[other]) + 4 * prior) / (count + 4);
            Assert.Equal(known.Length == 0 ? double.NaN : rate, widened.ValueAt(row, 5), 1e-12);
            Assert.Equal(count, widened.ValueAt(row, 6), 1e-9);
        }
    }

    [Fact]
    public void A_full_table_keeps_the_heaviest_levels()
    {
        var data = Some.Table(600);
        var counts = Enumerable.Range(0, 40).Select(code => data.ColumnOf(4).Count(value => value == code)).ToArray();
        var kept = Enumerable.Range(0, 40).OrderByDescending(code => counts[code]).ThenBy(code => code).Take(10).ToHashSet();

        var encoding = new TargetEncoding(data, [new(4)], Options with { MaximumLevelCount = 10 });
        var encoder = encoding.Freeze();

        for (var code = 0; code < 40; code++)
        {
            Assert.Equal(kept.Contains(code) ? counts[code] : 0, encoder.Find(0, [0, 0, 0, 0, code]).Count);
        }

        var crossFitted = encoding.CrossFit();
        for (var row = 0; row < 600; row++)
        {
            Assert.Equal(kept.Contains((int)data.ValueAt(row, 4)), crossFitted.ValueAt(row, 6) > 0);
        }
    }

    [Fact]
    public void Labels_that_tell_nothing_are_not_ranked_by_their_statistics()
    {
        // A thousand levels of three examples each: a statistic that knew its own label would rank them all.
        var random = new Random(2);
        var column = Enumerable.Range(0, 3000).Select(row => (double)(row % 1000)).ToArray();
        var labels = column.Select(_ => (float)random.Next(2)).ToArray();
        var schema = new FeatureSchema([new Feature("campaign", FeatureKind.Categorical, 1000)]);
        var data = Dataset.FromColumns(schema, [column], labels);
        var encoding = new TargetEncoding(data, [new(0)], Options);
        var folds = Enumerable.Range(0, 3000).Select(row => row % 5 == 0 ? -1 : row % 5 - 1).ToArray();
        int[] train = [.. Enumerable.Range(0, 3000).Where(row => folds[row] >= 0)], held = [.. Enumerable.Range(0, 3000).Where(row => folds[row] < 0)];

        using var binned = BinnedDataset.Create(encoding.CrossFit(folds));
        var fit = new BoostedTreeTrainer(Some.Options).Fit(binned, train, held);

        var auc = BinaryClassificationMetrics.Evaluate(
            [.. fit.ValidationScores.Select(score => new Prediction(score).Probability)], [.. held.Select(row => labels[row])]).AreaUnderRocCurve;
        Assert.InRange(auc, 0.44, 0.56);
    }

    [Fact]
    public void What_cannot_be_counted_is_refused_with_a_sentence()
    {
        var data = Table();
        Assert.Equal(
            "A statistic is of feature 0 and -1; name a categorical feature, and a later one or -1.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(data, [new(0)], Options)).Message);
        Assert.Equal(
            "A statistic is of feature 2 and 1; name a categorical feature, and a later one or -1.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(data, [new(2, 1)], Options)).Message);
        Assert.Equal(
            "The statistic of feature 1 and -1 occurs twice; name each once.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(data, [Campaign, Campaign], Options)).Message);
        Assert.Equal(
            "Fewer than two folds hold examples with weight; cross-fitting counts each fold on the others.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(data, [Campaign], Options).CrossFit(new int[8])).Message);
        Assert.Equal(
            "A moment of row 1 is NaN; give every example the moment it stands at and the one its label was known.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(data, [Campaign], Options).Order(
                [0, double.NaN, 0, 0, 0, 0, 0, 0], new double[8])).Message);
        Assert.Equal(
            "The label of row 1 is 2; a rate counts positives, so it needs a number from 0 to 1.",
            Assert.Throws<ArgumentException>(() => new TargetEncoding(
                Dataset.FromColumns(Schema, [[1, 2], [0, 1], [0, 1]], [1, 2]), [Campaign], Options)).Message);
        Assert.StartsWith(
            "PriorWeight is 0; it must be above 0 and finite.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TargetEncoding(data, [Campaign], new() { PriorWeight = 0 })).Message,
            StringComparison.Ordinal);
    }

    static TargetEncoding Encoding(params CategoryStatistic[] statistics) => new(Table(), statistics, Options);

    static Dataset Table() => Dataset.FromColumns(
        Schema,
        [
            [1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 1, 1, double.NaN, double.NaN, 2], [0, 0, 1, 0, 1, 0, 1, 0],
        ],
        [1, 0, 1, 0, 1, 1, 0, 0]);

    static double[] Widen(TargetEncoder encoder, params double[] row)
    {
        var widened = new double[encoder.Schema.Features.Count];
        encoder.Widen(row, widened);
        return widened;
    }
}
