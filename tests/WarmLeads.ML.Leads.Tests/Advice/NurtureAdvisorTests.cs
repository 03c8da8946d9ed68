namespace WarmLeads.ML.Leads.Tests;

public sealed class NurtureAdvisorTests
{
    static readonly NurtureAdvisor s_advisor = new(SignalCatalog.Default, new AdviceRules());

    [Fact]
    public void The_days_until_the_next_touch_come_from_the_leads_own_rhythm()
    {
        var advice = Advise(LeadState.Warm, [.. Visits(50, 40, 30, 20, 10), Some.DaysAgo(4, "email_sent")]);
        Assert.Equal(TouchAdvice.Same, advice.Touch);
        Assert.Equal((10, true), (advice.Rhythm!.Days, advice.Rhythm.IsOwn));
        Assert.Equal("Half of the last 4 gaps between its active days were 10 days or shorter, half of them between 10 and 10.", advice.Rhythm.Words);
        Assert.Equal(6, advice.DaysUntilNextTouch);
        Assert.False(advice.IsOverdue);
        Assert.Empty(advice.Guards);
    }

    [Fact]
    public void Without_a_rhythm_of_its_own_the_default_of_its_state_counts()
    {
        var advice = Advise(LeadState.Warm, [.. Visits(10, 5), Some.DaysAgo(2, "email_sent")]);
        Assert.Equal((7, false), (advice.Rhythm!.Days, advice.Rhythm.IsOwn));
        Assert.Equal("Too little is known of its own rhythm; every 7 days is the default for a warm lead.", advice.Rhythm.Words);
        Assert.Equal(5, advice.DaysUntilNextTouch);
    }

    [Theory]
    [InlineData(ConsentKind.DoNotContact, true, "no_contact", "It must not be contacted, as was said on 2025-02-01 by form.")]
    [InlineData(ConsentKind.Contact, false, "no_contact", "It withdrew its consent to be contacted on 2025-02-01 by form.")]
    [InlineData(ConsentKind.ProfilingObjection, true, "no_profiling", "It objected to profiling on 2025-02-01: nothing is derived from what it did, and it is in no list.")]
    public void Consent_comes_before_everything(ConsentKind kind, bool holds, string guard, string why)
    {
        var consent = LeadConsent.Of([new ConsentStatement("L1", kind, holds, new DateTimeOffset(2025, 2, 1, 9, 0, 0, TimeSpan.Zero), "form")]);
        var advice = Advise(LeadState.Hot, [Some.DaysAgo(1, "demo_request")], consent: consent);
        Assert.Equal(TouchAdvice.Stop, advice.Touch);
        Assert.Equal(why, advice.Why);
        Assert.Equal([guard], advice.Guards.Select(one => one.Name));
        Assert.Empty(advice.Allowed);
        Assert.Equal((null, null, null), (advice.NextTouchAt, advice.Rhythm, advice.Content));
        Assert.False(advice.IsOverdue);
    }

    [Fact]
    public void A_hot_lead_is_spoken_with_at_once_and_not_left_in_a_sequence()
    {
        var advice = Advise(LeadState.Hot, [.. Visits(9, 6), Some.DaysAgo(3, "email_sent"), Some.DaysAgo(0.1, "demo_request")]);
        Assert.Equal((TouchAdvice.More, 0), (advice.Touch, advice.DaysUntilNextTouch));
        Assert.Equal("conversation", advice.Content!.Kind);
        Assert.Contains("sales_call", advice.Allowed.Select(action => action.Name));
        Assert.Equal(["nurture_sequence"], advice.Disallowed.Select(action => action.Name));
    }

    [Fact]
    public void A_warm_lead_is_not_sold_to_and_who_does_is_told()
    {
        var advice = Advise(LeadState.Warm, [.. Visits(9, 6), Some.DaysAgo(2, "call_attempted")]);
        Assert.Contains("sales_call", advice.Disallowed.Select(action => action.Name));
        Assert.Contains("share_content", advice.Allowed.Select(action => action.Name));
        Assert.Equal(["It was sold to by call_attempted on 2025-02-27 although it is not hot."], advice.Guards.Select(guard => guard.Words));
        Assert.Empty(Advise(LeadState.Hot, [.. Visits(9, 6), Some.DaysAgo(2, "call_attempted")]).Guards);
    }

