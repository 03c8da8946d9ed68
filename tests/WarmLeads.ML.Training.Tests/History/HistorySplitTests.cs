using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class HistorySplitTests
{
    static readonly SimulationOptions Simulation = new() { LeadCount = 900, Seed = 4 };
    static readonly LeadScorer Scorer = new(new LeadFeatureBuilder());

    [Theory]
    [InlineData(null, 30)]
    [InlineData(10.0, null)]
    [InlineData(10.0, 30)]
    public async Task Outcomes_are_known_before_the_test_period_and_no_lead_stands_on_both_sides(double? cutoffAfterDays, int? horizon)
    {
        var how = new HistoryOptions
        {
            Now = Simulation.End, HorizonDays = horizon, CutoffAfter = cutoffAfterDays is { } days ? TimeSpan.FromDays(days) : null, TestFraction = 0.4,
        };
        var histories = new CrmSimulator(Simulation).Simulate().Select(lead => lead.History).ToList();
        var source = await SnapshotSource.ReadAsync(histories.ToAsyncEnumerable(), Scorer, how, null, 5, null, default);

        var (from, train, test) = HistorySplit.Of(source.Snapshots, how, 5);

        Assert.NotEmpty(train);
        Assert.NotEmpty(test);
        Assert.Empty(train.Select(row => source.Snapshots[row].Lead).Intersect(test.Select(row => source.Snapshots[row].Lead)));
        Assert.All(test, row => Assert.True(source.Snapshots[row].Cutoff >= from));
        Assert.All(train, row =>
        {
            var snapshot = source.Snapshots[row];
            Assert.True(snapshot.Cutoff < from && snapshot.KnownFrom <= from);
            if (snapshot.Converted)
                Assert.True(histories[snapshot.Lead].Outcome!.RecordedAt <= from);
        });
    }

    [Fact]
    public async Task A_model_with_a_test_period_is_the_same_whatever_happens_in_it()
    {
        var from = Simulation.End.AddDays(-120);
        var histories = new CrmSimulator(Simulation).Simulate().Select(lead => lead.History).ToList();
        var how = new HistoryOptions { Now = Simulation.End, TestFrom = from };
        var changed = histories.Select(history => history.Outcome is { } end && end.RecordedAt >= from
            ? history with { Outcome = end with { Kind = end.Kind == OutcomeKind.Converted ? OutcomeKind.Lost : OutcomeKind.Converted } }
            : history).ToList();

        var (one, other) = (await TrainAsync(histories, how), await TrainAsync(changed, how));

        Assert.Equal(from, one.Model.Identity.SeenUpTo);
        Assert.All(histories.Take(50), history => Assert.Equal(
            Scorer.Predict(one.Model, history, from).Score, Scorer.Predict(other.Model, history, from).Score));
    }

    [Fact]
    public void Resolved_leads_that_took_long_stand_for_those_still_open()
    {
        TimeSpan[] followed = [.. Enumerable.Range(1, 10).Select(day => TimeSpan.FromDays(day))];

        var weights = CensoringWeights.Of([TimeSpan.FromDays(1), TimeSpan.FromDays(6), TimeSpan.FromDays(10)], followed);

        Assert.Equal([1, 2, 2], weights);
    }

    static async Task<TrainedModel> TrainAsync(List<LeadHistory> histories, HistoryOptions how) =>
        (await new HistoryTrainer(new TrainingOptions { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() }, Scorer)
            .FitAsync(histories.ToAsyncEnumerable(), how)).Trained;
}
