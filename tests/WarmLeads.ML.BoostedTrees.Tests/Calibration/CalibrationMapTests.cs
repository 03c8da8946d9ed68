namespace WarmLeads.ML.BoostedTrees.Tests;

public class CalibrationMapTests
{
    public static TheoryData<CalibrationKind> Kinds => [.. Enum.GetValues<CalibrationKind>()];

    public static TheoryData<CalibrationKind> FittedKinds => [.. Enum.GetValues<CalibrationKind>().Except([CalibrationKind.Identity])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_map_rises_everywhere_and_its_slope_is_its_derivative(CalibrationKind kind)
    {
        var (scores, labels, _) = Sample(8_000, Bend);
        var map = CalibrationMap.Fit(kind, scores, labels);
        var before = map.Apply(-30);
        for (var s = -29.99; s < 30; s += 0.01)
        {
            var value = map.Apply(s);
            Assert.True(value > before);
            Assert.InRange(value - before, 0.0099 * LeastSlope(map), 0.0101 * map.SteepestSlope);
            Assert.Equal((map.Apply(s + 1e-5) - map.Apply(s - 1e-5)) / 2e-5, map.SlopeAt(s), 1e-4);
            before = value;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fit_without_examples_changes_nothing(CalibrationKind kind)
    {
        if (kind is CalibrationKind.Quadratic or CalibrationKind.Spline)
        {
            var basis = new KnotBasis([-3, -1, 0, 4], anchor: -0.5);
            var identity = basis.Map(CalibrationKind.Spline, basis.Identity);
            Assert.All(new[] { -9.0, -3, -2.5, 0.3, 4, 11 }, s => Assert.Equal(s, identity.Apply(s), 1e-12));
            return;
        }

        var map = CalibrationMap.Fit(kind, [], []);
        Assert.All(new[] { -9.0, -3, 0, 0.3, 11 }, s => Assert.Equal(s, map.Apply(s), 1e-12));
    }

    [Fact]
    public void A_known_beta_map_is_found_again()
    {
        var truth = new CalibrationMap(CalibrationKind.Beta, 0.4, [], [0.5, 1.6]);
        var (scores, labels, _) = Sample(40_000, truth.Apply);
        var map = CalibrationMap.Fit(CalibrationKind.Beta, scores, labels);
        Assert.Equal(0.4, map.Intercept, 0.1);
        Assert.Equal(0.5, map.Slopes[0], 0.05);
        Assert.Equal(1.6, map.Slopes[1], 0.15);
    }

    [Fact]
    public void A_known_quadratic_map_is_found_again()
    {
        var (scores, labels, _) = Sample(40_000, s => -0.5 + s + (0.12 * s * s));
        var map = CalibrationMap.Fit(CalibrationKind.Quadratic, scores, labels);
        Assert.All(new[] { -3.0, -1, 0, 2, 3 }, s => Assert.Equal(-0.5 + s + (0.12 * s * s), map.Apply(s), 0.1));
    }

    [Fact]
    public void A_spline_follows_a_bend_that_no_simpler_kind_can()
    {
        var (scores, labels, folds) = Sample(15_000, Bend);
        var map = CalibrationMap.Choose(scores, labels, folds);
        Assert.Equal(CalibrationKind.Spline, map.Kind);
        Assert.All(new[] { -3.0, -1, 0, 1, 3 }, s => Assert.Equal(Bend(s), map.Apply(s), 0.25));
    }

    [Fact]
    public void The_simplest_good_kind_is_chosen()
    {
        var (scores, labels, folds) = Sample(6_000, s => s);
        Assert.Equal(CalibrationKind.Identity, CalibrationMap.Choose(scores, labels, folds).Kind);
        (scores, labels, folds) = Sample(6_000, s => 0.5 * s);
        Assert.Equal(CalibrationKind.Temperature, CalibrationMap.Choose(scores, labels, folds).Kind);
        (scores, labels, folds) = Sample(6_000, s => 1 + s);
        Assert.Equal(CalibrationKind.Affine, CalibrationMap.Choose(scores, labels, folds).Kind);
        (scores, labels, folds) = Sample(6_000, new CalibrationMap(CalibrationKind.Beta, 0.4, [], [0.3, 2]).Apply);
        Assert.Equal(CalibrationKind.Beta, CalibrationMap.Choose(scores, labels, folds).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_chosen_map_is_not_worse_than_the_identity_on_new_examples(int seed)
    {
        var random = new Random(seed);
        var (a, b, c) = (random.NextDouble() - 0.5, 0.4 + random.NextDouble(), 0.06 * random.NextDouble());
        double Truth(double s) => a + (b * s) + (c * s * s);
        var (scores, labels, folds) = Sample(1_000, Truth, seed);
        var (newScores, newLabels, _) = Sample(20_000, Truth, seed + 100);
        var map = CalibrationMap.Choose(scores, labels, folds);

        double[] gains = [.. newScores.Select((s, i) => Loss(s, newLabels[i]) - Loss(map.Apply(s), newLabels[i]))];
        var mean = gains.Average();
        var standardError = Math.Sqrt(gains.Average(gain => (gain - mean) * (gain - mean)) / gains.Length);
        Assert.True(mean >= -standardError, $"{map.Kind} loses {-mean}");
    }

    [Theory]
    [MemberData(nameof(FittedKinds))]
    public void No_parameters_nearby_have_a_lower_loss(CalibrationKind kind)
    {
        var (scores, labels, _) = Sample(3_000, Bend);
        var examples = CalibrationExamples.Check(scores, labels, []);
        CalibrationBasis basis = kind switch
        {
            CalibrationKind.Temperature => new StraightBasis(hasOffset: false),
            CalibrationKind.Affine => new StraightBasis(hasOffset: true),
            CalibrationKind.Beta => new BetaBasis(),
            CalibrationKind.Quadratic => new KnotBasis([-4, 4], 0),
            _ => new KnotBasis([-4, -2, -1, 0, 1, 2, 4], 0),
        };
        var parameters = CalibrationFit.Minimize(basis, examples);
        var best = Objective(parameters);
        for (var i = 0; i < parameters.Length; i++)
        {
            foreach (var step in new[] { -0.003, 0.003 })
            {
                double[] other = [.. parameters];
                other[i] = Math.Max(basis.LeastOf(i), other[i] + step);
                Assert.True(Objective(other) >= best - 1e-9);
            }
        }

        double Objective(double[] values)
        {
            var map = basis.Map(kind, values);
            return scores.Select((s, i) => Loss(map.Apply(s), labels[i])).Sum()
                + values.Select((value, i) => basis.Ridge[i] * Math.Pow(value - basis.Identity[i], 2) / 2).Sum();
        }
    }

    [Theory]
    [MemberData(nameof(FittedKinds))]
    public void A_weight_of_two_counts_like_the_example_twice(CalibrationKind kind)
    {
        var (scores, labels, _) = Sample(6_000, Bend);
        float[] weights = [.. scores.Select((_, i) => i < 2_000 ? 2f : 1f)];
        double[] twice = [.. scores, .. scores[..2_000]];
        float[] labelsTwice = [.. labels, .. labels[..2_000]];

        var weighted = CalibrationMap.Fit(kind, scores, labels, weights);
        var repeated = CalibrationMap.Fit(kind, twice, labelsTwice);

        Assert.All(new[] { -3.0, -1, 0, 2 }, s => Assert.Equal(repeated.Apply(s), weighted.Apply(s), 1e-9));
    }

    [Fact]
    public void Group_numbers_serve_as_folds()
    {
        var (scores, labels, _) = Sample(4_000, s => 0.6 * s);
        int[] leads = [.. scores.Select((_, i) => 1000 + (i / 4 * 7))];
        int[] folds = [.. scores.Select((_, i) => i / 4 % 20)];
        Assert.Equal(CalibrationMap.Choose(scores, labels, folds).ToBytes(), CalibrationMap.Choose(scores, labels, leads).ToBytes());
    }

    [Fact]
    public void A_quadratic_that_would_fall_within_the_scores_is_refused_and_never_chosen()
    {
        var (scores, labels, folds) = Sample(5_000, s => s < -1 ? -s - 2 : s);
        var problem = Assert.Throws<InvalidOperationException>(() => CalibrationMap.Fit(CalibrationKind.Quadratic, scores, labels));
        Assert.Equal(
            "The quadratic map of these examples falls within their scores, which would turn the order of some round. Choose another kind.",
            problem.Message);
        Assert.NotEqual(
            CalibrationKind.Quadratic, CalibrationMap.Choose(scores, labels, folds, kinds: [CalibrationKind.Affine, CalibrationKind.Quadratic]).Kind);
    }

    [Fact]
    public void A_spline_of_few_examples_is_refused()
    {
        var (scores, labels, _) = Sample(4_999, s => s - 4);
        var minority = labels.Count(label => label > 0.5f);
        var problem = Assert.Throws<InvalidOperationException>(() => CalibrationMap.Fit(CalibrationKind.Spline, scores, labels));
        Assert.Equal(
            "A spline needs 5000 examples, 200 of each class, and 3 different quantiles of the scores; " +
            $"there are 4999, {minority} and 7. Choose a simpler kind.",
            problem.Message);
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => CalibrationMap.Fit(CalibrationKind.Affine, [0.5, double.NaN], [1, 0]));
        Assert.Equal(
            "Example 1 has score NaN, label 0 and weight 1; scores must be finite, labels in 0..1, weights finite and 0 or more.",
            problem.Message);
    }

    [Fact]
    public void Only_straight_maps_go_into_a_forest()
    {
        var (scores, labels, _) = Sample(2_000, s => 0.5 + (0.7 * s));
        var affine = CalibrationMap.Fit(CalibrationKind.Affine, scores, labels);
        Assert.Equal(ScoreCalibration.Fit(CalibrationKind.Affine, scores, labels), affine.Straight);
        Assert.Equal(affine.Apply(0.37), affine.Straight!.Apply(0.37));
        Assert.Null(CalibrationMap.Fit(CalibrationKind.Beta, scores, labels).Straight);
    }

    static double LeastSlope(CalibrationMap map) => map.Slopes.ToArray().Min();

    static double Bend(double s) => s < -2 ? (0.3 * (s + 2)) - 2 : s > 2 ? (0.4 * (s - 2)) + 2 : s;

    static double Loss(double z, float label) => Math.Log(1 + Math.Exp(-z)) + ((1 - label) * z);

    static (double[] Scores, float[] Labels, int[] Folds) Sample(int count, Func<double, double> truth, int seed = 17)
    {
        var random = new Random(seed);
        var (scores, labels) = (new double[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            scores[i] = (8 * random.NextDouble()) - 4;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-truth(scores[i]))) ? 1 : 0;
        }

        return (scores, labels, [.. Enumerable.Range(0, count).Select(i => i % 5)]);
    }
}