    [Fact]
    public void A_warm_lead_that_nobody_touches_is_treated_as_cold()
    {
        var advice = Advise(LeadState.Warm, [.. Visits(9, 6), Some.DaysAgo(18, "email_sent")], since: 25);
        Assert.Equal(TouchAdvice.More, advice.Touch);
        Assert.Equal("It is warm and was not touched for 18 days: interest that nobody answers cools.", advice.Why);
        Assert.Equal(["warm_treated_as_cold"], advice.Guards.Select(guard => guard.Name));
        Assert.Equal((0, true), (advice.DaysUntilNextTouch, advice.IsOverdue));
        Assert.Empty(Advise(LeadState.Cold, [Some.DaysAgo(18, "email_sent")], since: 25).Guards);
    }

    [Fact]
    public void Touches_without_an_answer_bring_less_and_then_none()
    {
        var four = Advise(LeadState.Warm, [.. Visits(30), .. Mails(13, 10, 7, 4)]);
        Assert.Equal(TouchAdvice.Less, four.Touch);
        Assert.Equal(4, four.UnansweredTouches);
        Assert.Equal(10, four.DaysUntilNextTouch);
        Assert.Equal(["over_touched"], four.Guards.Select(guard => guard.Name));

        var answered = Advise(LeadState.Warm, [.. Visits(30), .. Mails(13, 10, 7, 4), Some.DaysAgo(3, "email_replied")]);
        Assert.Equal((0, TouchAdvice.Less), (answered.UnansweredTouches, answered.Touch));
        Assert.Equal("It is touched every 3 days, more often than its rhythm of 7 days bears.", answered.Why);

        var eight = Advise(LeadState.Warm, [.. Visits(40), .. Mails(25, 22, 19, 16, 13, 10, 7, 4)]);
        Assert.Equal(TouchAdvice.Stop, eight.Touch);
        Assert.Equal("It was touched on 8 days without an answer, twice what is bearable: leave it alone until it engages.", eight.Why);
    }

    [Fact]
    public void Two_events_of_one_day_are_one_touch_and_notes_of_sales_are_none()
    {
        var advice = Advise(LeadState.Warm, [.. Visits(9), Some.DaysAgo(3.2, "email_sent"), Some.DaysAgo(3.1, "email_delivered"), Some.DaysAgo(1, "sales_rejected")]);
        Assert.Equal((1, Some.Cutoff.AddDays(-3.1)), (advice.UnansweredTouches, advice.LastTouchAt));
    }

    [Fact]
    public void Who_unsubscribed_is_left_alone_and_gets_no_mail_even_when_it_comes_back()
    {
        var gone = Advise(LeadState.Warm, [.. Visits(9), Some.DaysAgo(3, "email_unsubscribed")]);
        Assert.Equal((TouchAdvice.Stop, "It turned away by email_unsubscribed on 2025-02-26 and has not engaged since."), (gone.Touch, gone.Why));

        EngagementEvent[] back = [.. Visits(9), Some.DaysAgo(3, "email_unsubscribed"), .. Visits(1)];
        Assert.Contains(new ActionAdvice("mail", "It unsubscribed from mails on 2025-02-26; reach it another way, or ask."), Advise(LeadState.Warm, back).Disallowed);
        var agreed = LeadConsent.Of([new ConsentStatement("L1", ConsentKind.Contact, true, Some.Cutoff.AddDays(-1), "form")]);
        Assert.DoesNotContain("mail", Advise(LeadState.Warm, back, consent: agreed).Disallowed.Select(action => action.Name));
    }

