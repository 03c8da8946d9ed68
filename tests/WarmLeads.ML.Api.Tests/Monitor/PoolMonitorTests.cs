using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Api.Tests;

public sealed class PoolMonitorTests : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    readonly TemporaryFolder _folder = new();
    readonly SetClock _clock = new(Monday);
    readonly ModelPool _models = new();
    readonly SqliteLeadStore _store;
    int _events;

    public PoolMonitorTests() => _store = new SqliteLeadStore(_folder["leads.db"]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.InitializeAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task New_behaviour_becomes_a_state_a_transition_and_an_alert()
    {
        await HookAsync();
        await RegisterAsync("a");
        await LookAsync();
        Assert.Equal(LeadState.Cold, await StateAsync("a"));
        await DoAsync("a", "demo_request");
        await LookAsync();
        Assert.Equal(LeadState.Hot, await StateAsync("a"));
        Assert.Equal(0, await _store.CountPendingAsync(Stop));
        var hot = Assert.Single((await _store.ListTransitionsAsync("a", Stop)), t => t is { Kind: TransitionKind.State });
        var told = Assert.Single(await AlertsAsync(), alert => alert.Kind == "lead.hot");
        var body = JsonDocument.Parse(told.Body).RootElement;
        Assert.Equal("lead.hot", body.GetProperty("type").GetString());
        Assert.Equal(
            ["a", "cold", "hot", "/v1/leads/a"],
            ((string[])["leadId", "from", "to", "link"]).Select(name => body.GetProperty("data").GetProperty(name).GetString()));
        Assert.Equal(hot.Number, body.GetProperty("data").GetProperty("transition").GetInt64());
    }

    [Fact]
    public async Task A_body_holds_nothing_about_the_person()
    {
        await HookAsync();
        await _store.PutLeadsAsync(
            [new Lead("a", Monday.AddDays(-1)) { Attributes = new Dictionary<string, string> { ["email"] = "ada@example.com", ["name"] = "Ada" } }], Stop);
        await DoAsync("a", "demo_request");
        await LookAsync();
        var alerts = await AlertsAsync();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.DoesNotContain("ada", alert.Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("demo", alert.Body, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task The_same_look_repeated_tells_nobody_again()
    {
        await HookAsync();
        await RegisterAsync("a");
        await DoAsync("a", "demo_request");
        await LookAsync();
        var before = (await AlertsAsync()).Count;
        await DoAsync("a", "page_view");
        await LookAsync();
        Assert.Equal(before, (await AlertsAsync()).Count);
    }

    [Fact]
    public async Task A_lead_that_turns_hot_is_handed_over_with_its_checklist_and_again_only_after_a_decision()
    {
        await RegisterAsync("a", ("owner", "Grace"));
        await DoAsync("a", "demo_request");
        await LookAsync();
        var handoff = Assert.Single(await _store.ListHandoffsOfAsync("a", Stop));
        Assert.Equal(("Grace", HandoffStatus.Open), (handoff.Route, handoff.Status));
        Assert.Equal(handoff.At.AddHours(4), handoff.DueAt);
        Assert.Contains(handoff.Checklist, criterion => criterion is { IsMet: true, Opens: LeadState.Hot });
    }

    [Fact]
    public async Task Accepting_makes_the_lead_an_SQL_and_rejecting_takes_that_back()
    {
        await RegisterAsync("a");
        await DoAsync("a", "demo_request");
        await LookAsync();
        var handoff = Assert.Single(await _store.ListHandoffsOfAsync("a", Stop));
        _clock.Now += TimeSpan.FromMinutes(1);
        var decision = new HandoffDecision(true, _clock.Now, "Grace");
        await _store.DecideAsync(handoff.Id, decision, DecisionReader.Tell(handoff, decision), Stop);
        await LookAsync();
        Assert.Equal(decision.At, (await _store.FindStandingAsync("a", Stop))!.Standing.SqlSince);
        Assert.Contains(await _store.ListTransitionsAsync("a", Stop), t => t.Kind == TransitionKind.SqlGained);
    }

    [Fact]
    public async Task A_lead_that_objects_to_profiling_is_not_looked_at_and_counted()
    {
        await RegisterAsync("a");
        await _store.TakeInAsync(
            new IntakeBatch { Consents = [new ConsentStatement("a", ConsentKind.ProfilingObjection, true, Monday, "form")] }, Stop);
        await DoAsync("a", "demo_request");
        await LookAsync();
        Assert.Equal(1, await _store.CountHiddenAsync(Stop));
        Assert.Empty(await _store.ListTransitionsAsync("a", Stop));
        Assert.Empty(await _store.ListHandoffsOfAsync("a", Stop));
        await _store.TakeInAsync(
            new IntakeBatch { Consents = [new ConsentStatement("a", ConsentKind.ProfilingObjection, false, Monday.AddHours(1), "form")] }, Stop);
        _clock.Now = Monday.AddHours(2);
        await LookAsync();
        Assert.Equal(LeadState.Hot, await StateAsync("a"));
        Assert.Equal(0, await _store.CountHiddenAsync(Stop));
    }

    [Fact]
    public async Task A_lead_that_must_not_be_contacted_is_not_handed_over_and_taken_back_when_it_was()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await _store.TakeInAsync(new IntakeBatch { Consents = [new ConsentStatement("a", ConsentKind.DoNotContact, true, Monday, "form")] }, Stop);
        await DoAsync("a", "demo_request");
        await DoAsync("b", "demo_request");
        await LookAsync();
        Assert.Equal((LeadState.Hot, LeadState.Hot), (await StateAsync("a"), await StateAsync("b")));
        Assert.Empty(await _store.ListHandoffsOfAsync("a", Stop));
        Assert.Equal(HandoffStatus.Open, Assert.Single(await _store.ListHandoffsOfAsync("b", Stop)).Status);
        await _store.TakeInAsync(new IntakeBatch { Consents = [new ConsentStatement("b", ConsentKind.DoNotContact, true, Monday, "form")] }, Stop);
        _clock.Now += TimeSpan.FromMinutes(1);
        await LookAsync();
        Assert.Equal(HandoffStatus.Withdrawn, Assert.Single(await _store.ListHandoffsOfAsync("b", Stop)).Status);
    }

    [Fact]
    public async Task What_an_import_brings_of_months_past_is_no_news()
    {
        await HookAsync();
        await RegisterAsync("a");
        await DoAsync("a", "demo_request", daysAgo: 5);
        await LookAsync();
        Assert.Equal(LeadState.Hot, await StateAsync("a"));
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task Events_of_an_unknown_lead_wait_for_nobody()
    {
        await DoAsync("nobody", "demo_request");
        await LookAsync();
        Assert.Equal(0, await _store.CountPendingAsync(Stop));
        await RegisterAsync("nobody");
        await LookAsync();
        Assert.Equal(LeadState.Hot, await StateAsync("nobody"));
    }

    [Fact]
    public async Task An_outcome_closes_the_lead_and_ends_its_handoff()
    {
        await RegisterAsync("a");
        await DoAsync("a", "demo_request");
        await LookAsync();
        await _store.AppendOutcomesAsync([new Outcome("a", OutcomeKind.Lost, Monday, Monday)], Stop);
        _clock.Now += TimeSpan.FromMinutes(1);
        await LookAsync();
        Assert.Equal(LeadState.Lost, await StateAsync("a"));
        Assert.Equal(HandoffStatus.Withdrawn, Assert.Single(await _store.ListHandoffsOfAsync("a", Stop)).Status);
        Assert.Equal(0, await _store.CountPendingAsync(Stop));
    }

    [Fact]
    public async Task Time_alone_cools_a_lead_when_its_look_is_due()
    {
        await RegisterAsync("a");
        await DoAsync("a", "demo_request");
        await LookAsync();
        for (var looks = 0; looks < 100 && await StateAsync("a") == LeadState.Hot; looks++)
        {
            _clock.Now = (await _store.FindStandingAsync("a", Stop))!.Standing.NextLookAt;
            Assert.Equal(1, await _store.MarkDueAsync(_clock.Now, Stop));
            await LookAsync();
        }

        Assert.NotEqual(LeadState.Hot, await StateAsync("a"));
        Assert.Equal(HandoffStatus.Withdrawn, Assert.Single(await _store.ListHandoffsOfAsync("a", Stop)).Status);
    }

    [Fact]
    public async Task A_colleagues_demo_request_moves_the_scores_of_the_others_and_nobody_calls_back()
    {
        _models.Publish(ColleagueModel.Make(Monday.AddDays(-1)));
        foreach (var id in (string[])["a", "b", "c"])
            await _store.PutLeadsAsync([new Lead(id, Monday.AddDays(-30)) { AccountId = id == "c" ? "other" : "acme" }], Stop);
        await LookAsync();
        var before = await ProbabilitiesAsync();
        Assert.Equal(before[0], before[1]);

        _clock.Now += TimeSpan.FromMinutes(1);
        await DoAsync("b", "demo_request");
        Assert.Equal(2, await LookAsync());

        var after = await ProbabilitiesAsync();
        Assert.True(after[0] > 2 * before[0], $"{after[0]} after {before[0]}");
        Assert.Equal(before[1..], after[1..]);
        Assert.Equal(0, await _store.CountPendingAsync(Stop));
        // What time alone changes is told to nobody.
        Assert.Equal((2, 1), (await NumberAsync("a"), await NumberAsync("c")));
    }

    [Fact]
    public async Task Leads_wait_for_their_colleagues_news_only_where_the_model_measures_colleagues()
    {
        await _store.PutLeadsAsync([.. "ab".Select(id => new Lead($"{id}", Monday.AddDays(-30)) { AccountId = "acme" })], Stop);
        await LookAsync();
        _clock.Now += TimeSpan.FromMinutes(1);
        await DoAsync("b", "demo_request");
        Assert.Equal(1, await LookAsync());
        Assert.Equal(1, await NumberAsync("a"));
    }

    [Fact]
    public async Task What_a_closed_lead_does_is_told_to_its_colleagues()
    {
        _models.Publish(ColleagueModel.Make(Monday.AddDays(-1)));
        await _store.PutLeadsAsync([.. "ab".Select(id => new Lead($"{id}", Monday.AddDays(-30)) { AccountId = "acme" })], Stop);
        await _store.AppendOutcomesAsync([new Outcome("b", OutcomeKind.Converted, Monday.AddDays(-3), Monday.AddDays(-3))], Stop);
        await LookAsync();
        var before = (await ProbabilitiesAsync())[0];
        _clock.Now += TimeSpan.FromMinutes(1);
        await DoAsync("b", "demo_request");
        await LookAsync();
        Assert.True((await ProbabilitiesAsync())[0] > 2 * before);
    }

    async Task<double?[]> ProbabilitiesAsync() =>
        [.. (await _store.FindManyAsync(["a", "b", "c"], false, Stop)).Select(lead => lead.Standing!.Probability)];

    async Task<long> NumberAsync(string id) => (await _store.FindStandingAsync(id, Stop))!.Standing.Number;

    Task HookAsync() => _store.PutWebhookAsync(new Webhook("w1", "https://crm.example", AlertSignature.NewSecret(), Monday), Stop);

    Task RegisterAsync(string id, params (string Name, string Value)[] attributes) => _store.PutLeadsAsync(
        [new Lead(id, Monday.AddDays(-30)) { Attributes = attributes.ToDictionary(one => one.Name, one => one.Value) }], Stop);

    Task DoAsync(string id, string kind, double daysAgo = 0)
    {
        var at = _clock.Now.AddDays(-daysAgo).AddSeconds(-1);
        return _store.AppendEventsAsync([new EngagementEvent(id, kind, at, at) { EventId = $"e{_events++}" }], Stop);
    }

    // How many looks it took.
    async Task<int> LookAsync()
    {
        var looks = 0;
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var options = new ServiceOptions { Pool = new PoolOptions { AlertDebounceSeconds = 0 } };
        using var monitor = new PoolMonitor(
            _store, new PoolEyes(scorer, new TemperatureEvaluator(Criteria.Default), options), _models, options, new MonitorState(), new AlertNudge(),
            _clock, NullLogger<PoolMonitor>.Instance);
        while (await monitor.StepAsync(Stop) is > 0 and var count)
        {
            looks += count;
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        return looks;
    }

    async Task<LeadState> StateAsync(string id) => (await _store.FindStandingAsync(id, Stop))!.Standing.State;

    Task<IReadOnlyList<Alert>> AlertsAsync() => _store.ListAlertsAsync(AlertStatus.Waiting, null, 1000, Stop);
}
