using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

public class CountedSignalTests
{
    static readonly DateTimeOffset Cutoff = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly ConversionModel Model = Some.CountingModel();

    [Fact]
    public void A_product_is_a_signal_of_its_own_and_all_signals_add_up_bit_for_bit()
    {
        foreach (var (visits, campaign, region) in new[] { ("0", "Spring", "South"), ("11", "Winter", ""), ("", "Easter", "East"), ("3", "", "") })
        {
            var row = Row(Model, visits, campaign, region);
            var prediction = Model.Predict(row, "a", Cutoff);

            Assert.Equal(["campaign", "campaign × region", "region", "visits"], prediction.Contributions.Select(signal => signal.Name).Order(StringComparer.Ordinal));
            Assert.Equal(prediction.Score, prediction.Bias + prediction.Contributions.Sum(signal => signal.LogOdds));
            Assert.Equal(
                100 * prediction.Probability - 100 * prediction.BaseProbability, prediction.Contributions.Sum(signal => signal.Points));
            Assert.Equal(Model.Score(row.Encode()), prediction.Score);
        }
    }

    [Fact]
    public void A_counted_signal_says_how_often_such_leads_converted()
    {
        var signals = Signals("5", "Spring", "South");
        double[] features = [5, 0, 1];

        Assert.Equal("Spring and South", signals["campaign × region"].Value);
        Assert.StartsWith("campaign × region is Spring and South: ", signals["campaign × region"].Reason, StringComparison.Ordinal);
        Assert.EndsWith(Evidence(Model.Trees.Encoder.Find(1, features), "Spring and South"), signals["campaign × region"].Reason, StringComparison.Ordinal);
        Assert.EndsWith(Evidence(Model.Trees.Encoder.Find(0, features), "Spring"), signals["campaign"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_training_never_saw_is_said()
    {
        var signals = Signals("5", "Easter", "");
        Assert.EndsWith("; of such leads training saw too few to tell.", signals["campaign"].Reason, StringComparison.Ordinal);
        Assert.Equal("a value that training never saw and missing", signals["campaign × region"].Value);
        Assert.Null(Signals("5", "", "")["campaign × region"].Value);
    }

    [Fact]
    public void A_model_read_back_predicts_and_says_the_same()
    {
        var loaded = ConversionModel.FromBytes(Model.ToBytes(), "test");
        Assert.Equal(
            Model.Predict(Row(Model, "7", "Summer", "North"), "a", Cutoff).Contributions,
            loaded.Predict(Row(loaded, "7", "Summer", "North"), "a", Cutoff).Contributions);
    }

    [Fact]
    public void Scoring_a_row_allocates_nothing()
    {
        double[] features = [5, 0, 1];
        Model.Score(features);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Model.Score(features);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static string Evidence(LevelStatistic counted, string value)
    {
        var others = (Model.Identity.Positives - counted.Positives) / (Model.Identity.Rows - counted.Count);
        return $"; {Figures.Percent(counted.Positives / counted.Count)} of {Figures.Count((long)counted.Count)} leads with {value} converted, " +
            $"{Figures.Percent(others)} of the others.";
    }

    static Dictionary<string, SignalContribution> Signals(string visits, string campaign, string region) =>
        Model.Predict(Row(Model, visits, campaign, region), "a", Cutoff).Contributions.ToDictionary(signal => signal.Name, StringComparer.Ordinal);

    static RowEncoder Row(ConversionModel model, string visits, string campaign, string region)
    {
        var row = new RowEncoder(model.Schema);
        row.TrySet("visits", visits);
        row.TrySet("campaign", campaign);
        row.TrySet("region", region);
        return row;
    }
}
