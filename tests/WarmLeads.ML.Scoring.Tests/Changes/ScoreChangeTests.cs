using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

public sealed class ScoreChangeTests
{
    static readonly DateTimeOffset s_until = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly Lead s_lead = new("L1", s_until.AddDays(-300));
    static readonly LeadScorer s_scorer = new(new LeadFeatureBuilder());
    static readonly ConversionModel s_model = Model();

    [Fact]
    public void Signals_and_causes_add_up_to_the_change_bit_for_bit()
    {
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var events = History(random, random.Next(2, 60));
            var since = s_until.AddDays(-random.Next(1, 60));
            var change = ScoreChange.Explain(Predict, Of(events), since, s_until, mostSteps: random.Next(1, 30));

            Assert.Equal(Predict(Of(events), since).Score, change.Before.Score);
            Assert.Equal(Predict(Of(events), s_until).Score, change.After.Score);
            Assert.Equal(change.After.Score - change.Before.Score, change.Signals.Sum(signal => signal.LogOdds));
            Assert.Equal((100 * change.After.Probability) - (100 * change.Before.Probability), change.Signals.Sum(signal => signal.Points));
            Assert.Equal(change.LogOdds, change.Causes.Sum(cause => cause.LogOdds));
            Assert.Equal(change.Points, change.Causes.Sum(cause => cause.Points));
            Assert.Equal(change.Causes[0].LogOdds, change.Signals.Sum(signal => signal.TimeLogOdds));
            Assert.Equal(change.After.Score, change.Causes[^1].Score);
            foreach (var cause in change.Causes)
            {
                Assert.Equal(cause.LogOdds, cause.Signals.Sum(signal => signal.LogOdds));
                Assert.Equal(cause.Points, cause.Signals.Sum(signal => signal.Points));
            }
        }
    }

    [Fact]
    public void Without_news_time_is_the_only_cause()
    {
        var change = ScoreChange.Explain(Predict, Of([Event("page_view", 40), Event("page_view", 39)]), s_until.AddDays(-10), s_until);
        Assert.Equal(["Time passed: 10 days"], change.Causes.Select(cause => cause.Words));
        Assert.NotEqual(0, change.LogOdds);
        Assert.Equal(change.LogOdds, change.Causes[0].LogOdds);
        var recency = change.Signals.Single(signal => signal.Name == "days_since_page_view");
        Assert.Equal(("29 days", "39 days"), (recency.Before, recency.After));
        Assert.Equal(recency.LogOdds, recency.TimeLogOdds);
    }

    [Fact]
    public void Each_kind_and_day_of_events_is_a_cause_of_its_own_in_the_order_of_knowing()
    {
        var change = ScoreChange.Explain(
            Predict, Of([Event("page_view", 40), Event("demo_request", 2), Event("page_view", 5), Event("page_view", 5.1)]), s_until.AddDays(-10), s_until);
        Assert.Equal(["Time passed: 10 days", "2 x page_view", "demo_request"], change.Causes.Select(cause => cause.Words));
        Assert.Contains("demo_request_count_30d", change.Causes[2].Signals.Select(signal => signal.Name));
        Assert.True(change.Causes[2].LogOdds > 0, $"{change.Causes[2].LogOdds}");
    }

    [Fact]
    public void Nothing_changes_between_a_moment_and_itself()
    {
        var change = ScoreChange.Explain(Predict, Of([Event("page_view", 40)]), s_until, s_until);
        Assert.Equal((0, 0), (change.LogOdds, change.Points));
        Assert.All(change.Signals, signal => Assert.Equal((0, 0, 0), (signal.LogOdds, signal.Points, signal.TimeLogOdds)));
    }

    [Fact]
    public void A_cause_may_be_what_colleagues_did_and_all_still_adds_up()
    {
        var model = ColleagueModel.Make(s_until);
        var history = new LeadHistory(ColleagueModel.Lead, [Event("page_view", 3)], null)
        {
            EventsOfAccount =
            [
                [Event("page_view", 3)],
                [Of("L2", Event("page_view", 40)), Of("L2", Event("page_view", 4)), Of("L2", Event("demo_request", 2))],
                [Of("L3", Event("demo_request", 2)), Of("L3", Event("demo_request", -1))],
            ],
        };
        var change = ScoreChange.Explain((known, moment) => s_scorer.Predict(model, known, moment), history, s_until.AddDays(-10), s_until);

        // The lead's own visit moves nothing that this model looks at, and neither does the colleague's.
        Assert.Equal(
            ["Time passed: 10 days", "page_view", "2 x demo_request by colleagues at the same account"], change.Causes.Select(cause => cause.Words));
        Assert.True(change.Causes[2].LogOdds > 0.5, $"{change.Causes[2].LogOdds}");
        Assert.Equal(["L2", "L3"], change.Causes[2].Step!.Events.Select(item => item.LeadId).Order(StringComparer.Ordinal));
        Assert.Equal(change.LogOdds, change.Causes.Sum(cause => cause.LogOdds));
        Assert.Equal(change.Points, change.Causes.Sum(cause => cause.Points));
        Assert.Equal(s_scorer.Predict(model, history, s_until).Score, change.After.Score);
        var alone = ScoreChange.Explain(
            (known, moment) => s_scorer.Predict(model, known, moment), history with { EventsOfAccount = [history.EventsOfAccount[1]] }, s_until.AddDays(-10), s_until);
        Assert.Equal("demo_request by a colleague at the same account", alone.Causes[^1].Words);
    }

    static LeadHistory Of(IReadOnlyList<EngagementEvent> events) => new(s_lead, events, null);

    static EngagementEvent Of(string leadId, EngagementEvent item) => item with { LeadId = leadId };

    static LeadPrediction Predict(LeadHistory history, DateTimeOffset cutoff) => s_scorer.Predict(s_model, history, cutoff);

    static List<EngagementEvent> History(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Event(random.Next(4) == 0 ? "demo_request" : "page_view", 90 * random.NextDouble(), random.Next(3) == 0 ? 9 * random.NextDouble() : 0))];

    static int s_number;

    static EngagementEvent Event(string kind, double daysAgo, double receivedDaysLater = 0) =>
        new("L1", kind, s_until.AddDays(-daysAgo), s_until.AddDays(receivedDaysLater - daysAgo)) { Source = "test", EventId = $"e{Interlocked.Increment(ref s_number)}" };

    /// <summary>A model of three features of the builder, from made-up histories.</summary>
    static ConversionModel Model()
    {
        string[] names = ["demo_request_count_30d", "days_since_page_view", "session_count_30d"];
        var builder = new LeadFeatureBuilder();
        var places = names.Select(name => builder.Definitions.ToList().FindIndex(definition => definition.Name == name)).ToArray();
        Assert.DoesNotContain(-1, places);
        const int rows = 800;
        var random = new Random(1);
        var columns = names.Select(_ => new double[rows]).ToArray();
        var labels = new float[rows];
        var features = new double[builder.Definitions.Count];
        for (var i = 0; i < rows; i++)
        {
            builder.Build(s_lead, History(random, random.Next(0, 12)), s_until, features);
            for (var c = 0; c < columns.Length; c++)
                columns[c][i] = features[places[c]];
            var score = -1.5 + columns[0][i] + (0.2 * columns[2][i]) - (double.IsNaN(columns[1][i]) ? 1 : columns[1][i] / 20);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        var schema = new ModelSchema
        {
            Columns = [.. names.Select((name, c) => Some.Column(name, ColumnKind.Numeric) with { Source = ColumnSource.Engagement, Unit = builder.Definitions[places[c]].Unit })],
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
        };
        var options = new BoostedTreeOptions { NumberOfTrees = 40, NumberOfLeaves = 8, LearningRate = 0.2, MinimumExampleCountPerLeaf = 10 };
        var forest = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(new FeatureSchema([.. names.Select(name => new Feature(name))]), columns, labels));
        var identity = new ModelIdentity
        {
            Name = "leads",
            Version = "0001",
            TrainedAt = s_until,
            Target = "converts",
            HorizonDays = 30,
            Rows = rows,
            Positives = (int)labels.Sum(),
        };
        return new ConversionModel(identity, schema, new EncodedTreeModel(forest), []);
    }
}
