using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

/// <summary>Histories of accounts of two: a lead is likely to convert while its colleague asked for a demo lately, and nothing else tells of it.</summary>
public class ColleagueTrainingTests
{
    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly HistoryOptions How = new() { Now = Start.AddDays(500) };
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };
    static readonly LeadScorer Scorer = new(new LeadFeatureBuilder());

    [Fact]
    public async Task What_colleagues_do_is_learnt_where_it_is_the_only_signal()
    {
        var histories = Histories(600);
        var with = await new HistoryTrainer(Quick, Scorer).FitAsync(histories.ToAsyncEnumerable(), How);
        var without = await new HistoryTrainer(Quick, Scorer).FitAsync(
            histories.Select(history => history with { EventsOfAccount = null }).ToAsyncEnumerable(), How);

        Assert.True(with.Trained.Model.Schema.MeasuresColleagues);
        Assert.False(without.Trained.Model.Schema.MeasuresColleagues);
        Assert.InRange(with.Trained.Card.Quality.Model.AreaUnderRocCurve, 0.75, 1);
        Assert.InRange(without.Trained.Card.Quality.Model.AreaUnderRocCurve, 0.42, 0.58);
        Assert.Contains(LeadFeatureBuilder.ColleagueDefinitions, definition => definition.Name == with.Trained.Model.Effects[0].Name);
    }

    [Fact]
    public async Task Colleagues_who_tell_nothing_are_not_measured_and_the_card_says_why()
    {
        var histories = Histories(300);
        var strangers = histories.Select((history, i) => history with { EventsOfAccount = histories[(i + 2) % histories.Count].EventsOfAccount });
        var trained = (await new HistoryTrainer(Quick, Scorer).FitAsync(strangers.ToAsyncEnumerable(), How)).Trained;

        Assert.False(trained.Model.Schema.MeasuresColleagues);
        var dropped = Assert.Single(trained.Card.Dropped, column => column.Name == "active_colleagues_ever");
        Assert.StartsWith("what colleagues do tells nothing here that is more than chance: the log-loss of quick trees is ", dropped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_training_encodes_of_colleagues_is_what_serving_encodes_bit_for_bit()
    {
        var histories = Histories(60);
        var source = await SnapshotSource.ReadAsync(histories.ToAsyncEnumerable(), Scorer, How, null, 5, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Snapshots.Count)];
        var table = source.Encode(source.Learn(rows).Schema, rows);

        Assert.True(table.Schema.MeasuresColleagues);
        var row = new RowEncoder(table.Schema);
        foreach (var i in rows)
        {
            Scorer.Fill(row, histories[source.Snapshots[i].Lead], source.Snapshots[i].Cutoff);
            Assert.Equal(row.Encode().ToArray(), table.Columns.Select(column => column[i]));
        }
    }

    [Fact]
    public async Task A_model_that_measures_colleagues_does_not_look_at_a_lead_without_them()
    {
        var histories = Histories(60);
        var source = await SnapshotSource.ReadAsync(histories.ToAsyncEnumerable(), Scorer, How, null, 5, null, default);
        var row = new RowEncoder(source.Learn([.. Enumerable.Range(0, source.Snapshots.Count)]).Schema);

        var problem = Assert.Throws<ArgumentException>(() => Scorer.Fill(row, histories[0] with { EventsOfAccount = null }, How.Now));
        Assert.StartsWith(
            "Lead 'L0000a' belongs to account 'A0000', and the builder measures colleagues. Hand in the account's events too.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Colleagues_are_measured_where_ten_leads_have_some(int leadsWithColleagues, bool areMeasured)
    {
        var survey = new MeasureSurvey(SignalCatalog.Default);
        var histories = Histories(200);
        for (var i = 0; i < histories.Count; i++)
            survey.Add(i < leadsWithColleagues ? histories[i] with { EventsOfAccount = [[Event("other", Start)]] } : histories[i] with { EventsOfAccount = [histories[i].Events] }, How.Now);
        Assert.Equal(areMeasured, survey.Find().Colleagues);
    }

    [Fact]
    public void What_colleagues_do_in_the_test_period_is_not_seen()
    {
        var survey = new MeasureSurvey(SignalCatalog.Default);
        foreach (var history in Histories(100))
            survey.Add(history with { EventsOfAccount = [[Event("other", Start.AddDays(50))]] }, Start.AddDays(50));
        Assert.False(survey.Find().Colleagues);
    }

    // Demos are asked for at any time alike, also before the leads were registered, so that a lead's age and its own acts tell nothing.
    static List<LeadHistory> Histories(int accounts)
    {
        var random = new Random(11);
        List<LeadHistory> histories = [];
        for (var account = 0; account < accounts; account++)
        {
            var created = Start.AddDays(150 + (200 * random.NextDouble()));
            double[][] demos = [Demos(random), Demos(random)];
            var leads = new List<LeadHistory>();
            for (var i = 0; i < 2; i++)
            {
                var id = $"L{account:0000}{"ab"[i]}";
                var day = 0;
                while (day < 400 && random.NextDouble() > (demos[1 - i].Any(demo => demo < day && day - demo < 100) ? 0.02 : 0.0005))
                    day++;
                var end = created.AddDays(day + 0.5);
                leads.Add(new LeadHistory(
                    new Lead(id, created) { AccountId = $"A{account:0000}" },
                    [.. demos[i].Order().Select(demo => Event(id, created.AddDays(demo)))],
                    end < How.Now ? new Outcome(id, OutcomeKind.Converted, end, end) : null));
            }

            histories.AddRange(LeadHistory.Together(leads));
        }

        return histories;
    }

    static double[] Demos(Random random) => [.. Enumerable.Range(-120, 520).Where(_ => random.NextDouble() < 1 / 250.0).Select(day => day + random.NextDouble())];

    static EngagementEvent Event(string lead, DateTimeOffset at) => new(lead, "demo_request", at, at) { EventId = $"{at.UtcTicks}" };
}
