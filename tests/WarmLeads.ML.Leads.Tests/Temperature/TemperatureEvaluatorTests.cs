namespace WarmLeads.ML.Leads.Tests;

public sealed class TemperatureEvaluatorTests
{
    static readonly DateTimeOffset Now = Some.Cutoff;
    static readonly TemperatureEvaluator Evaluator = new(Leads.Criteria.Default);

    static LeadHistory History(params EngagementEvent[] events) => new(Some.Lead, events, null);

    static LeadHistory Of(string segment, params EngagementEvent[] events) => new(
        Some.Lead with { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["segment"] = segment } }, events, null);

    static ModelView Says(double probability) =>
        new(probability, Math.Log(probability / (1 - probability)), "leads", "7", "ab12", [new ScoreContribution("page_view", 0.5)]);

    static LeadStanding Look(LeadHistory history, DateTimeOffset now, LeadStanding? before = null, ModelView? model = null) =>
        Evaluator.Evaluate(before, history, model, now).Standing;

    [Fact]
    public void A_lead_that_did_nothing_is_cold_since_it_was_registered()
    {
        var verdict = Evaluator.Evaluate(null, History(), null, Now);

        Assert.Equal(LeadState.Cold, verdict.Standing.State);
        Assert.Equal(Some.Lead.CreatedAt, verdict.Standing.Since);
        Assert.Equal(DateTimeOffset.MaxValue, verdict.Standing.NextLookAt);
        Assert.Empty(verdict.Transitions);
    }

    [Fact]
    public void A_warm_act_makes_a_lead_warm_since_the_act()
    {
        var act = Some.DaysAgo(3, "content_download");

        var verdict = Evaluator.Evaluate(null, History(act), null, Now);

        Assert.Equal((LeadState.Warm, act.OccurredAt), (verdict.Standing.State, verdict.Standing.Since));
        var transition = verdict.Transitions.Single(item => item.Kind == TransitionKind.State);
        Assert.Equal((LeadState.Cold, LeadState.Warm, Now), (transition.From, transition.To, transition.At));
        Assert.Equal("A warm act, content_download on 2025-02-26, counts for 30 days.", transition.Cause);
        Assert.Equal(["content_download on 2025-02-26"], transition.Signals);
        Assert.Equal("shipped-1", transition.CriteriaVersion);
    }

    [Fact]
    public void Three_opens_and_two_visits_make_a_lead_warm_and_one_less_does_not()
    {
        EngagementEvent[] enough =
        [
            Some.DaysAgo(20, "email_opened"), Some.DaysAgo(15, "email_opened"), Some.DaysAgo(10, "email_opened"),
            Some.DaysAgo(9, "site_visit"), Some.DaysAgo(2, "site_visit"),
        ];

        Assert.Equal(LeadState.Warm, Look(History(enough), Now).State);
        for (var left = 0; left < enough.Length; left++)
            Assert.Equal(LeadState.Cold, Look(History([.. enough.Where((_, i) => i != left)]), Now).State);
    }

    [Fact]
    public void Opens_by_machines_do_not_count_for_a_level()
    {
        var verdict = Evaluator.Evaluate(
            null,
            History(
                Some.DaysAgo(20, "email_opened"), Some.DaysAgo(15, "email_opened"), Some.DaysAgo(10, "email_opened", ("machine", "true")),
                Some.DaysAgo(9, "site_visit"), Some.DaysAgo(2, "site_visit")),
            null, Now);

        Assert.Equal(LeadState.Cold, verdict.Standing.State);
        Assert.Equal(
            "2 of 3 email opens and 2 of 2 site visits in the last 30 days.",
            verdict.Criteria.Single(item => item.Name == "opens_and_visits").Words);
    }

    [Fact]
    public void Our_own_touches_make_nobody_warm() =>
        Assert.Equal(LeadState.Cold, Look(History(Some.DaysAgo(1, "reply", ("direction", "out")), Some.DaysAgo(2, "email_sent")), Now).State);

    [Fact]
    public void A_decisive_act_makes_a_lead_hot_for_thirty_days_and_then_warm()
    {
        var history = History(Some.DaysAgo(1, "demo_request"));
        var hot = Look(history, Now);

        Assert.Equal(LeadState.Hot, hot.State);
        Assert.Equal(history.Events[0].OccurredAt.AddDays(30).AddTicks(1), hot.NextLookAt);
        Assert.Equal(LeadState.Hot, Look(history, hot.NextLookAt.AddTicks(-1), hot).State);
        var after = Evaluator.Evaluate(hot, history, null, hot.NextLookAt);
        Assert.Equal(LeadState.Warm, after.Standing.State);
        Assert.Equal(
            "It is no longer hot: no decisive act in the last 30 days (the latest was demo_request on 2025-02-28).",
            after.Transitions.Single(item => item.Kind == TransitionKind.State).Cause);
    }

    [Fact]
    public void A_chance_that_swings_between_the_thresholds_changes_nothing()
    {
        var history = History(Some.DaysAgo(3, "content_download"));
        var standing = Look(history, Now, null, Says(0.30));
        Assert.Equal(LeadState.Warm, standing.State);

        standing = Look(history, Now.AddDays(1), standing, Says(0.35));
        Assert.Equal((LeadState.Hot, Now.AddDays(1)), (standing.State, standing.Since));
        foreach (var (days, chance) in ((int, double)[])[(10, 0.26), (11, 0.34), (12, 0.25)])
        {
            var verdict = Evaluator.Evaluate(standing, history, Says(chance), Now.AddDays(days));
            Assert.Equal(LeadState.Hot, verdict.Standing.State);
            Assert.DoesNotContain(verdict.Transitions, item => item.Kind == TransitionKind.State);
            standing = verdict.Standing;
        }

        var fall = Evaluator.Evaluate(standing, history, Says(0.24), Now.AddDays(13));
        Assert.Equal((LeadState.Warm, Now.AddDays(13)), (fall.Standing.State, fall.Standing.Since));
        Assert.Equal(
            "It is no longer hot: the chance of conversion of 0.24 fell below the threshold of 0.25.",
            fall.Transitions.Single(item => item.Kind == TransitionKind.State).Cause);
    }

    [Fact]
    public void A_lead_stays_hot_for_the_dwell_whatever_its_chance()
    {
        var history = History(Some.DaysAgo(3, "content_download"));
        var hot = Look(history, Now, null, Says(0.5));

        var early = Look(history, Now.AddDays(2), hot, Says(0.1));
        Assert.Equal(LeadState.Hot, early.State);
        Assert.Equal(Now.AddDays(7), early.NextLookAt);
        Assert.Equal(LeadState.Warm, Look(history, early.NextLookAt, early, Says(0.1)).State);
    }

    [Fact]
    public void A_transition_by_chance_carries_the_model_and_its_reasons()
    {
        var transition = Evaluator.Evaluate(null, History(), Says(0.4), Now).Transitions.Single(item => item.Kind == TransitionKind.State);

        Assert.Equal((LeadState.Cold, LeadState.Hot), (transition.From, transition.To));
        Assert.Equal("The chance of conversion of 0.4 is at or above the threshold of 0.35.", transition.Cause);
        Assert.Equal(("leads", "7", "ab12"), (transition.ModelName, transition.ModelVersion, transition.ModelHash));
        Assert.Equal((double?)0.4, transition.Probability);
        Assert.Equal(new ScoreContribution("page_view", 0.5), Assert.Single(transition.Contributions));
    }

    [Theory]
    [InlineData("smb", 75)]
    [InlineData("Enterprise", 270)]
    [InlineData("unheard of", 75)]
    public void Patience_is_over_after_the_days_of_the_segment(string segment, int days)
    {
        var history = Of(segment, Some.DaysAgo(0.5, "content_download"));
        var warm = Look(history, Now);
        var end = history.Events[0].OccurredAt.AddDays(days);

        Assert.Equal(LeadState.Warm, Look(history, end, warm).State);
        var verdict = Evaluator.Evaluate(warm, history, null, end.AddTicks(1));
        Assert.Equal((LeadState.Cold, end), (verdict.Standing.State, verdict.Standing.Since));
        Assert.Equal(
            $"No engagement for more than {days} days for segment '{segment}': patience is over.",
            verdict.Transitions.Single(item => item.Kind == TransitionKind.State).Cause);
    }

    [Fact]
    public void While_it_keeps_engaging_a_warm_lead_stays()
    {
        var events = Enumerable.Range(0, 10).Select(i => Some.Event(i == 0 ? "webinar_attended" : "page_view", Now.AddDays(60 * i))).ToArray();
        var history = new LeadHistory(Some.Lead, events, null);

        for (var day = 1; day < 600; day += 7)
            Assert.Equal((LeadState.Warm, Now), (Look(history, Now.AddDays(day)).State, Look(history, Now.AddDays(day)).Since));
    }

    [Fact]
    public void A_lead_is_re_warmed_every_time_it_comes_back()
    {
        var created = Some.Lead with { CreatedAt = Now };
        EngagementEvent[] events = [.. Enumerable.Range(0, 6).Select(i => Some.Event("content_download", Now.AddDays(1 + (95 * i))))];
        var history = new LeadHistory(created, events, null);
        LeadStanding? standing = null;
        List<Transition> returns = [];
        for (var day = 2; day < 600; day++)
        {
            var verdict = Evaluator.Evaluate(standing, history, null, Now.AddDays(day));
            returns.AddRange(verdict.Transitions.Where(item => item.Kind == TransitionKind.Rewarmed));
            standing = verdict.Standing;
        }

        Assert.Equal(events.Skip(1).Select(item => item.OccurredAt.AddDays(1)), returns.Select(item => item.At));
        Assert.Equal("It engages again on 2025-06-05, after 90 days or more of silence or of being cold.", returns[0].Cause);
        Assert.Equal(events[^1].OccurredAt, standing!.RewarmedAt);
        Assert.True(standing.IsRewarmedAt(events[^1].OccurredAt.AddDays(29)));
        Assert.False(standing.IsRewarmedAt(events[^1].OccurredAt.AddDays(30)));
    }

    [Fact]
    public void A_lead_that_was_cold_for_long_and_turns_warm_is_re_warmed_although_it_was_never_silent()
    {
        EngagementEvent[] events = [.. Enumerable.Range(1, 9).Select(i => Some.DaysAgo(20 * i, "page_view")), Some.DaysAgo(1, "content_download")];

        Assert.Equal(events[^1].OccurredAt, Look(History(events), Now).RewarmedAt);
    }

    [Fact]
    public void An_act_that_qualifies_makes_a_warm_lead_an_mql_and_a_cold_lead_never_is_one()
    {
        var history = History(Some.DaysAgo(2, "meeting_booked"));
        var standing = Look(history, Now);

        Assert.Equal((LeadState.Warm, history.Events[0].OccurredAt), (standing.State, standing.MqlSince!.Value));
        Assert.Null(Look(History(), Now, null, Says(0.2)).MqlSince);
        var lapsed = Evaluator.Evaluate(standing, history, null, Now.AddDays(29));
        Assert.Equal(TransitionKind.MqlLost, Assert.Single(lapsed.Transitions).Kind);
        Assert.Equal(
            "No act that qualifies in the last 30 days (the latest was meeting_booked on 2025-02-27), and no model has said a chance of conversion.",
            lapsed.Transitions[0].Cause);
    }

    [Fact]
    public void A_warm_lead_is_an_mql_by_chance_with_hysteresis()
    {
        var history = History(Some.DaysAgo(3, "content_download"));
        var standing = Look(history, Now, null, Says(0.15));
        Assert.Equal(Now, standing.MqlSince);

        standing = Look(history, Now.AddDays(8), standing, Says(0.11));
        Assert.Equal(Now, standing.MqlSince);
        Assert.Null(Look(history, Now.AddDays(9), standing, Says(0.09)).MqlSince);
    }

    [Fact]
    public void Sales_accepts_a_lead_and_gives_it_back()
    {
        var accepted = Some.DaysAgo(3, "sales_accepted");
        var returned = Some.Event("sales_rejected", Now.AddDays(2));
        var standing = Look(History(accepted, returned), Now);
        Assert.Equal(accepted.OccurredAt, standing.SqlSince);
        Assert.Equal(returned.OccurredAt.AddTicks(1), standing.NextLookAt);

        var verdict = Evaluator.Evaluate(standing, History(accepted, returned), null, Now.AddDays(3));
        Assert.Null(verdict.Standing.SqlSince);
        Assert.Equal("Sales gave it back on 2025-03-03.", Assert.Single(verdict.Transitions).Cause);
        Assert.Null(verdict.Standing.LastEngagedAt);
    }

    [Fact]
    public void A_lead_that_unsubscribes_is_cooling_until_it_engages()
    {
        var history = History(Some.DaysAgo(3, "content_download"), Some.DaysAgo(2, "email_unsubscribed"));
        var verdict = Evaluator.Evaluate(null, history, null, Now);

        Assert.Equal((LeadTrend.Cooling, history.Events[1].OccurredAt), (verdict.Standing.Trend, verdict.Standing.TrendSince!.Value));
        Assert.Equal(
            "It turned away: email_unsubscribed on 2025-02-27, and has not engaged since.",
            verdict.Transitions.Single(item => item.Kind == TransitionKind.Cooling).Cause);
        Assert.Equal(LeadTrend.Steady, Look(History([.. history.Events, Some.DaysAgo(1, "page_view")]), Now).Trend);
    }

    [Fact]
    public void The_outcome_closes_a_lead_and_nothing_opens_it_again()
    {
        var outcome = new Outcome("L1", OutcomeKind.Converted, Now.AddHours(-2), Now.AddHours(1));
        var history = History(Some.DaysAgo(3, "content_download")) with { Outcome = outcome };
        var warm = Look(history, Now);
        Assert.Equal((LeadState.Warm, outcome.RecordedAt.AddTicks(1)), (warm.State, warm.NextLookAt));

        var verdict = Evaluator.Evaluate(warm, history, Says(0.9), Now.AddDays(1));
        Assert.Equal((LeadState.Converted, outcome.OccurredAt), (verdict.Standing.State, verdict.Standing.Since));
        Assert.Equal("The CRM recorded it as converted on 2025-02-28.", Assert.Single(verdict.Transitions).Cause);
        Assert.True(verdict.Standing.IsClosed);

        var later = Evaluator.Evaluate(
            verdict.Standing, history with { Events = [.. history.Events, Some.Event("demo_request", Now.AddDays(20))], Outcome = null }, Says(0.9), Now.AddDays(30));
        Assert.Same(verdict.Standing, later.Standing);
        Assert.Empty(later.Transitions);
    }

    [Fact]
    public void Looking_twice_at_the_same_moment_changes_nothing()
    {
        var history = History(Some.DaysAgo(3, "content_download"));
        var first = Evaluator.Evaluate(null, history, Says(0.5), Now);
        var second = Evaluator.Evaluate(first.Standing, history, Says(0.5), Now);

        Assert.Same(first.Standing, second.Standing);
        Assert.Empty(second.Transitions);
        Assert.Equal(first.Criteria, second.Criteria);
    }

    [Fact]
    public void What_is_received_later_counts_later_and_the_next_look_is_told_so()
    {
        var late = Some.Event("demo_request", Now.AddDays(-5), Now.AddDays(2));
        var before = Look(History(late), Now);

        Assert.Equal((LeadState.Cold, Now.AddDays(2).AddTicks(1)), (before.State, before.NextLookAt));
        Assert.Equal((LeadState.Hot, late.OccurredAt), (Look(History(late), Now.AddDays(3)).State, Look(History(late), Now.AddDays(3)).Since));
    }

    [Fact]
    public void The_standing_of_another_lead_is_refused()
    {
        var other = new LeadStanding("L2", LeadState.Cold, Now, LeadTrend.Steady, Now);

        var error = Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(other, History(), null, Now));
        Assert.Equal(
            "The standing is that of lead 'L2' and the history that of lead 'L1'. Hand in both of one lead. (Parameter 'before')", error.Message);
    }

    [Fact]
    public void Criteria_say_what_is_met_and_what_is_missing()
    {
        var verdict = Evaluator.Evaluate(null, History(Some.DaysAgo(3, "content_download")), Says(0.12), Now);

        Assert.Equal(
            [
                ("warm_act", true, "A warm act, content_download on 2025-02-26, counts for 30 days."),
                ("opens_and_visits", false, "0 of 3 email opens and 0 of 2 site visits in the last 30 days."),
                ("patience", true, "It stays warm until 2025-05-12 without a further act: patience is 75 days."),
                ("decisive_act", false, "No decisive act in the last 30 days."),
                ("hot_probability", false, "The chance of conversion of 0.12 is below the threshold of 0.35."),
                ("mql", false, "No act that qualifies in the last 30 days, and the chance of conversion of 0.12 is below 0.15."),
                ("sql", false, "Sales has not accepted it."),
            ],
            verdict.Criteria.Select(item => (item.Name, item.IsMet, item.Words)));
    }
}
