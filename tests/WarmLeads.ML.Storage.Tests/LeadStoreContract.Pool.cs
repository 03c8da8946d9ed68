using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// What waits to be looked at, and what is believed.
public abstract partial class LeadStoreContract
{
    [Fact]
    public async Task Whatever_is_new_of_a_lead_makes_it_pending()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        Assert.Equal(["a"], await TakeAllAsync());
        await Store.AppendEventsAsync([Some.Event("b", "e1"), Some.Event("a", "e2")], Stop);
        Assert.Equal(["a", "b"], await TakeAllAsync());
        await Store.AppendOutcomesAsync([new Outcome("c", OutcomeKind.Lost, Some.Monday, Some.Monday)], Stop);
        Assert.Equal(["c"], await TakeAllAsync());
        Assert.Equal(0, await Store.CountPendingAsync(Stop));
    }

    [Fact]
    public async Task What_is_known_already_makes_nothing_pending()
    {
        var won = new Outcome("a", OutcomeKind.Converted, Some.Monday, Some.Monday);
        await Store.AppendEventsAsync([Some.Event("a", "e1")], Stop);
        await Store.AppendOutcomesAsync([won], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("a", "e1")], Stop);
        await Store.AppendOutcomesAsync([won], Stop);
        Assert.Equal(0, await Store.CountPendingAsync(Stop));
    }

    [Fact]
    public async Task A_lead_marked_again_keeps_waiting_when_the_earlier_look_is_committed()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var first = Assert.Single(await TakeAsync());
        await Store.AppendEventsAsync([Some.Event("a", "e1")], Stop);
        Assert.Equal([true], await Store.CommitAsync([Some.Change("a") with { PendingNumber = first.Number }], Stop));
        var second = Assert.Single(await TakeAsync());
        Assert.True(second.Number > first.Number);
        await Store.CommitAsync([Some.Change("a", number: 2) with { PendingNumber = second.Number }], Stop);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task Numbers_of_pending_leads_are_never_used_again()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var first = Assert.Single(await TakeAsync());
        await Store.ReleasePendingAsync([first], Stop);
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.ReleasePendingAsync([first], Stop);
        Assert.Equal(1, await Store.CountPendingAsync(Stop));
    }

    [Fact]
    public async Task A_standing_is_written_only_over_the_one_that_was_read()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        var pending = await TakeAsync();
        Assert.Equal([true, true], await Store.CommitAsync([Some.Change("b"), Some.Change("a")], Stop));
        var stale = Some.Change("a") with { Transitions = [Some.Transition("a", 1)], PendingNumber = pending.First(p => p.LeadId == "a").Number };
        Assert.Equal([false, true], await Store.CommitAsync([stale, Some.Change("b", number: 2)], Stop));
        Assert.Empty(await Store.ListTransitionsAsync("a", Stop));
        Assert.Contains(await TakeAsync(), lead => lead.LeadId == "a");
        Assert.Equal(2, (await Store.FindStandingAsync("b", Stop))!.Standing.Number);
        Assert.Equal(1, (await Store.FindStandingAsync("a", Stop))!.Standing.Number);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_the_same_lead_write_it_once()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(i => $"lead {i}")];
        await Store.PutLeadsAsync([.. ids.Select(Some.Lead)], Stop);
        await using var second = place.Connect();
        await second.InitializeAsync(Stop);
        PoolChange Change(string id) => Some.Change(id) with { Transitions = [Some.Transition(id, 1)] };
        var results = await Task.WhenAll(new[] { Store, second, Store, second }.Select((store, i) =>
            Task.Run(() => store.CommitAsync([.. (i % 2 == 0 ? ids : ids.Reverse()).Select(Change)], Stop), Stop)));
        Assert.Equal(ids.Length, results.Sum(written => written.Count(one => one)));
        Assert.Equal(ids.Length, (await Store.ListTransitionsSinceAsync(Some.Monday, null, 1000, Stop)).Count);
    }

    [Fact]
    public async Task A_lead_that_is_not_stored_gets_no_standing()
    {
        Assert.Equal([false], await Store.CommitAsync([Some.Change("nobody")], Stop));
        Assert.Equal([false], await Store.CommitAsync([Some.Change("nobody", number: 2)], Stop));
        Assert.Null(await Store.FindStandingAsync("nobody", Stop));
    }

    [Fact]
    public async Task A_standing_that_skips_a_number_is_refused()
    {
        var change = Some.Change("a", number: 3) with { ExpectedNumber = 1 };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync([change], Stop));
        Assert.Equal(
            "The standing of lead 'a' has number 3 and is to replace number 1; count every standing by one.", error.Message);
    }

    [Fact]
    public async Task Standings_transitions_and_scores_come_back_as_they_were_written()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        var full = new LeadStanding("a", LeadState.Hot, Some.Monday.AddDays(1), LeadTrend.Heating, Some.Monday.AddDays(2))
        {
            Number = 1,
            TransitionNumber = 3,
            RewarmedAt = Some.Monday.AddHours(1),
            RewarmedUntil = Some.Monday.AddHours(2),
            TrendSince = Some.Monday.AddHours(3),
            MqlSince = Some.Monday.AddHours(4),
            SqlSince = Some.Monday.AddHours(5),
            LastEngagedAt = Some.Monday.AddHours(6),
            HotSpell = new ThresholdSpell(Some.Monday.AddHours(7), null),
            MqlSpell = new ThresholdSpell(Some.Monday.AddHours(8), Some.Monday.AddHours(9)),
            CriteriaVersion = "c1",
            Probability = 0.1 + 0.2,
            ModelName = "leads",
            ModelVersion = "v1",
            ModelHash = "00ff",
            NextLookAt = Some.Monday.AddDays(3),
        };
        var transition = Some.Transition("a", 1) with
        {
            Signals = ["Asked for a demo", "\"Ω\""],
            Probability = 0.5,
            Score = -0.0,
            Contributions = [new ScoreContribution("demo", 1.0 / 3)],
            ModelName = "leads",
            ModelVersion = "v1",
            ModelHash = "00ff",
        };
        var score = new ScoreEntry("a", Some.Monday.AddDays(2), 0.3, -0.8, "Asked for a demo", "leads", "v1", "00ff");
        await Store.CommitAsync(
            [
                new PoolChange(full, 0) { Segment = "smb", Value = 1000, TopReason = "Asked for a demo", Transitions = [transition], Score = score },
                Some.Change("b"),
            ], Stop);
        Assert.Equal(new RankedStanding(full, "smb", 1000, "Asked for a demo"), await Store.FindStandingAsync("a", Stop));
        Assert.Equal(DateTimeOffset.MaxValue, (await Store.FindStandingAsync("b", Stop))!.Standing.NextLookAt);
        var read = Assert.Single(await Store.ListTransitionsAsync("a", Stop));
        Assert.Equal(transition.Signals, read.Signals);
        Assert.Equal(transition.Contributions, read.Contributions);
        Assert.Equal(transition with { Signals = read.Signals, Contributions = read.Contributions }, read);
        Assert.Equal([score], await Store.ListScoreEntriesAsync("a", Stop));
        Assert.Equal(1, await Store.RemoveScoreEntriesAsync(Some.Monday.AddDays(3), Stop));
        Assert.Empty(await Store.ListScoreEntriesAsync("a", Stop));
    }

    [Fact]
    public async Task The_pool_is_listed_by_rank_and_page_by_page_as_a_sort_of_all_would_list_it()
    {
        var random = new Random(2);
        LeadState[] states = [LeadState.Cold, LeadState.Warm, LeadState.Hot, LeadState.Lost];
        var all = Enumerable.Range(0, 200).Select(i => Some.Change($"lead {i}", state: states[random.Next(4)]) with
        {
            Value = random.Next(3) == 0 ? null : random.Next(1, 4) * 100,
            Segment = random.Next(2) == 0 ? "smb" : null,
        }).Select(change => change with
        {
            // Few values, so that many are equal.
            Standing = change.Standing with
            {
                Probability = random.Next(4) == 0 ? null : random.Next(5) / 10.0,
                Trend = (LeadTrend)random.Next(3),
                RewarmedAt = random.Next(3) == 0 ? Some.Monday.AddDays(random.Next(5)) : null,
            },
        }).ToList();
        await Store.PutLeadsAsync([.. all.Select(change => Some.Lead(change.Standing.LeadId))], Stop);
        await Store.CommitAsync(all, Stop);

        StandingFilter[] filters =
        [
            new(), new() { States = [LeadState.Lost] }, new() { Trend = LeadTrend.Heating }, new() { Segment = "smb", States = [LeadState.Hot, LeadState.Warm] },
            new() { RewarmedSince = Some.Monday.AddDays(2) },
        ];
        foreach (var filter in filters)
        {
            foreach (var order in Enum.GetValues<StandingOrder>())
            {
                var expected = all.Select(change => new RankedStanding(change.Standing, change.Segment, change.Value, change.TopReason))
                    .Where(item => filter.States.Contains(item.Standing.State) && (filter.Trend ?? item.Standing.Trend) == item.Standing.Trend
                        && (filter.Segment is null || item.Segment == filter.Segment)
                        && (filter.RewarmedSince is null || item.Standing.RewarmedAt >= filter.RewarmedSince))
                    .OrderByDescending(item => item.Rank(order)).ThenBy(item => item.Standing.LeadId, StringComparer.Ordinal);
                var pages = new List<RankedStanding>();
                while (await Store.ListStandingsAsync(filter, order, pages.LastOrDefault(), 7, Stop) is { Count: > 0 } page)
                    pages.AddRange(page);
                Assert.Equal(expected, pages);
            }
        }

        Assert.Equal(
            all.CountBy(change => change.Standing.State).OrderBy(p => p.Key).Select(p => (p.Key, (long)p.Value)),
            (await Store.CountStandingsAsync(Stop)).OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public async Task A_hidden_lead_is_in_no_list_and_counted_apart()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        await Store.CommitAsync([Some.Change("a"), Some.Change("b") with { IsHidden = true }], Stop);
        Assert.Equal(["a"], (await Store.ListStandingsAsync(new StandingFilter(), StandingOrder.Probability, null, 9, Stop)).Select(s => s.Standing.LeadId));
        Assert.Equal(1, (await Store.CountStandingsAsync(Stop))[LeadState.Cold]);
        Assert.Equal(1, await Store.CountHiddenAsync(Stop));
        await Store.CommitAsync([Some.Change("b", number: 2)], Stop);
        Assert.Equal(0, await Store.CountHiddenAsync(Stop));
    }

    [Fact]
    public async Task Transitions_of_all_leads_are_read_in_time_page_by_page()
    {
        string[] ids = ["a", "b", "c"];
        await Store.PutLeadsAsync([.. ids.Select(Some.Lead)], Stop);
        await Store.CommitAsync(
            [.. ids.Select(id => Some.Change(id) with { Transitions = [.. Enumerable.Range(1, 5).Select(n => Some.Transition(id, n, hours: n % 3))] })], Stop);
        var pages = new List<Transition>();
        while (await Store.ListTransitionsSinceAsync(Some.Monday.AddHours(1), pages.LastOrDefault(), 4, Stop) is { Count: > 0 } page)
            pages.AddRange(page);
        Assert.Equal(
            ["a1", "a4", "b1", "b4", "c1", "c4", "a2", "a5", "b2", "b5", "c2", "c5"], pages.Select(t => $"{t.LeadId}{t.Number}"));
    }

    [Fact]
    public async Task What_the_pool_knows_of_a_former_id_goes_to_its_lead()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("former")], Stop);
        await Store.CommitAsync(
            [
                Some.Change("a") with { Transitions = [Some.Transition("a", 1, hours: 1), Some.Transition("a", 2, hours: 5)] },
                Some.Change("former") with
                {
                    Transitions = [Some.Transition("former", 1), Some.Transition("former", 2, hours: 3)],
                    Handoff = Some.Handoff("h1", "former"),
                },
            ], Stop);
        var before = (await Store.FindStandingAsync("a", Stop))!.Standing;
        await TakeAllAsync();

        await Store.TakeInAsync(new IntakeBatch { Aliases = [new LeadAlias("former", "a")] }, Stop);

        Assert.Equal(["a", "former"], await TakeAllAsync());
        Assert.Equal(["a"], (await Store.ListStandingsAsync(new StandingFilter(), StandingOrder.Probability, null, 9, Stop)).Select(s => s.Standing.LeadId));
        Assert.Equal([3L, 1, 4, 2], (await Store.ListTransitionsAsync("a", Stop)).Select(transition => transition.Number));
        Assert.Empty(await Store.ListTransitionsAsync("former", Stop));
        var handoff = Assert.Single(await Store.ListHandoffsOfAsync("a", Stop));
        Assert.Equal(("h1", HandoffStatus.Open), (handoff.Id, handoff.Status));
        var after = (await Store.FindStandingAsync("a", Stop))!.Standing;
        Assert.Equal((before.Number + 1, 4L), (after.Number, after.TransitionNumber));

        // A look that began before the join is done again.
        Assert.Equal([false], await Store.CommitAsync([Some.Change("a", number: before.Number + 1)], Stop));
    }

    [Fact]
    public async Task A_lead_that_nobody_looked_at_takes_over_the_standing_and_the_scores_of_its_former_id()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("former")], Stop);
        await Store.CommitAsync([Some.Change("former", state: LeadState.Warm) with { Score = Some.Entry("former") }], Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("former", 0.4)), Stop);

        await Store.TakeInAsync(new IntakeBatch { Aliases = [new LeadAlias("former", "a")] }, Stop);

        Assert.Equal(LeadState.Warm, (await Store.FindStandingAsync("a", Stop))!.Standing.State);
        Assert.Null(await Store.FindStandingAsync("former", Stop));
        Assert.Equal(["a"], (await Store.ListScoresAsync(sweep.Id, null, 9, Stop)).Select(score => score.LeadId));
        Assert.Equal(2, (await Store.ListScoreEntriesAsync("a", Stop)).Count);
        Assert.Empty(await Store.ListScoreEntriesAsync("former", Stop));
    }

    [Fact]
    public async Task Of_two_open_handoffs_that_are_joined_the_leads_own_stays_open()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("former")], Stop);
        await Store.CommitAsync(
            [Some.Change("a") with { Handoff = Some.Handoff("h1", "a") }, Some.Change("former") with { Handoff = Some.Handoff("h2", "former") }], Stop);

        await Store.TakeInAsync(new IntakeBatch { Aliases = [new LeadAlias("former", "a")] }, Stop);

        Assert.Equal(
            [("h1", HandoffStatus.Open), ("h2", HandoffStatus.Withdrawn)],
            (await Store.ListHandoffsOfAsync("a", Stop)).Select(handoff => (handoff.Id, handoff.Status)).Order());
    }

    [Fact]
    public async Task A_statement_of_consent_makes_the_lead_pending_and_is_found_with_it()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        await TakeAllAsync();
        await Store.TakeInAsync(
            new IntakeBatch { Consents = [new ConsentStatement("a", ConsentKind.ProfilingObjection, true, Some.Monday, "form")] }, Stop);
        Assert.Equal(["a"], await TakeAllAsync());
        Assert.Equal([false, true], (await Store.FindManyAsync(["a", "b"], false, Stop)).Select(lead => lead.Consent.MayProfile));
    }

    [Fact]
    public async Task Leads_that_are_due_become_pending_once()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b"), Some.Lead("c")], Stop);
        await Store.CommitAsync(
            [Due("a", hours: 1), Due("b", hours: 2), Some.Change("c")], Stop);
        await TakeAllAsync();
        Assert.Equal(1, await Store.MarkDueAsync(Some.Monday.AddHours(1), Stop));
        Assert.Equal(1, await Store.MarkDueAsync(Some.Monday.AddHours(2), Stop));
        Assert.Equal(["a", "b"], await TakeAllAsync());

        static PoolChange Due(string id, double hours)
        {
            var change = Some.Change(id);
            return change with { Standing = change.Standing with { NextLookAt = Some.Monday.AddHours(hours) } };
        }
    }

    [Fact]
    public async Task Several_leads_are_found_in_the_order_asked_for_as_each_alone()
    {
        var random = new Random(3);
        string[] ids = ["z", "a", "ä", "none", "m m", "\"quoted\""];
        await Store.PutLeadsAsync([.. ids.Where(id => id != "none").Select(Some.Lead)], Stop);
        await Store.AppendEventsAsync(
            [.. Enumerable.Range(0, 300).Select(i => Some.Event(ids[random.Next(ids.Length)], $"{random.Next()}", hours: random.Next(10), source: $"{i % 3}"))], Stop);
        await Store.AppendOutcomesAsync([new Outcome("a", OutcomeKind.Lost, Some.Monday, Some.Monday)], Stop);
        await Store.CommitAsync([Some.Change("z"), Some.Change("a")], Stop);
        var found = await Store.FindManyAsync(ids, false, Stop);
        Assert.Equal(ids.Where(id => id != "none"), found.Select(lead => lead.History.Lead.Id));
        foreach (var lead in found)
        {
            var one = (await Store.FindAsync(lead.History.Lead.Id, Stop))!;
            Assert.Equal(one.Events.Select(e => (e.Source, e.EventId)), lead.History.Events.Select(e => (e.Source, e.EventId)));
            Assert.Equal(one.Outcome, lead.History.Outcome);
            Assert.Equal((await Store.FindStandingAsync(lead.History.Lead.Id, Stop))?.Standing, lead.Standing);
        }
    }

    [Fact]
    public async Task Lead_ids_are_listed_in_order_page_by_page()
    {
        string[] ids = ["10", "9", "B", "a", "b", "ä", "Ω"];
        await Store.PutLeadsAsync([.. ids.Reverse().Select(Some.Lead)], Stop);
        var pages = new List<string>();
        while (await Store.ListLeadIdsAsync(pages.LastOrDefault(), 3, Stop) is { Count: > 0 } page)
            pages.AddRange(page);
        Assert.Equal(ids, pages);
    }

    [Fact]
    public async Task A_store_of_before_the_pool_keeps_its_history_and_all_its_leads_wait_to_be_looked_at()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        await Store.AppendEventsAsync([Some.Event("a", "e1")], Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("a", 0.2)), Stop);
        await Store.DisposeAsync();
        await place.MakeOlderAsync();
        _store = place.Connect();
        await _store.InitializeAsync(Stop);
        Assert.Equal(["a", "b"], await TakeAllAsync());
        Assert.Single((await Store.FindAsync("a", Stop))!.Events);
        Assert.Equal(sweep, await Store.FindLatestSweepAsync("leads", Stop));
        Assert.Equal([true], await Store.CommitAsync([Some.Change("a")], Stop));
    }

    [Fact]
    public async Task Whoever_waits_for_pending_leads_is_woken_by_one()
    {
        var waiting = Store.WaitForPendingAsync(TimeSpan.FromMinutes(5), Stop);
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await waiting;
    }

    async Task<IReadOnlyList<PendingLead>> TakeAsync()
    {
        await using var claim = await Store.ClaimPendingAsync(1000, Stop);
        return claim.Leads;
    }

    // Several times: a claim may leave some to other nodes.
    async Task<IEnumerable<string>> TakeAllAsync()
    {
        var taken = new List<string>();
        while (await Store.CountPendingAsync(Stop) > 0)
        {
            var leads = await TakeAsync();
            await Store.ReleasePendingAsync(leads, Stop);
            taken.AddRange(leads.Select(lead => lead.LeadId));
        }

        return taken.Order(StringComparer.Ordinal);
    }
}
