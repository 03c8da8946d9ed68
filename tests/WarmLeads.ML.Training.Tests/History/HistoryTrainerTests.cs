using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class HistoryTrainerTests
{
    static readonly SimulationOptions Simulation = new() { LeadCount = 900, Seed = 4 };
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };
    static readonly LeadScorer Scorer = new(new LeadFeatureBuilder());

    [Fact]
    public async Task A_simulated_history_becomes_a_model_that_beats_its_baselines_and_may_be_published()
    {
        var outcome = await Train(Histories());

        Assert.True(outcome.Decision.Publish);
        var quality = outcome.Trained.Card.Quality;
        Assert.True(quality.Model.LogLoss < quality.BaseRate.LogLoss);
        Assert.True(quality.Model.AreaUnderRocCurve > 0.7);
        Assert.Equal(30, outcome.Trained.Model.HorizonDays);
        Assert.StartsWith("forward in time: ", quality.Split, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_received_after_now_changes_the_model()
    {
        var before = await Train(Histories(), Simulation.End.AddDays(-60));
        var known = Histories().Select(history => history with
        {
            Events = [.. history.Events.Where(e => e.ReceivedAt < Simulation.End.AddDays(-60))],
            Outcome = history.Outcome is { } end && end.RecordedAt < Simulation.End.AddDays(-60) ? end : null,
        }).Where(history => history.Lead.CreatedAt < Simulation.End.AddDays(-60)).ToList();
        var cut = await Train(known, Simulation.End.AddDays(-60));

        Assert.Equal(before.Trained.Card.Rows, cut.Trained.Card.Rows);
        Assert.Equal(before.Trained.Card.Positives, cut.Trained.Card.Positives);
        var lead = known[0];
        Assert.Equal(
            Scorer.Predict(before.Trained.Model, lead, Simulation.End).Score, Scorer.Predict(cut.Trained.Model, lead, Simulation.End).Score);
    }

    [Fact]
    public async Task An_attribute_that_few_leads_share_a_value_of_is_left_out()
    {
        var source = await SnapshotSource.ReadAsync(Stream(Histories()), Scorer, new HistoryOptions { Now = Simulation.End }, null, 5, null, default);
        var learnt = source.Learn([.. Enumerable.Range(0, source.Snapshots.Count)]);
        Assert.StartsWith(
            "nearly an identifier: ", learnt.Dropped.Single(column => column.Name == "email_domain").Reason, StringComparison.Ordinal);
        Assert.Contains(learnt.Schema.Columns, column => column.Name == "email_kind");
    }

    [Fact]
    public async Task An_attribute_is_left_out_when_asked_for_and_one_that_is_not_there_is_refused()
    {
        var how = new HistoryOptions { Now = Simulation.End, Exclude = ["industry"] };
        var source = await SnapshotSource.ReadAsync(Stream(Histories()), Scorer, how, null, 5, null, default);
        var learnt = source.Learn([.. Enumerable.Range(0, source.Snapshots.Count)]);
        Assert.DoesNotContain(learnt.Schema.Columns, column => column.Name == "industry");
        Assert.Equal("as asked for", learnt.Dropped.Single(column => column.Name == "industry").Reason);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => new HistoryTrainer(Quick, Scorer).FitAsync(Stream(Histories()), how with { Exclude = ["status"] }));
        Assert.Equal(
            $"No lead has an attribute 'status' to leave out; there are {string.Join(", ", source.AttributeNames)}.", refused.Message);
    }

    [Fact]
    public async Task Kinds_of_the_histories_own_are_measured_up_to_now_or_the_test_period()
    {
        var now = Simulation.End.AddDays(-90);
        var histories = Histories().Select(history => history with
        {
            Events = [.. history.Events.Select(item => item with { Kind = item.ReceivedAt < now ? "gate:tapped" : "gate:slammed" })],
        }).ToList();

        var tested = await Read(new HistoryOptions { Now = Simulation.End, TestFrom = now });
        var all = await Read(new HistoryOptions { Now = Simulation.End });

        Assert.Equal(["gate:tapped"], tested.Measures!.Kinds);
        Assert.Equal(["gate:slammed", "gate:tapped"], all.Measures!.Kinds.Order(StringComparer.Ordinal));

        async Task<ModelSchema> Read(HistoryOptions how)
        {
            var source = await SnapshotSource.ReadAsync(Stream(histories), Scorer, how, null, 5, null, default);
            return source.Learn([.. Enumerable.Range(0, source.Snapshots.Count)]).Schema;
        }
    }

    [Fact]
    public async Task The_serving_model_is_judged_on_the_same_snapshots()
    {
        var first = await Train(Histories());
        var second = await Train(Histories(), champion: first.Trained.Model);
        Assert.NotNull(second.Decision.Champion);
        Assert.Equal(second.Decision.Champion.Count, second.Decision.Challenger.Count);
        Assert.Contains("which was trained on some of them", second.Decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_without_conversions_is_refused_with_a_sentence()
    {
        var none = Histories().Where(history => history.Outcome?.Kind != OutcomeKind.Converted).Take(300).ToList();
        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => Train(none));
        Assert.StartsWith("The history of 300 leads has one outcome only: 0 rows with a conversion within 30 days and ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_training_encodes_is_what_serving_encodes_bit_for_bit()
    {
        var histories = Histories().Take(120).ToList();
        var how = new HistoryOptions { Now = Simulation.End };
        var source = await SnapshotSource.ReadAsync(Stream(histories), Scorer, how, null, 5, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Snapshots.Count)];
        var table = source.Encode(source.Learn(rows).Schema, rows);

        var row = new RowEncoder(table.Schema);
        foreach (var i in rows)
        {
            var snapshot = source.Snapshots[i];
            Scorer.Fill(row, histories[snapshot.Lead], snapshot.Cutoff);
            var expected = row.Encode();
            for (var column = 0; column < expected.Length; column++)
                Assert.Equal(expected[column], table.Columns[column][i]);
        }
    }

    static List<LeadHistory> Histories() => [.. new CrmSimulator(Simulation).Simulate().Select(lead => lead.History)];

    static Task<RetrainOutcome> Train(IReadOnlyList<LeadHistory> histories, DateTimeOffset? now = null, ConversionModel? champion = null) =>
        new HistoryTrainer(Quick, Scorer).FitAsync(Stream(histories), new HistoryOptions { Now = now ?? Simulation.End }, champion);

    static async IAsyncEnumerable<LeadHistory> Stream(IEnumerable<LeadHistory> histories)
    {
        foreach (var history in histories)
            yield return history;
        await Task.CompletedTask;
    }
}