    [Fact]
    public void A_re_warmed_lead_has_its_own_advice()
    {
        var events = new[] { Some.DaysAgo(150, "content_download"), Some.DaysAgo(140, "email_sent"), Some.DaysAgo(5, "page_view") };
        var advice = s_advisor.Advise(
            new LeadHistory(Some.Lead, events, null),
            new LeadStanding("L1", LeadState.Warm, Some.Cutoff.AddDays(-5), LeadTrend.Steady, Some.Cutoff)
            {
                RewarmedAt = Some.Cutoff.AddDays(-5),
                RewarmedUntil = Some.Cutoff.AddDays(25),
            },
            LeadConsent.Unknown, Some.Cutoff);
        Assert.Equal((TouchAdvice.More, 0, true), (advice.Touch, advice.DaysUntilNextTouch, advice.IsOverdue));
        Assert.Equal("It came back on 2025-02-24 after a long silence: answer while it looks.", advice.Why);
        Assert.Equal("what_is_new", advice.Content!.Kind);
        Assert.Contains("restart_sequence", advice.Disallowed.Select(action => action.Name));
        Assert.Equal(["It came back 5 days ago and nobody answered."], advice.Guards.Select(guard => guard.Words));
    }

    [Fact]
    public void Closed_leads_are_left_alone()
    {
        Assert.Equal("It was lost on 2025-01-30: leave it alone until it comes back by itself.", Advise(LeadState.Lost, []).Why);
        Assert.Equal(TouchAdvice.Stop, Advise(LeadState.Converted, []).Touch);
    }

    [Theory]
    [InlineData("guide")]
    [InlineData("webinar", "content_download")]
    [InlineData("case_study", "content_download", "webinar_attended")]
    [InlineData("value_proof", "content_download", "webinar_attended", "case_study_download")]
    [InlineData("product_help", "trial_started")]
    public void Content_climbs_from_learning_to_deciding(string next, params string[] did)
    {
        Assert.Equal(next, Advise(LeadState.Warm, [.. Visits(20), .. did.Select((kind, i) => Some.DaysAgo(10 - i, kind))]).Content!.Kind);
    }

    [Fact]
    public void Nothing_that_was_received_later_changes_the_advice()
    {
        EngagementEvent[] known = [.. Visits(50, 40, 30), Some.DaysAgo(4, "email_sent")];
        var late = Some.Event("demo_request", Some.Cutoff.AddDays(-1), Some.Cutoff.AddDays(1));
        Assert.Equivalent(Advise(LeadState.Warm, known), Advise(LeadState.Warm, [.. known, late]), strict: true);
    }

    [Fact]
    public void Actions_that_a_history_speaks_for_come_first_with_what_it_says_and_the_others_are_as_they_were()
    {
        var rules = new AdviceRules
        {
            Effects = [Effect("check_in", 1.8, 1.3, 2.4), Effect("invite_webinar", 1.5, 0.9, 2.4), Effect("share_content", 0.7, 0.5, 0.9), Effect("guide", 1.4, 1.1, 1.9)],
        };
        var (plain, learned) = (Advise(LeadState.Warm, [.. Visits(20)]), Advise(LeadState.Warm, [.. Visits(20)], rules: rules));

        Assert.Equal(["share_content", "connect", "invite_webinar", "check_in"], plain.Allowed.Select(action => action.Name));
        Assert.Equal(["check_in", "connect", "invite_webinar", "share_content"], learned.Allowed.Select(action => action.Name));
        Assert.Equal(
            "A short check-in now and then. In the history 1.8 times as many (1.3 to 2.4) converted within 30 days after it as of leads of the same score without it: an association, not a proof.",
            learned.Allowed[0].Words);
        Assert.Equal(rules.Effects[0], learned.Allowed[0].Effect);
        Assert.Equal(plain.Allowed[2], learned.Allowed[2]);
        Assert.Equal(rules.Effects[3], learned.Content!.Effect);
        Assert.Equal(plain.Disallowed, learned.Disallowed);
    }

