namespace WarmLeads.ML.Leads.Tests;

public sealed class LeadReplayTests
{
    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Until = Start.AddDays(120);

    static readonly LeadReplay Replay = new([new TemperatureEvaluator(Leads.Criteria.Default)], model: null);

    static LeadHistory History(Outcome? outcome, params EngagementEvent[] events) => new(new Lead("L1", Start.AddHours(1)), events, outcome);

    static EngagementEvent At(double day, string kind, double lateDays = 0) => Some.Event(kind, Start.AddDays(day), Start.AddDays(day + lateDays));

    static TrialResult Try(params LeadHistory[] histories)
    {
        var trial = new CriteriaTrial("shipped-1", Until);
        foreach (var history in histories)
            trial.Add(history, Replay.Run(history, Until)[0]);
        return trial.Finish(Start);
    }

    [Fact]
    public void A_replay_sees_a_late_event_when_it_was_received()
    {
        var replayed = Replay.Run(History(null, At(10.5, "demo_request", lateDays: 4)), Until)[0];

        Assert.Equal(
            [(Start.AddDays(15), LeadState.Hot), (Start.AddDays(41), LeadState.Warm), (Start.AddDays(86), LeadState.Cold)],
            replayed.Transitions.Where(item => item.Kind == TransitionKind.State).Select(item => (item.At, item.To)));
    }

    [Fact]
    public void What_happens_after_the_replays_end_changes_nothing()
    {
        EngagementEvent[] events = [At(3.5, "content_download"), At(50.5, "page_view"), At(60.5, "demo_request", lateDays: 100), At(125, "demo_request")];
        var outcome = new Outcome("L1", OutcomeKind.Converted, Until.AddDays(1), Until.AddDays(1));

        Assert.Equal(
            Replay.Run(History(null, events[..2]), Until)[0].Transitions.Select(item => (item.At, item.Kind, item.Cause)),
            Replay.Run(History(outcome, events), Until)[0].Transitions.Select(item => (item.At, item.Kind, item.Cause)));
    }

    [Fact]
    public void Skipping_midnights_changes_nothing()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            string[] kinds = ["page_view", "content_download", "demo_request", "email_unsubscribed", "trial_started", "sales_accepted"];
            var history = History(null, [.. Enumerable.Range(0, random.Next(12)).Select(_ => At(random.NextDouble() * 110, kinds[random.Next(kinds.Length)], random.Next(3)))]);
            var evaluator = new TemperatureEvaluator(Leads.Criteria.Default);
            LeadStanding? standing = null;
            List<Transition> naive = [];
            for (var midnight = Start.AddDays(1); midnight <= Until; midnight = midnight.AddDays(1))
            {
                var verdict = evaluator.Evaluate(standing, history, null, midnight);
                naive.AddRange(verdict.Transitions);
                standing = verdict.Standing;
            }

            Assert.Equal(
                naive.Select(item => (item.At, item.Number, item.Kind, item.To, item.Cause)),
                Replay.Run(history, Until)[0].Transitions.Select(item => (item.At, item.Number, item.Kind, item.To, item.Cause)));
        }
    }

    [Fact]
    public void A_conversion_is_caught_when_the_lead_was_hot_before_it()
    {
        Outcome Converts(double day) => new("L1", OutcomeKind.Converted, Start.AddDays(day), Start.AddDays(day));
        var caught = History(Converts(30.5), At(10.5, "demo_request"));
        var sameDay = History(Converts(10.9), At(10.5, "demo_request"));
        var longAgo = History(Converts(100.5), At(10.5, "demo_request"));
        var never = History(Converts(30.5), At(10.5, "page_view"));
        var open = History(null, At(10.5, "demo_request"));

        var result = Try(caught, sameDay, longAgo, never, open);

        Assert.Equal((5, 4, 1, 3), (result.Leads, result.Conversions, result.Caught, result.Missed));
        Assert.Equal((3, 3, 1), (result.LeadsHot, result.HotSpellsDecided, result.HotSpellsPaid));
        Assert.Equal(19.5, result.MedianNoticeDays);
        Assert.Equal(3 / (120 / 7.0), result.AlertsAWeek[TransitionKind.State], 12);
        Assert.Contains(new TrialMove(LeadState.Hot, LeadState.Converted, 1), result.Moves);
    }

    [Fact]
    public void Whether_a_lead_that_turned_hot_lately_converts_is_not_known()
    {
        Assert.Equal(0, Try(History(null, At(100.5, "demo_request"))).HotSpellsDecided);
        Assert.Equal(1, Try(History(null, At(80.5, "demo_request"))).HotSpellsDecided);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_colleague_does_is_a_reason_to_look_where_the_model_measures_colleagues(bool followsColleagues)
    {
        List<DateTimeOffset> looks = [];
        var replay = new LeadReplay([new TemperatureEvaluator(Leads.Criteria.Default)], (_, now) =>
        {
            looks.Add(now);
            return new ModelView(0.1, 0, "m", "1", "", []);
        }) { FollowsColleagues = followsColleagues };

        replay.Run(History(null) with { EventsOfAccount = [[At(10.5, "demo_request") with { LeadId = "other" }]] }, Until);

        Assert.Equal(followsColleagues, looks.Contains(Start.AddDays(11)));
    }

    [Fact]
    public void A_chance_is_looked_at_every_week_although_nothing_happens()
    {
        List<DateTimeOffset> looks = [];
        var replay = new LeadReplay([new TemperatureEvaluator(Leads.Criteria.Default)], (_, now) =>
        {
            looks.Add(now);
            return new ModelView(now >= Start.AddDays(40) ? 0.5 : 0.1, 0, "m", "1", "", []);
        });

        var replayed = replay.Run(History(null), Until)[0];

        Assert.Equal(Enumerable.Range(0, 18).Select(week => Start.AddDays(1 + (7 * week))), looks);
        Assert.Equal(Start.AddDays(43), replayed.Transitions.First(item => item.To == LeadState.Hot).At);
    }
}
