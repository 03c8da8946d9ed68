using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class RepeatPurchaseTests
{
    const int Days = 91;

    static readonly DateTimeOffset TestFrom = new(1998, 3, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_buys_again_within_a_quarter_is_told_for_all_customers_as_of_a_day_that_was_not_learnt_from()
    {
        var folder = Path.GetDirectoryName(SharedData.PathOf("cdnow-purchases/events.csv.gz"))!;
        var stop = TestContext.Current.CancellationToken;
        var mapping = MappingPlanner.Propose(folder, stop);
        using var histories = HistoryFiles.Open(folder, mapping: mapping).ReadInOrder(new HistoryProblems(), stop);
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var how = new HistoryOptions
        {
            HorizonDays = Days, Horizons = [Days], ConvertedBy = mapping.RepeatingConversions, TestFrom = TestFrom, Now = new DateTimeOffset(1998, 7, 1, 0, 0, 0, TimeSpan.Zero),
        };

        var model = (await new HistoryTrainer(new TrainingOptions { BudgetSeconds = 6, Seed = 5, Clock = new FrozenClock() }, scorer)
            .FitAsync(histories.Leads.ToAsyncEnumerable(), how, stop: stop)).Trained.Model;

        List<double> probabilities = [];
        List<float> labels = [];
        var row = new RowEncoder(model.Schema);
        foreach (var history in histories.Leads)
        {
            scorer.Fill(row, history, TestFrom);
            probabilities.Add(ConversionModel.Probability(model.Score(row.Encode())));
            labels.Add(history.Events.Any(item => item.OccurredAt >= TestFrom && item.OccurredAt < TestFrom.AddDays(Days)) ? 1 : 0);
        }

        var metrics = BinaryClassificationMetrics.Evaluate([.. probabilities], [.. labels]);
        Assert.Equal(23570, labels.Count);
        Assert.InRange(metrics.AreaUnderRocCurve, 0.83, 0.86);
        Assert.InRange(metrics.LogLoss, 0.28, 0.33);
        Assert.InRange(metrics.ExpectedCalibrationError, 0, 0.04);
    }
}
