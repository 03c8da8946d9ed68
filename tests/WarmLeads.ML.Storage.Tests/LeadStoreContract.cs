using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>What every store must do. Each fact has a store of its own, which is empty at first.</summary>
public abstract partial class LeadStoreContract(IStorePlace place) : IAsyncLifetime
{
    IPoolStore? _store;

    public IPoolStore Store => _store!;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        place.Require();
        _store = place.Connect();
        await _store.InitializeAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        await place.RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_store_is_empty()
    {
        Assert.Equal(new StoreCounts(0, 0, 0, null), await Store.CountAsync(Stop));
        Assert.Null(await Store.FindAsync("nobody", Stop));
        Assert.Empty(await ReadAllAsync());
        Assert.Null(await Store.FindLatestSweepAsync("leads", Stop));
        Assert.Null(await Store.FindSweepAsync(1, Stop));
        Assert.Empty(await Store.ListScoresAsync(1, null, 10, Stop));
        Assert.Empty(await Store.ListScoreHistoryAsync("nobody", Stop));
        Assert.Null(await Store.FindRunAsync("none", Stop));
        Assert.Empty(await Store.ListRunsAsync("training", 10, Stop));
    }

    [Fact]
    public async Task Initializing_twice_changes_nothing()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.InitializeAsync(Stop);
        Assert.Equal(1, (await Store.CountAsync(Stop)).Leads);
    }

    [Fact]
    public async Task Events_appended_twice_change_nothing()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var events = Some.Events("a", 5);
        Assert.Equal(5, await Store.AppendEventsAsync(events, Stop));
        Assert.Equal(0, await Store.AppendEventsAsync(events, Stop));
        Assert.Equal(5, (await Store.CountAsync(Stop)).Events);
        Assert.Equal(5, (await Store.FindAsync("a", Stop))!.Events.Count);
    }

    [Fact]
    public async Task An_event_repeated_within_a_batch_is_stored_once_as_it_came_first()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var again = Some.Event("a", "e1") with { Kind = "email_opened" };
        Assert.Equal(1, await Store.AppendEventsAsync([Some.Event("a", "e1"), again], Stop));
        Assert.Equal("page_view", Assert.Single((await Store.FindAsync("a", Stop))!.Events).Kind);
    }

    [Fact]
    public async Task The_same_id_from_another_source_is_another_event()
    {
        Assert.Equal(2, await Store.AppendEventsAsync([Some.Event("a", "1", source: "web"), Some.Event("a", "1", source: "crm")], Stop));
        Assert.Equal(1, await Store.AppendEventsAsync([Some.Event("a", "1", source: ""), Some.Event("a", "1", source: "web")], Stop));
    }

    [Fact]
    public async Task An_empty_batch_is_accepted()
    {
        await Store.PutLeadsAsync([], Stop);
        Assert.Equal(0, await Store.AppendEventsAsync([], Stop));
        Assert.Equal(0, await Store.AppendOutcomesAsync([], Stop));
    }

    [Fact]
    public async Task A_lead_put_again_is_replaced_and_keeps_its_events()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { Value = 10, Attributes = Pairs(("country", "AT")) }], Stop);
        await Store.AppendEventsAsync([Some.Event("a", "e1")], Stop);
        var newer = Some.Lead("a") with { AccountId = "acme", Attributes = Pairs(("country", "DE")) };
        await Store.PutLeadsAsync([Some.Lead("a"), newer], Stop);
        var found = (await Store.FindAsync("a", Stop))!;
        AssertSame(newer, found.Lead);
        Assert.Single(found.Events);
        Assert.Equal(1, (await Store.CountAsync(Stop)).Leads);
    }

    [Fact]
    public async Task Events_and_an_outcome_of_a_lead_that_is_not_known_yet_wait_for_it()
    {
        await Store.AppendOutcomesAsync([new Outcome("b", OutcomeKind.Lost, Some.Monday, Some.Monday)], Stop);
        await Store.AppendEventsAsync([Some.Event("b", "e1")], Stop);
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("c")], Stop);
        Assert.Null(await Store.FindAsync("b", Stop));
        Assert.Equal(["a:", "c:"], await ReadShortAsync());
        await Store.PutLeadsAsync([Some.Lead("b")], Stop);
        Assert.Equal(["a:", "b:e1", "c:"], await ReadShortAsync());
        Assert.Equal(OutcomeKind.Lost, (await Store.FindAsync("b", Stop))!.Outcome!.Kind);
    }

    [Fact]
    public async Task A_lead_keeps_the_first_outcome_that_was_recorded()
    {
        var won = new Outcome("a", OutcomeKind.Converted, Some.Monday, Some.Monday.AddDays(1));
        var lost = new Outcome("a", OutcomeKind.Lost, Some.Monday, Some.Monday);
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        Assert.Equal(1, await Store.AppendOutcomesAsync([won, lost], Stop));
        Assert.Equal(0, await Store.AppendOutcomesAsync([lost], Stop));
        Assert.Equal(won, (await Store.FindAsync("a", Stop))!.Outcome);
        Assert.Equal(1, (await Store.CountAsync(Stop)).Outcomes);
    }

    [Fact]
    public async Task Leads_are_read_in_ordinal_order_and_events_by_time_then_source_then_id()
    {
        await Store.PutLeadsAsync([.. new[] { "b", "a", "ä", "B", "10", "9", "a b", "_", "Ω" }.Select(Some.Lead)], Stop);
        await Store.AppendEventsAsync(
            [
                Some.Event("a", "z", hours: 1, source: "a"), Some.Event("a", "y", hours: 2, source: "b"),
                Some.Event("a", "B", hours: 2, source: "a"), Some.Event("a", "a", hours: 2, source: "a"),
                Some.Event("a", "0", hours: 3), Some.Event("b", "1"), Some.Event("B", "2"), Some.Event("Ω", "3"),
            ], Stop);
        string[] expected = ["10:", "9:", "B:2", "_:", "a:zBay0", "a b:", "b:1", "ä:", "Ω:3"];
        Assert.Equal(expected, await ReadShortAsync());
        Assert.Equal("a:zBay0", Short((await Store.FindAsync("a", Stop))!));
    }

    [Fact]
    public async Task Reading_all_gives_what_finding_each_gives()
    {
        var random = new Random(1);
        var leads = Enumerable.Range(0, 300).Select(i => Some.Lead($"lead {i}")).ToArray();
        await Store.PutLeadsAsync(leads, Stop);
        // More events than a page of any store holds, in no order, a third of the leads without any.
        await Store.AppendEventsAsync(
            [.. Enumerable.Range(0, 5000).Select(i => Some.Event($"lead {random.Next(200)}", $"e{i}", hours: random.Next(50)))], Stop);
        await Store.AppendOutcomesAsync(
            [.. leads.Where((_, i) => i % 3 == 0).Select(l => new Outcome(l.Id, OutcomeKind.Lost, Some.Monday, Some.Monday))], Stop);
        var all = await ReadAllAsync();
        Assert.Equal(leads.Select(l => l.Id).Order(StringComparer.Ordinal), all.Select(h => h.Lead.Id));
        Assert.Equal(5000, all.Sum(h => h.Events.Count));
        foreach (var history in all)
        {
            var found = (await Store.FindAsync(history.Lead.Id, Stop))!;
            Assert.Equal(found.Events.Select(e => e.EventId), history.Events.Select(e => e.EventId));
            Assert.Equal(found.Outcome, history.Outcome);
        }
    }

    [Fact]
    public async Task Reading_shows_one_moment_although_others_write_meanwhile()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        await using var reading = Store.ReadAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await reading.MoveNextAsync());
        await Store.PutLeadsAsync([Some.Lead("c")], Stop);
        await Store.AppendEventsAsync([Some.Event("b", "late")], Stop);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal("b:", Short(reading.Current));
        Assert.False(await reading.MoveNextAsync());
    }

    [Fact]
    public async Task Reading_can_be_stopped()
    {
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Store.ReadAsync(stop.Token))
                await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task A_cancelled_append_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        // The batch itself asks to stop, when most of it has been written.
        var events = Some.Events("a", 5000);
        events[4000] = events[4000] with { Properties = new WatchedProperties(stop.Cancel) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendEventsAsync(events, stop.Token));
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(new StoreCounts(0, 0, 0, null), await Store.CountAsync(Stop));
        Assert.Equal(5000, await Store.AppendEventsAsync(Some.Events("a", 5000), Stop));
    }

    [Fact]
    public async Task Writers_at_the_same_time_store_each_event_once()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await using var second = place.Connect();
        await second.InitializeAsync(Stop);
        // Every batch is sent four times, in two orders and by two stores; each event may count as new once only.
        var sent =
            from part in Enumerable.Range(0, 10)
            let batch = Some.Events("a", 200, $"{part}-")
            from copy in Enumerable.Range(0, 4)
            let store = copy % 2 == 0 ? Store : second
            select Task.Run(() => store.AppendEventsAsync(copy < 2 ? batch : [.. batch.Reverse()], Stop), Stop);
        Assert.Equal(2000, (await Task.WhenAll(sent.ToArray())).Sum());
        Assert.Equal(2000, (await Store.CountAsync(Stop)).Events);
    }

    [Fact]
    public async Task Stores_that_start_at_the_same_time_create_the_tables_once()
    {
        await Store.DisposeAsync();
        await place.RemoveAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => place.Connect()).ToArray();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.InitializeAsync(Stop), Stop)));
        await nodes[0].PutLeadsAsync([Some.Lead("a")], Stop);
        Assert.Equal(1, (await nodes[3].CountAsync(Stop)).Leads);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task Reopening_keeps_everything()
    {
        var lead = Some.Lead("a") with { AccountId = "acme", Value = 0.1 + 0.2, Attributes = Pairs(("country", "AT")) };
        var happened = Some.Event("a", "e1") with { Properties = Pairs(("page", "/pricing")) };
        var outcome = new Outcome("a", OutcomeKind.Converted, Some.Monday, Some.Monday.AddDays(1));
        await Store.PutLeadsAsync([lead], Stop);
        await Store.AppendEventsAsync([happened], Stop);
        await Store.AppendOutcomesAsync([outcome], Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("a", 0.3)), Stop);
        await Store.PutRunAsync(Some.Run("r1"), Stop);
        await Store.DisposeAsync();

        await using var again = place.Connect();
        await again.InitializeAsync(Stop);
        var found = (await again.FindAsync("a", Stop))!;
        AssertSame(lead, found.Lead);
        AssertSame(happened, Assert.Single(found.Events));
        Assert.Equal(outcome, found.Outcome);
        Assert.Equal(sweep, await again.FindLatestSweepAsync("leads", Stop));
        Assert.Equal(Some.Score("a", 0.3), Assert.Single(await again.ListScoresAsync(sweep.Id, null, 10, Stop)));
        Assert.Equal(Some.Run("r1"), await again.FindRunAsync("r1", Stop));
        Assert.Equal(new StoreCounts(1, 1, 1, happened.ReceivedAt), await again.CountAsync(Stop));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Store.DisposeAsync();
        await place.MakeNewerAsync();
        await using var old = place.Connect();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => old.InitializeAsync(Stop));
        Assert.Equal(place.NewerSentence, error.Message);
    }

    public static Dictionary<string, string> Pairs(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    public static async IAsyncEnumerable<LeadScore> Each(params IEnumerable<LeadScore> scores)
    {
        foreach (var score in scores)
        {
            await Task.Yield();
            yield return score;
        }
    }

    // Records compare dictionaries by reference; here their pairs count.
    static void AssertSame(Lead expected, Lead actual)
    {
        Assert.Equal(expected.Attributes.OrderBy(p => p.Key), actual.Attributes.OrderBy(p => p.Key));
        Assert.Equal(expected with { Attributes = actual.Attributes }, actual);
    }

    static void AssertSame(EngagementEvent expected, EngagementEvent actual)
    {
        Assert.Equal(expected.Properties.OrderBy(p => p.Key), actual.Properties.OrderBy(p => p.Key));
        Assert.Equal(expected with { Properties = actual.Properties }, actual);
    }

    static string Short(LeadHistory history) => $"{history.Lead.Id}:{string.Concat(history.Events.Select(e => e.EventId))}";

    async Task<List<LeadHistory>> ReadAllAsync()
    {
        var all = new List<LeadHistory>();
        await foreach (var history in Store.ReadAsync(Stop))
            all.Add(history);
        return all;
    }

    async Task<IEnumerable<string>> ReadShortAsync() => (await ReadAllAsync()).Select(Short);
}
