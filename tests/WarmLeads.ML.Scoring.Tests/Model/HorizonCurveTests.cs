namespace WarmLeads.ML.Scoring;

public class HorizonCurveTests
{
    static readonly HorizonCurve Curve = new()
    {
        Lines = [new HorizonLine(7, -1.6, 1.2), new HorizonLine(30, 0, 1), new HorizonLine(90, 0.7, 0.8)],
    };

    [Fact]
    public void The_own_horizon_is_the_models_own_probability_bit_for_bit()
    {
        for (var score = -45.0; score < 45; score += 0.37)
            Assert.Equal(ConversionModel.Probability(score), Curve.Chances(score, 30)[1].Probability);
    }

    [Fact]
    public void No_longer_horizon_has_a_smaller_chance_and_no_higher_score_has_one_either()
    {
        double[] before = [0, 0, 0];
        for (var score = -45.0; score < 45; score += 0.01)
        {
            double[] chances = [.. Curve.Chances(score, 30).Select(chance => chance.Probability)];
            Assert.True(chances[0] <= chances[1] && chances[1] <= chances[2], $"At score {score} the chances are {string.Join(", ", chances)}.");
            for (var i = 0; i < 3; i++)
                Assert.InRange(chances[i], before[i], 1 - Math.ScaleB(1, -44));
            before = chances;
        }
    }

    [Fact]
    public void Hazards_in_proportion_are_one_minus_the_chance_of_none_to_a_power()
    {
        var curve = new HorizonCurve { Lines = [new HorizonLine(30, 0, 1), new HorizonLine(90, Math.Log(2.5), 1)] };
        var chances = curve.Chances(Math.Log(0.2 / 0.8), 30);
        Assert.Equal(0.2, chances[0].Probability, 12);
        Assert.Equal(1 - Math.Pow(0.8, 2.5), chances[1].Probability, 12);
    }

    [Fact]
    public void A_curve_without_the_models_own_horizon_is_refused()
    {
        var problem = Assert.Throws<InvalidDataException>(() => Curve.Check(60));
        Assert.Equal("Its own horizon of 60 days is not among its horizons.", problem.Message);
    }

    [Fact]
    public void A_curve_of_another_version_is_refused()
    {
        var problem = Assert.Throws<InvalidDataException>(() => (Curve with { Version = 2 }).Check(30));
        Assert.Equal("Its horizons are of version 2 where 1 is known.", problem.Message);
    }

    [Fact]
    public void A_line_that_does_not_rise_is_refused()
    {
        var falling = new HorizonCurve { Lines = [new HorizonLine(30, 0, 1), new HorizonLine(90, 0.5, -1)] };
        var problem = Assert.Throws<InvalidDataException>(() => falling.Check(30));
        Assert.Equal("Its horizon 1 is 90 days with intercept 0.5 and slope -1, which is none.", problem.Message);
    }

    [Fact]
    public void A_model_file_keeps_its_horizons()
    {
        var model = WithHorizons(Curve);
        var read = ConversionModel.FromBytes(model.ToBytes(), "The file");
        Assert.Equal(model.Chances(-1.25), read.Chances(-1.25));
        Assert.Equal(model.Chances(-1.25), read.WithVersion("other", "0002").Chances(-1.25));
        Assert.Equal(3, read.Chances(-1.25).Count);
    }

    [Fact]
    public void A_model_without_horizons_answers_its_own_and_one_of_a_flat_table_none()
    {
        var own = ConversionModel.FromBytes(WithHorizons(null).ToBytes(), "The file");
        Assert.Equal([new HorizonChance(30, ConversionModel.Probability(0.4))], own.Chances(0.4));
        Assert.Empty(Some.Model().Chances(0.4));
    }

    [Fact]
    public void A_prediction_tells_the_chance_within_each_horizon()
    {
        var model = WithHorizons(Curve);
        var row = new RowEncoder(model.Schema);
        row.SetNumber(0, 5);
        var prediction = model.Predict(row, "lead-1", model.TrainedAt);
        Assert.Equal(model.Chances(prediction.Score), prediction.Horizons);
        Assert.Equal(prediction.Probability, prediction.Horizons[1].Probability);
    }

    static ConversionModel WithHorizons(HorizonCurve? curve)
    {
        var model = Some.Model();
        return new ConversionModel(model.Identity with { HorizonDays = 30 }, model.Schema, model.Trees, model.Effects, horizons: curve);
    }
}
