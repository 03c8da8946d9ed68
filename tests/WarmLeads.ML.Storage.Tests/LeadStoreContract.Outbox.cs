using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Handoffs, alerts and sweeps in parts.
public abstract partial class LeadStoreContract
{
    static readonly Webhook Crm = new("w1", "https://crm.example/hook", "whsec_AAAA", Some.Monday) { Kinds = ["lead.hot"] };

    [Fact]
    public async Task A_handoff_is_kept_as_it_was_and_a_lead_has_one_that_waits()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var handoff = Some.Handoff("h1", "a") with
        {
            Checklist = [new CriterionResult("warm_act", LeadState.Warm, true, "Asked for a demo.")],
            Cause = "A demo request.",
            Probability = 0.4,
            Score = -0.4,
            Contributions = [new ScoreContribution("demo", 0.1)],
            ModelName = "leads",
            ModelVersion = "v1",
            ModelHash = "00ff",
            CriteriaVersion = "c1",
        };
        await Store.CommitAsync([Some.Change("a") with { Handoff = handoff }], Stop);
        await Store.CommitAsync([Some.Change("a", number: 2) with { Handoff = Some.Handoff("h2", "a") }], Stop);
        var read = Assert.Single(await Store.ListHandoffsOfAsync("a", Stop));
        Assert.Equal(handoff.Checklist, read.Checklist);
        Assert.Equal(handoff.Contributions, read.Contributions);
        Assert.Equal(handoff with { Checklist = read.Checklist, Contributions = read.Contributions }, read);
        Assert.True(Assert.Single(await Store.FindManyAsync(["a"], false, Stop)).HasOpenHandoff);
        Assert.Null(await Store.FindHandoffAsync("h2", Stop));
    }

    [Fact]
    public async Task A_handoff_of_a_lead_that_is_no_longer_hot_is_withdrawn_and_another_may_follow()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.CommitAsync([Some.Change("a") with { Handoff = Some.Handoff("h1", "a") }], Stop);
        await Store.CommitAsync([Some.Change("a", number: 2) with { WithdrawsHandoff = true }], Stop);
        await Store.CommitAsync([Some.Change("a", number: 3) with { Handoff = Some.Handoff("h2", "a") }], Stop);
        Assert.Equal(
            [HandoffStatus.Withdrawn, HandoffStatus.Open], (await Store.ListHandoffsOfAsync("a", Stop)).Select(handoff => handoff.Status));
    }

    [Fact]
    public async Task A_decision_is_written_once_together_with_its_event_and_makes_the_lead_pending()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.CommitAsync([Some.Change("a") with { Handoff = Some.Handoff("h1", "a") }], Stop);
        await TakeAllAsync();
        var told = Some.Event("", "h1", source: "handoff") with { LeadId = "whoever", Kind = "handoff_rejected" };
        var decision = new HandoffDecision(false, Some.Monday.AddHours(1), "Ada") { Rejection = HandoffRejection.NotReady, Note = "In autumn" };
        var decided = (await Store.DecideAsync("h1", decision, told, Stop))!;
        Assert.Equal((HandoffStatus.Rejected, decision), (decided.Status, decided.Decision));
        var again = await Store.DecideAsync("h1", new HandoffDecision(true, Some.Monday, "Bob"), told, Stop);
        Assert.Equal(decision, again!.Decision);
        Assert.Equal("handoff_rejected", Assert.Single((await Store.FindAsync("a", Stop))!.Events).Kind);
        Assert.Equal(["a"], await TakeAllAsync());
        Assert.Null(await Store.DecideAsync("h9", decision, told, Stop));
    }

    [Fact]
    public async Task A_rejection_without_a_reason_is_refused()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            Store.DecideAsync("h1", new HandoffDecision(false, Some.Monday, ""), Some.Event("a", "h1"), Stop));
        Assert.Equal("The decision rejects the lead without a reason; give one.", error.Message);
    }

    [Fact]
    public async Task Handoffs_are_listed_by_the_end_of_their_time_and_overdue_ones_alone()
    {
        string[] ids = ["a", "b", "c", "d"];
        await Store.PutLeadsAsync([.. ids.Select(Some.Lead)], Stop);
        await Store.CommitAsync([.. ids.Select((id, i) => Some.Change(id) with { Handoff = Some.Handoff($"h{i}", id, dueHours: 4 - i) })], Stop);
        var first = await Store.ListHandoffsAsync(HandoffStatus.Open, null, null, 3, Stop);
        Assert.Equal(["d", "c", "b"], first.Select(handoff => handoff.LeadId));
        Assert.Equal(["a"], (await Store.ListHandoffsAsync(HandoffStatus.Open, null, first[^1], 3, Stop)).Select(handoff => handoff.LeadId));
        Assert.Equal(["d", "c"], (await Store.ListHandoffsAsync(HandoffStatus.Open, Some.Monday.AddHours(3), null, 9, Stop)).Select(h => h.LeadId));
        Assert.Empty(await Store.ListHandoffsAsync(HandoffStatus.Accepted, null, null, 9, Stop));
    }

    [Fact]
    public async Task Webhooks_come_and_go_with_what_they_were_not_told()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        await Store.PutWebhookAsync(Crm with { DisabledBecause = "It answered 410." }, Stop);
        var read = (await Store.FindWebhookAsync("w1", Stop))!;
        Assert.Equal(Crm.Kinds, read.Kinds);
        Assert.Equal(Crm with { Kinds = read.Kinds, DisabledBecause = "It answered 410." }, read);
        await Store.AddAlertAsync(Some.Alert("m1"), Stop);
        Assert.True(await Store.RemoveWebhookAsync("w1", Stop));
        Assert.False(await Store.RemoveWebhookAsync("w1", Stop));
        Assert.Null(await Store.FindAlertAsync("m1", Stop));
        Assert.Empty(await Store.ListWebhooksAsync(Stop));
    }

    [Fact]
    public async Task An_alert_is_told_once_per_id_and_only_to_webhooks_that_exist()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        await Store.AddAlertAsync(Some.Alert("m1"), Stop);
        await Store.AddAlertAsync(Some.Alert("m1"), Stop);
        await Store.AddAlertAsync(Some.Alert("m2") with { WebhookId = "gone" }, Stop);
        var taken = Assert.Single(await Store.ClaimAlertsAsync(Some.Monday, TimeSpan.FromMinutes(1), 10, Stop));
        Assert.Equal(Some.Alert("m1") with { Attempts = 1, TriedAt = Some.Monday, DueAt = Some.Monday.AddMinutes(1) }, taken);
    }

    [Fact]
    public async Task An_alert_in_somebodys_hands_comes_back_when_the_hold_is_over()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        await Store.AddAlertAsync(Some.Alert("m1"), Stop);
        Assert.Single(await Store.ClaimAlertsAsync(Some.Monday, TimeSpan.FromMinutes(1), 10, Stop));
        Assert.Empty(await Store.ClaimAlertsAsync(Some.Monday.AddSeconds(59), TimeSpan.FromMinutes(1), 10, Stop));
        Assert.Equal(2, Assert.Single(await Store.ClaimAlertsAsync(Some.Monday.AddSeconds(60), TimeSpan.FromMinutes(1), 10, Stop)).Attempts);
    }

    [Fact]
    public async Task An_attempt_ends_in_another_in_delivery_or_in_death_and_replay_begins_anew()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        await Store.AddAlertAsync(Some.Alert("m1"), Stop);
        await ClaimOneAsync(0);
        await Store.RecordAttemptAsync(new AlertAttempt("m1", Some.Monday, AlertStatus.Waiting, Some.Monday.AddHours(1), "It answered 500."), Stop);
        Assert.Empty(await Store.ClaimAlertsAsync(Some.Monday.AddMinutes(59), TimeSpan.FromMinutes(1), 10, Stop));
        await ClaimOneAsync(60);
        await Store.RecordAttemptAsync(new AlertAttempt("m1", Some.Monday, AlertStatus.Dead, Some.Monday, "It answered 500."), Stop);
        Assert.Equal((AlertStatus.Dead, "It answered 500."), (await Store.FindAlertAsync("m1", Stop)) is { } dead ? (dead.Status, dead.Message) : default);
        Assert.Single(await Store.ListAlertsAsync(AlertStatus.Dead, null, 10, Stop));
        Assert.Equal(0, (await Store.ReplayAlertAsync("m1", Some.Monday.AddHours(2), Stop))!.Attempts);
        await ClaimOneAsync(120);
        await Store.RecordAttemptAsync(new AlertAttempt("m1", Some.Monday, AlertStatus.Delivered, Some.Monday, ""), Stop);
        Assert.Empty(await Store.ClaimAlertsAsync(Some.Monday.AddYears(1), TimeSpan.FromMinutes(1), 10, Stop));
        Assert.Null(await Store.ReplayAlertAsync("m9", Some.Monday, Stop));
        Assert.Equal(1, await Store.RemoveAlertsAsync(Some.Monday.AddDays(1), Stop));

        async Task ClaimOneAsync(double minutes) =>
            Assert.Single(await Store.ClaimAlertsAsync(Some.Monday.AddMinutes(minutes), TimeSpan.FromMinutes(1), 10, Stop));
    }

    [Fact]
    public async Task Of_alerts_close_together_the_first_and_the_last_are_told()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        await Store.AddAlertAsync(Debounced("m1", 0), Stop);
        Assert.Equal("m1", Assert.Single(await ClaimAsync(0)).Id);
        await Store.AddAlertAsync(Debounced("m2", 5), Stop);
        await Store.AddAlertAsync(Debounced("m3", 10), Stop);
        await Store.AddAlertAsync(Debounced("other", 10) with { Kind = "lead.cold" }, Stop);
        Assert.Equal("other", Assert.Single(await ClaimAsync(29)).Id);
        Assert.Equal("m3", Assert.Single(await ClaimAsync(30)).Id);
        Assert.Equal(AlertStatus.Superseded, (await Store.FindAlertAsync("m2", Stop))!.Status);
        await Store.AddAlertAsync(Debounced("m4", 100), Stop);
        Assert.Equal("m4", Assert.Single(await ClaimAsync(100)).Id);

        static Alert Debounced(string id, double seconds) =>
            Some.Alert(id, seconds) with { Debounce = TimeSpan.FromSeconds(30) };

        Task<IReadOnlyList<Alert>> ClaimAsync(double seconds) =>
            Store.ClaimAlertsAsync(Some.Monday.AddSeconds(seconds), TimeSpan.FromHours(1), 10, Stop);
    }

    [Fact]
    public async Task Alerts_are_listed_newest_first_page_by_page()
    {
        await Store.PutWebhookAsync(Crm, Stop);
        for (var i = 0; i < 5; i++)
            await Store.AddAlertAsync(Some.Alert($"m{i}", seconds: i / 2), Stop);
        var pages = new List<Alert>();
        while (await Store.ListAlertsAsync(AlertStatus.Waiting, pages.LastOrDefault(), 2, Stop) is { Count: > 0 } page)
            pages.AddRange(page);
        Assert.Equal(["m4", "m3", "m2", "m1", "m0"], pages.Select(alert => alert.Id));
    }

    [Fact]
    public async Task A_sweep_in_parts_is_seen_when_its_last_part_is_done()
    {
        var request = new SweepRequest("leads", "v1", "00ff", 2) { Hold = TimeSpan.FromMinutes(2) };
        var one = (await Store.ClaimSweepPartAsync(request, Some.Monday, Stop))!;
        var two = (await Store.ClaimSweepPartAsync(request, Some.Monday.AddMinutes(1), Stop))!;
        Assert.Equal((one.SweepId, one.Cutoff), (two.SweepId, two.Cutoff));
        Assert.Null(await Store.ClaimSweepPartAsync(request, Some.Monday.AddMinutes(1), Stop));
        one = (await Store.CommitBlockAsync(one, Block("a", false, Some.Score("a", 0.1)), Some.Monday, Stop))!;
        await Store.CommitBlockAsync(one, Block("c", true, Some.Score("c", 0.3)), Some.Monday, Stop);
        Assert.Null(await Store.FindLatestSweepAsync("leads", Stop));
        await Store.CommitBlockAsync(two, Block("b", true, Some.Score("b", 0.2)), Some.Monday.AddHours(1), Stop);
        var sweep = (await Store.FindLatestSweepAsync("leads", Stop))!;
        Assert.Equal(new ScoreSweep(one.SweepId, "leads", "v1", "00ff", Some.Monday, Some.Monday.AddHours(1), 3), sweep);
        Assert.Equal(["c", "b", "a"], (await Store.ListScoresAsync(sweep.Id, null, 10, Stop)).Select(score => score.LeadId));
        Assert.NotEqual(sweep.Id, (await Store.ClaimSweepPartAsync(request, Some.Monday.AddHours(2), Stop))!.SweepId);
    }

    [Fact]
    public async Task A_part_of_a_dead_worker_is_taken_up_where_it_stood_and_the_dead_one_writes_nothing_more()
    {
        var request = new SweepRequest("leads", "v1", "00ff", 1) { Hold = TimeSpan.FromMinutes(2) };
        await Store.PutLeadsAsync([Some.Lead("b")], Stop);
        var dead = (await Store.ClaimSweepPartAsync(request, Some.Monday, Stop))!;
        dead = (await Store.CommitBlockAsync(dead, Block("a", false, Some.Score("a", 0.1)), Some.Monday.AddMinutes(1), Stop))!;
        Assert.Null(await Store.ClaimSweepPartAsync(request, Some.Monday.AddMinutes(2), Stop));
        var next = (await Store.ClaimSweepPartAsync(request, Some.Monday.AddMinutes(3), Stop))!;
        Assert.Equal((dead.SweepId, "a", Some.Monday), (next.SweepId, next.After, next.Cutoff));
        var late = Block("b", true, Some.Score("b", 0.9)) with { Changes = [Some.Change("b")] };
        Assert.Null(await Store.CommitBlockAsync(dead, late, Some.Monday.AddMinutes(3), Stop));
        Assert.Null(await Store.FindStandingAsync("b", Stop));
        await Store.CommitBlockAsync(next, late with { Scores = [Some.Score("b", 0.2)] }, Some.Monday.AddMinutes(4), Stop);
        Assert.Equal([0.2, 0.1], (await Store.ListScoresAsync(next.SweepId, null, 10, Stop)).Select(score => score.Probability));
        Assert.NotNull(await Store.FindStandingAsync("b", Stop));
    }

    [Fact]
    public async Task Workers_of_certain_parts_meet_in_one_sweep_and_begin_the_next_when_theirs_is_done()
    {
        var first = new SweepRequest("leads", "v1", "00ff", 2) { Part = 1 };
        var one = (await Store.ClaimSweepPartAsync(first, Some.Monday, Stop))!;
        await Store.CommitBlockAsync(one, Block(null, true), Some.Monday, Stop);
        var two = (await Store.ClaimSweepPartAsync(first with { Part = 2 }, Some.Monday.AddHours(1), Stop))!;
        Assert.Equal((one.SweepId, new LeadPartition(2, 2)), (two.SweepId, two.Partition));
        var again = (await Store.ClaimSweepPartAsync(first, Some.Monday.AddHours(2), Stop))!;
        Assert.NotEqual(one.SweepId, again.SweepId);
        Assert.Null(await Store.ClaimSweepPartAsync(first with { SweepId = one.SweepId }, Some.Monday.AddHours(2), Stop));
    }

    [Fact]
    public async Task A_sweep_that_nobody_completed_is_given_up_and_removed_after_the_next()
    {
        var request = new SweepRequest("leads", "v1", "00ff", 1);
        var left = (await Store.ClaimSweepPartAsync(request, Some.Monday, Stop))!;
        await Store.CommitBlockAsync(left, Block("a", false, Some.Score("a", 0.1)), Some.Monday, Stop);
        for (var day = 1; day <= 3; day++)
        {
            var part = (await Store.ClaimSweepPartAsync(request, Some.Monday.AddDays(day), Stop))!;
            Assert.NotEqual(left.SweepId, part.SweepId);
            await Store.CommitBlockAsync(part, Block("a", true, Some.Score("a", day / 10.0)), Some.Monday.AddDays(day), Stop);
        }

        Assert.Equal(2, await Store.RemoveOldSweepsAsync("leads", 2, Stop));
        Assert.Equal([0.2, 0.3], (await Store.ListScoreHistoryAsync("a", Stop)).Select(entry => entry.Score.Probability));
        Assert.Equal(0, await Store.RemoveOldSweepsAsync("leads", 2, Stop));
    }

    static SweepBlock Block(string? last, bool isLast, params LeadScore[] scores) => new(last, isLast, scores, []);
}
