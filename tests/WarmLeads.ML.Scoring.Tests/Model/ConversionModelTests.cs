namespace WarmLeads.ML.Scoring;

public class ConversionModelTests
{
    static readonly DateTimeOffset Cutoff = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Contributions_add_up_to_the_score_and_to_the_probability_bit_for_bit()
    {
        var model = Some.Model();
        foreach (var (visits, source, pages) in new[] { ("0", "Google", ""), ("11", "Direct", "9"), ("NA", "Select", "3.5"), ("4", "Pigeon", "0") })
        {
            var prediction = model.Predict(Row(model, visits, source, pages), "a", Cutoff);

            Assert.Equal(prediction.Score, prediction.Bias + prediction.Contributions.Sum(signal => signal.LogOdds));
            Assert.Equal(
                100 * prediction.Probability - 100 * prediction.BaseProbability, prediction.Contributions.Sum(signal => signal.Points));
            Assert.Equal(ConversionModel.Probability(prediction.Score), prediction.Probability);
        }
    }

    [Fact]
    public void The_explained_score_is_the_score_bit_for_bit()
    {
        var model = Some.Model();
        var row = Row(model, "7", "Direct", "2");
        Assert.Equal(model.Score(row.Encode()), model.Predict(row, null, Cutoff).Score);
    }

    [Fact]
    public void A_model_read_back_predicts_and_says_the_same()
    {
        var model = Some.Model();

        var loaded = ConversionModel.FromBytes(model.ToBytes(), "test");

        var before = model.Predict(Row(model, "7", "Direct", "2"), "a", Cutoff);
        var after = loaded.Predict(Row(loaded, "7", "Direct", "2"), "a", Cutoff);
        Assert.Equal(before.Score, after.Score);
        Assert.Equal(before.Contributions, after.Contributions);
        Assert.Equal(before.Reasons, after.Reasons);
        Assert.Equal(64, loaded.Hash.Length);
    }

    [Fact]
    public void A_damaged_model_is_refused_whole_with_a_sentence()
    {
        var bytes = Some.Model().ToBytes();
        for (var at = 0; at < bytes.Length; at += 97)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x40;
            var problem = Assert.Throws<InvalidDataException>(() => ConversionModel.FromBytes(damaged, "Model file 'm'"));
            Assert.StartsWith("Model file 'm' is not a usable model: ", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_without_a_model_is_a_sentence()
    {
        var problem = Assert.Throws<FileNotFoundException>(() => ConversionModel.Load("no-such-folder"));
        Assert.Equal(
            "There is no model at 'no-such-folder'. Give a model file, the folder of a version, or the folder of a model, as `warmleads train` prints it.",
            problem.Message);
    }

    [Fact]
    public void The_strongest_signal_comes_first_and_reasons_carry_the_value_and_what_happened()
    {
        var model = Some.Model();

        var prediction = model.Predict(Row(model, "0", "Direct", "1"), "a", Cutoff);

        var sizes = prediction.Contributions.Select(signal => Math.Abs(signal.LogOdds)).ToArray();
        Assert.Equal(sizes.OrderDescending(), sizes);
        var reason = prediction.Contributions.Single(signal => signal.Name == "source").Reason;
        Assert.StartsWith("source is Direct: raises the chance by ", reason, StringComparison.Ordinal);
        Assert.Contains("60 % of 200 leads with Direct converted", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_line_names_the_strongest_signal_of_each_family()
    {
        var model = Some.Model();
        var prediction = model.Predict(Row(model, "11", "Direct", "1"), "a", Cutoff);
        var strongest = prediction.Contributions[0];
        Assert.Equal($"{strongest.DisplayName} {strongest.Value} ({Figures.Points(strongest.Points)})", prediction.InOneLine());
    }

    [Fact]
    public void The_pool_swaps_versions_while_the_old_one_still_answers()
    {
        var pool = new ModelPool();
        var old = Some.Model();
        pool.Publish(old);
        var held = pool.Find("leads")!;

        pool.Publish(Some.Model(seed: 2).WithVersion("leads", "0002"));

        Assert.Equal("0001", held.Version);
        Assert.Equal("0002", pool.Find("leads")!.Version);
        Assert.Single(pool.Current);
    }

    static RowEncoder Row(ConversionModel model, string visits, string source, string pages)
    {
        var row = new RowEncoder(model.Schema);
        row.TrySet("visits", visits);
        row.TrySet("source", source);
        row.TrySet("pages", pages);
        return row;
    }
}
