namespace WarmLeads.ML.BoostedTrees.Tests;

public class CalibratedModelTests
{
    static readonly CalibrationMap s_affine = new(CalibrationKind.Affine, -0.3, [], [0.8]);

    static readonly CalibrationMap[] s_curves =
    [
        CalibrationMap.Identity,
        s_affine,
        new(CalibrationKind.Beta, 0.1, [], [0.6, 1.4]),
        new(CalibrationKind.Quadratic, -3.5, [-4, 3], [0.3, 2.2]),
        new(CalibrationKind.Spline, -1.5, [-1, -0.2, 0.5, 3], [0.7, 3.2, 0.9, 0.1]),
    ];

    public static TheoryData<int> Curves => [.. Enumerable.Range(0, s_curves.Length)];

    [Theory]
    [MemberData(nameof(Curves))]
    public void Bias_plus_contributions_is_the_calibrated_score_bit_for_bit_in_any_order(int index)
    {
        var model = new CalibratedModel(Some.Model(), s_curves[index]);
        var random = new Random(5);
        foreach (var row in Some.Rows(200))
        {
            var why = model.Explain(row);
            var score = model.Predict(row).Score;
            Assert.Equal(score, why.Score);
            Assert.Equal(s_curves[index].Apply(model.Model.Predict(row).Score), score, 1e-11);
            for (var order = 0; order < 5; order++)
            {
                double[] summands = [why.Bias, .. why.Values];
                random.Shuffle(summands);
                Assert.Equal(score, summands.Aggregate((a, b) => a + b));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Contributions_keep_their_signs_and_their_order(int index)
    {
        var model = new CalibratedModel(Some.Model(), s_curves[index]);
        foreach (var row in Some.Rows(50))
        {
            var (before, after) = (model.Model.Explain(row), model.Explain(row));
            var slope = (after.Score - after.Bias) / (before.Score - before.Bias);
            for (var i = 0; i < row.Length; i++)
            {
                Assert.Equal(before.Values[i] * slope, after.Values[i], 1e-9);
            }

            Assert.InRange(slope, s_curves[index].Slopes.ToArray().Min() - 1e-9, s_curves[index].SteepestSlope + 1e-9);
        }
    }

    [Fact]
    public void A_straight_map_says_what_the_forest_says_that_took_it_into_its_leaves()
    {
        var model = Some.Model();
        var folded = model.Rescale(-0.3, 0.8);
        var calibrated = new CalibratedModel(model, s_affine);
        Assert.Equal(folded.Bias, calibrated.Bias, 1e-10);
        foreach (var row in Some.Rows(50))
        {
            Assert.Equal(folded.Predict(row).Score, calibrated.Predict(row).Score, 1e-10);
            var (expected, actual) = (folded.Explain(row), calibrated.Explain(row));
            for (var i = 0; i < row.Length; i++)
            {
                Assert.Equal(expected.Values[i], actual.Values[i], 1e-10);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void The_identity_is_the_model_and_every_map_keeps_the_order_of_leads(int index)
    {
        var model = Some.Model();
        var calibrated = new CalibratedModel(model, s_curves[index]);
        var rows = Some.Rows(200).OrderBy(row => model.Predict(row).Score).ToArray();
        var before = double.NegativeInfinity;
        foreach (var row in rows)
        {
            var score = calibrated.Predict(row).Score;
            Assert.True(score >= before);
            before = score;
        }

        Assert.Equal(model.Predict(rows[7]).Score, new CalibratedModel(model, CalibrationMap.Identity).Predict(rows[7]).Score);
    }

    [Fact]
    public void A_row_that_scores_the_bias_has_contributions_times_the_slope_there()
    {
        // Two features that cancel: the score is the bias and the contributions are not zero.
        var schema = new FeatureSchema([new Feature("up"), new Feature("down")]);
        TreeNode Leaf(double value) => new(0, 0, -1, MissingLeft: false, 0, value, 10, 0, 10);
        TreeNode Root(int feature) => new(feature, 2, -1, MissingLeft: true, 0.5, 0, 20, 1, 20);
        var model = new BoostedTreeModel(Forest.Create(schema, 0.25, [[Root(0), Leaf(-1), Leaf(1)], [Root(1), Leaf(1), Leaf(-1)]], []));
        var map = s_curves[3];

        var why = new CalibratedModel(model, map).Explain([1, 1]);

        Assert.Equal(0.25, model.Bias);
        Assert.Equal(map.SlopeAt(0.25), why.Values[0], 1e-11);
        Assert.Equal(-map.SlopeAt(0.25), why.Values[1], 1e-11);
        Assert.Equal(why.Bias, why.Score);
    }

    [Fact]
    public void A_batch_has_the_bits_of_single_rows_at_any_number_of_threads()
    {
        var model = new CalibratedModel(Some.Model(), s_curves[4]);
        var rows = Some.Rows(150);
        double[] flat = [.. rows.SelectMany(row => row)];
        foreach (var threads in new[] { 1, 3 })
        {
            var (scores, contributions) = (new double[150], new double[flat.Length]);
            model.Predict(flat, scores, threads);
            model.Explain(flat, contributions, threads);
            Assert.Equal(rows.Select(row => model.Predict(row).Score), scores);
            Assert.Equal(rows.SelectMany(row => model.Explain(row).Values.ToArray()), contributions);
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void A_loaded_model_answers_what_the_saved_one_did(int index)
    {
        var model = new CalibratedModel(Some.Model(), s_curves[index]);
        using var stream = new MemoryStream();
        model.Save(stream, new Dictionary<string, byte[]> { ["card"] = [1, 2, 3] });
        stream.Position = 0;

        var loaded = CalibratedModel.Load(stream, out var attachments);

        Assert.Equal([1, 2, 3], Assert.Single(attachments).Value);
        Assert.Equal(model.Bias, loaded.Bias);
        Assert.All(Some.Rows(20), row => Assert.Equal(model.Predict(row), loaded.Predict(row)));
        Assert.All(Some.Rows(20), row => Assert.Equal(model.Explain(row).Values.ToArray(), loaded.Explain(row).Values.ToArray()));
    }

    [Fact]
    public void A_file_without_a_map_or_with_a_damaged_one_is_refused()
    {
        using var without = new MemoryStream(Some.Bytes(Some.Model()));
        Assert.Equal(
            "The model file has no attachment named 'calibration'; read it as a BoostedTreeModel, or save it with its calibration.",
            Assert.Throws<InvalidDataException>(() => CalibratedModel.Load(without, out _)).Message);

        using var damaged = new MemoryStream(Some.Bytes(Some.Model(), new Dictionary<string, byte[]> { ["calibration"] = [1, 0, 0] }));
        Assert.Equal(
            "The model file is damaged: in its section Calibration, it ends too early. Copy it again, or retrain.",
            Assert.Throws<InvalidDataException>(() => CalibratedModel.Load(damaged, out _)).Message);
    }

    [Fact]
    public void The_name_of_the_map_is_taken()
    {
        using var stream = new MemoryStream();
        var problem = Assert.Throws<ArgumentException>(() =>
            new CalibratedModel(Some.Model(), s_affine).Save(stream, new Dictionary<string, byte[]> { ["calibration"] = [] }));
        Assert.Equal("An attachment is named 'calibration', which is the map's own; give it another name.", problem.Message);
    }

    [Fact]
    public void A_model_of_values_is_not_calibrated()
    {
        var model = new BoostedTreeModel(Forest.Create(Some.Schema, 0.5, [], [], ForestLink.Identity));
        var problem = Assert.Throws<ArgumentException>(() => new CalibratedModel(model, s_affine));
        Assert.Equal("The model's scores are Identity; only a model of log-odds can be calibrated.", problem.Message);
    }

    [Fact]
    public void A_map_that_leads_beyond_all_numbers_is_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() =>
            new CalibratedModel(Some.Model(), new CalibrationMap(CalibrationKind.Affine, 0, [], [double.MaxValue])));
        Assert.Equal("The calibration maps the model's scores beyond the range of numbers; fit it on scores of this model.", problem.Message);
    }
}