    [Fact]
    public void The_ceiling_of_the_pool_bounds_a_leads_own_rhythm()
    {
        EngagementEvent[] events = [.. Visits(15, 12, 9, 6, 3), Some.DaysAgo(2, "email_sent")];
        var ceiling = new TouchCeiling(2, IsOfSilence: false, WilsonInterval.From(40, 400), WilsonInterval.From(60, 1800), 1e-6);
        var (own, bounded) = (Advise(LeadState.Warm, events), Advise(LeadState.Warm, events, rules: new AdviceRules { Ceiling = ceiling }));
        Assert.Equal((3, 1), (own.Rhythm!.Days, own.DaysUntilNextTouch));
        Assert.Equal((7, 7, 8.75, 5), (bounded.Rhythm!.Days, bounded.Rhythm.LowDays, bounded.Rhythm.HighDays, bounded.DaysUntilNextTouch));
        Assert.Equal(
            own.Rhythm.Words + " The pool's ceiling is 2 touches in 14 days: in the history the lead unsubscribed after 10 % of touches beyond it and 3.3 % of the others.",
            bounded.Rhythm.Words);
        Assert.Equal(Advise(LeadState.Cold, []).Rhythm, Advise(LeadState.Cold, [], rules: new AdviceRules { Ceiling = ceiling }).Rhythm);
    }

    [Theory]
    [InlineData("{ \"warm_touch_days\": 0 }", "advice.json: warm_touch_days is 0. Choose a number of days above 0 and at most 365.")]
    [InlineData("{ \"fewest_gaps\": 2.5 }", "advice.json: fewest_gaps is 2.5, which is no whole number up to 1000. Write one.")]
    [InlineData("{ \"shortest_touch_days\": 50 }", "advice.json: shortest_touch_days is 50 and longest_touch_days 45. Lower the one or raise the other.")]
    [InlineData("{ \"hard_selling\": [\" \"] }", "advice.json: hard_selling or no_touches has a kind without a name. Name it or remove it.")]
    [InlineData("{ \"warm\": 3 }", "advice.json: the file has 'warm', which means nothing here; known are hot_touch_days, rewarmed_touch_days, warm_touch_days, cold_touch_days, shortest_touch_days, longest_touch_days, fewest_gaps, neglect_days, most_unanswered_touches, hard_selling_days, hard_selling, no_touches, effects, ceiling. Correct or remove it.")]
    [InlineData("{", "advice.json line 1 column 2: this is not JSON. Correct the text there.")]
    public void A_mistake_in_the_file_is_told(string json, string problem)
    {
        Assert.Equal(problem, Assert.Throws<InvalidDataException>(() => AdviceFile.Parse(json, "advice.json")).Message);
    }

    [Fact]
    public void The_file_changes_what_it_names()
    {
        var rules = AdviceFile.Parse("{ \"warm_touch_days\": 5, \"hard_selling\": [] }", "advice.json");
        Assert.Equal((5, 30, 0), (rules.WarmTouchDays, rules.ColdTouchDays, rules.HardSelling.Count));
    }

    static TouchEffect Effect(string name, double ratio, double low, double high) => new(name, ratio, low, high, 400, 60, 5000, 420, 30, IsByScore: true);

    static IEnumerable<EngagementEvent> Visits(params double[] daysAgo) => daysAgo.Select(days => Some.DaysAgo(days, "page_view"));

    static IEnumerable<EngagementEvent> Mails(params double[] daysAgo) => daysAgo.Select(days => Some.DaysAgo(days, "email_sent"));

    static NurtureAdvice Advise(
        LeadState state, IReadOnlyList<EngagementEvent> events, double since = 30, LeadTrend trend = LeadTrend.Steady, LeadConsent? consent = null,
        AdviceRules? rules = null) =>
        (rules is null ? s_advisor : new NurtureAdvisor(SignalCatalog.Default, rules)).Advise(
            new LeadHistory(Some.Lead, events, null), new LeadStanding("L1", state, Some.Cutoff.AddDays(-since), trend, Some.Cutoff),
            consent ?? LeadConsent.Unknown, Some.Cutoff);
}
