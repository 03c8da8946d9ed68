using System.Globalization;
using System.Text;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class SegmentTrainingTests : IDisposable
{
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock(), SegmentColumn = "Region" };

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_card_says_for_each_segment_what_was_kept_why_and_how_good_it_is_on_rows_that_nothing_was_fitted_on()
    {
        var trained = Train(Quick);

        var report = trained.Card.Segments!;
        Assert.Equal(("Region", 4), (report.Column, report.Segments.Count));
        Assert.All(report.Segments, segment => Assert.InRange(segment.Quality!.Rows, 1, segment.Rows / 3));
        Assert.InRange(report.Segments.Sum(segment => segment.Quality!.Rows) / (double)trained.Card.Quality.Model.Count, 0.85, 0.95);
        Assert.All(report.Segments.Where(segment => segment.LeadsNeeded is not null), segment =>
            Assert.Equal((0, segment.Quality!.PooledLogLoss), (segment.Quality.StandardError, segment.Quality.LogLoss)));
    }

    [Fact]
    public void A_published_model_with_parts_answers_as_the_fitted_one_and_its_card_is_read_as_it_was_written()
    {
        var trained = Train(Quick);
        var model = ConversionModel.FromBytes(trained.Model.ToBytes(), "test");
        foreach (var region in SegmentTables.Regions)
        {
            var row = new RowEncoder(model.Schema);
            row.TrySet("Region", region);
            row.TrySet("Visits", "0.8");
            var prediction = model.Predict(row, null, default);
            Assert.Equal(trained.Model.Score(row.Encode()), prediction.Score);
            Assert.Equal(prediction.Score, prediction.Bias + prediction.Contributions.Sum(signal => signal.LogOdds));
        }

        var text = ModelCardJson.Write(trained.Card);
        var read = ModelCardJson.Read(text, "card.json");
        Assert.Equal(trained.Card.Segments!.Segments, read.Segments!.Segments);
        Assert.Equal(text, ModelCardJson.Write(read));
        Assert.Contains($"\"reason\": \"{trained.Card.Segments.Segments[0].Segment}: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_segments_changes_by_asking_for_them()
    {
        var (with, without) = (Train(Quick), Train(Quick with { SegmentColumn = null }));
        Assert.Null(without.Card.Segments);
        Assert.Equal(without.Card.Training.Trials, with.Card.Training.Trials);
        var row = new RowEncoder(with.Model.Schema);
        row.TrySet("Visits", "0.8");
        Assert.Equal(without.Model.Score(row.Encode()), with.Model.Score(row.Encode()));
    }

    [Fact]
    public void Rows_in_the_order_of_time_have_segments_too()
    {
        var trained = new ConversionTrainer(Quick).FitFlat(Flat(Write()) with { IsInTimeOrder = true });
        Assert.Equal(4, trained.Card.Segments!.Segments.Count);
        Assert.Equal("the newest fifth of the rows", trained.Card.Quality.Split);
    }

    [Fact]
    public void A_bank_s_calls_by_telephone_and_by_mobile_are_told_no_worse_with_parts_of_their_own()
    {
        var flat = new FlatOptions
        {
            Data = SharedData.PathOf(Path.Combine("bank-marketing", "bank-additional-full.csv.gz")), Label = "y", Exclude = ["duration"], IsInTimeOrder = true,
        };
        var quality = new ConversionTrainer(Quick with { SegmentColumn = "contact" }).FitFlat(flat).Card.Segments!.Segments.Select(segment => segment.Quality!).ToArray();

        Assert.Equal(2, quality.Length);
        Assert.All(quality, segment => Assert.True(segment.LogLoss <= segment.PooledLogLoss + 2 * segment.StandardError));
    }

    [Theory]
    [InlineData("Visits", "'Visits' holds numbers, not values that many leads share")]
    [InlineData("Planet", "'Planet' is left out (constant: always 'Earth')")]
    [InlineData("Converted", "it is not among the inputs of leads.csv")]
    public void A_column_that_cannot_part_the_model_is_refused(string column, string why) => Assert.Equal(
        $"The model cannot have parts of its own by '{column}': {why}. Columns of categories are 'Region'; name one of them, or train without segments.",
        Assert.Throws<InvalidDataException>(() => Train(Quick with { SegmentColumn = column })).Message);

    [Fact]
    public void An_evaluation_judges_the_pipeline_with_its_segments_and_refuses_what_training_does()
    {
        var split = new EvaluationOptions { Folds = 3 };
        var flat = Flat(Write());
        var (with, without) = (new ConversionEvaluator(Quick).EvaluateFlat(flat, split), new ConversionEvaluator(Quick with { SegmentColumn = null }).EvaluateFlat(flat, split));
        Assert.True(with.Logloss < without.Logloss);
        Assert.Equal(
            "The model cannot have parts of its own by 'Visits': 'Visits' holds numbers, not values that many leads share. Columns of categories are 'Region'; name one of them, or train without segments.",
            Assert.Throws<InvalidDataException>(() => new ConversionEvaluator(Quick with { SegmentColumn = "Visits" }).EvaluateFlat(flat, split)).Message);
    }

    [Fact]
    public async Task A_history_is_parted_by_an_attribute()
    {
        var simulation = new SimulationOptions { LeadCount = 900, Seed = 4 };
        var histories = new CrmSimulator(simulation).Simulate().Select(lead => lead.History).ToList();
        async Task<TrainedModel> TrainBy(string attribute) => (await new HistoryTrainer(
            Quick with { SegmentColumn = attribute }, new LeadScorer(new LeadFeatureBuilder())).FitAsync(
            histories.ToAsyncEnumerable(), new HistoryOptions { Now = simulation.End })).Trained;

        var card = (await TrainBy("email_kind")).Card;
        Assert.Equal("email_kind", card.Segments!.Column);
        Assert.All(card.Segments.Segments, segment => Assert.True(segment.Leads <= segment.Rows));
        Assert.InRange(card.Segments.Segments.Sum(segment => segment.Quality?.Rows ?? 0), 1, card.Quality.Model.Count);

        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => TrainBy("planet"));
        Assert.StartsWith(
            "The model cannot have parts of its own by 'planet': it is not among the inputs of the history. Columns of categories are '", problem.Message, StringComparison.Ordinal);
    }

    TrainedModel Train(TrainingOptions options) => new ConversionTrainer(options).FitFlat(Flat(Write()));

    static FlatOptions Flat(string path) => new() { Data = path, Label = "Converted" };

    string Write()
    {
        var table = SegmentTables.Of(2500, 2, (region, visits, _) => region == 1 ? 1 - 3 * visits : -2 + 3 * visits);
        var text = new StringBuilder("Region,Visits,Planet,Converted\n");
        for (var row = 0; row < table.RowCount; row++)
        {
            var region = table.Columns[0][row];
            text.Append(CultureInfo.InvariantCulture,
                $"{(double.IsNaN(region) ? "" : SegmentTables.Regions[(int)region])},{table.Columns[1][row]:0.0000},Earth,{table.Labels[row]}\n");
        }

        var path = Path.Combine(_folder.Path, "leads.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
