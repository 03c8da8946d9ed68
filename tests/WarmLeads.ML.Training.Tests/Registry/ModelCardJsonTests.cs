using System.Text.Json.Nodes;

namespace WarmLeads.ML.Training.Tests;

public sealed class ModelCardJsonTests
{
    [Fact]
    public void A_card_comes_back_as_it_was_written()
    {
        var card = SomeTrained.Model().Card with { Version = "0003", Hash = "ab12" };
        var json = ModelCardJson.Write(card);
        var back = ModelCardJson.Read(json, "card.json");
        Assert.Equal(json, ModelCardJson.Write(back));
        Assert.Equal(card.Training with { Trials = [] }, back.Training with { Trials = [] });
        Assert.Equal(card.Training.Trials, back.Training.Trials);
        Assert.Equal(card.Quality.CalibrationCurve, back.Quality.CalibrationCurve);
        Assert.Equal(card.Quality.LiftCurve, back.Quality.LiftCurve);
        Assert.Equal(card.Signals[0].Values, back.Signals[0].Values);
        Assert.Equal(card.LeakWarnings, back.LeakWarnings);
        Assert.Equal((card.TrainedAt, card.HorizonDays, card.Hash), (back.TrainedAt, back.HorizonDays, back.Hash));
        Assert.True(double.IsNaN(back.Quality.BaseRate.AreaUnderRocCurve));
    }

    [Fact]
    public void Names_are_camel_case_enums_are_words_and_what_is_no_number_is_null()
    {
        var json = JsonNode.Parse(ModelCardJson.Write(SomeTrained.Model().Card))!;
        Assert.Equal("Affine", (string?)json["training"]!["calibration"]!["kind"]);
        Assert.Null(json["quality"]!["baseRate"]!["areaUnderRocCurve"]);
        Assert.Equal(0.30000000000000004, (double)json["quality"]!["model"]!["logLoss"]!);
    }

    [Fact]
    public void A_card_that_lacks_a_member_is_refused()
    {
        var json = JsonNode.Parse(ModelCardJson.Write(SomeTrained.Model().Card))!.AsObject();
        json.Remove("verdict");
        var error = Assert.Throws<InvalidDataException>(() => ModelCardJson.Read(json.ToJsonString(), "'card.json'"));
        Assert.StartsWith("'card.json' is not a usable model card: ", error.Message);
        Assert.Contains("verdict", error.Message);
        Assert.EndsWith(" Publish the model again.", error.Message);
    }

    [Fact]
    public void A_card_that_is_cut_off_is_refused()
    {
        var json = ModelCardJson.Write(SomeTrained.Model().Card);
        var error = Assert.Throws<InvalidDataException>(() => ModelCardJson.Read(json[..200], "'card.json'"));
        Assert.StartsWith("'card.json' is not a usable model card: ", error.Message);
        Assert.Equal(
            "'card.json' is not a usable model card: it holds null. Publish the model again.",
            Assert.Throws<InvalidDataException>(() => ModelCardJson.Read("null", "'card.json'")).Message);
    }
}
