using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Leads of one account.
public abstract partial class LeadStoreContract
{
    [Fact]
    public async Task Reading_by_account_gives_each_lead_the_events_of_its_account()
    {
        var leads = await PutAccountsAsync();
        var read = new List<LeadHistory>();
        await foreach (var history in Store.ReadByAccountAsync(Stop))
            read.Add(history);

        Assert.Equal(
            leads.OrderBy(lead => lead.AccountId, StringComparer.Ordinal).ThenBy(lead => lead.Id, StringComparer.Ordinal).Select(lead => lead.Id),
            read.Select(history => history.Lead.Id));
        Assert.Contains(read, history => history.EventsOfAccount!.Count > 2);
        // The naive way: all histories at once, and for each all others.
        var all = await ReadAllAsync();
        foreach (var history in read)
        {
            Assert.Equal(Short(all.Single(one => one.Lead.Id == history.Lead.Id)), Short(history));
            Assert.Equal(
                all.Where(other => other.Lead.AccountId is not null && other.Lead.AccountId == history.Lead.AccountId && other.Lead.Id != history.Lead.Id && other.Events.Count > 0).Select(Short).Order(StringComparer.Ordinal),
                ColleaguesOf(history));
        }
    }

    [Fact]
    public async Task Several_leads_are_found_with_their_colleagues_only_when_asked()
    {
        await PutAccountsAsync();
        string[] ids = ["lead 7", "lead 3", "lead 12", "nobody", "lead 0"];

        Assert.All(await Store.FindManyAsync(ids, withColleagues: false, Stop), lead => Assert.Null(lead.History.EventsOfAccount));
        var found = await Store.FindManyAsync(ids, withColleagues: true, Stop);

        Assert.Equal(ids.Where(id => id != "nobody"), found.Select(lead => lead.History.Lead.Id));
        await foreach (var history in Store.ReadByAccountAsync(Stop))
        {
            if (found.FirstOrDefault(lead => lead.History.Lead.Id == history.Lead.Id) is not { } lead)
                continue;
            Assert.Equal(Short(history), Short(lead.History));
            Assert.Equal(ColleaguesOf(history), ColleaguesOf(lead.History));
        }
    }

    [Fact]
    public async Task An_erased_lead_is_gone_from_its_colleagues_too()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { AccountId = "acme" }, Some.Lead("b") with { AccountId = "acme" }], Stop);
        await Store.AppendEventsAsync([Some.Event("b", "e1")], Stop);
        Assert.Equal(["b:e1"], ColleaguesOf(Assert.Single(await Store.FindManyAsync(["a"], true, Stop)).History));
        await Store.EraseAsync("b", Some.Monday, Stop);
        Assert.Empty(ColleaguesOf(Assert.Single(await Store.FindManyAsync(["a"], true, Stop)).History));
    }

    [Fact]
    public async Task Colleagues_of_a_lead_with_news_wait_too_and_tell_nobody_themselves()
    {
        await Store.PutLeadsAsync([.. "abc".Select(id => Some.Lead($"{id}") with { AccountId = "acme" }), Some.Lead("d") with { AccountId = "other" }, Some.Lead("e")], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("b", "e1"), Some.Event("d", "e2"), Some.Event("e", "e3")], Stop);

        var news = (await TakeAsync()).OrderBy(lead => lead.LeadId, StringComparer.Ordinal).ToList();
        Assert.Equal([("b", true), ("d", true), ("e", true)], news.Select(lead => (lead.LeadId, lead.HasNews)));
        await Store.CommitAsync([.. news.Select(lead => Some.Change(lead.LeadId) with { PendingNumber = lead.Number, TellsColleagues = lead.HasNews })], Stop);

        var told = (await TakeAsync()).OrderBy(lead => lead.LeadId, StringComparer.Ordinal).ToList();
        Assert.Equal([("a", false), ("c", false)], told.Select(lead => (lead.LeadId, lead.HasNews)));
        await Store.CommitAsync([.. told.Select(lead => Some.Change(lead.LeadId) with { PendingNumber = lead.Number, TellsColleagues = lead.HasNews })], Stop);
        Assert.Equal(0, await Store.CountPendingAsync(Stop));
    }

    [Fact]
    public async Task A_lead_without_a_change_tells_its_colleagues_when_it_is_released()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { AccountId = "acme" }, Some.Lead("b") with { AccountId = "acme" }], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("b", "e1")], Stop);
        await Store.ReleasePendingAsync(await TakeAsync(), Stop);
        Assert.Equal(("a", false), Assert.Single(await TakeAsync()) is var told ? (told.LeadId, told.HasNews) : default);
    }

    [Fact]
    public async Task News_of_a_lead_that_was_told_of_a_colleagues_stay_news()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { AccountId = "acme" }, Some.Lead("b") with { AccountId = "acme" }], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("b", "e1")], Stop);
        var news = Assert.Single(await TakeAsync());
        // While b is looked at, a has news of its own; then it is told of b's.
        await Store.AppendEventsAsync([Some.Event("a", "e2")], Stop);
        var before = (await TakeAsync()).Single(lead => lead.LeadId == "a");
        await Store.ReleasePendingAsync([news], Stop);
        var after = Assert.Single(await TakeAsync());
        Assert.True(after.HasNews);
        Assert.True(after.Number > before.Number, "Whoever read it before it was told must not end its waiting.");
        // And the other way round: told first, then news of its own.
        await Store.AppendEventsAsync([Some.Event("b", "e3")], Stop);
        await Store.ReleasePendingAsync([.. (await TakeAsync()).Where(lead => lead.LeadId == "a").Select(lead => lead with { HasNews = false })], Stop);
        await Store.ReleasePendingAsync(await TakeAsync(), Stop);
        Assert.False(Assert.Single(await TakeAsync()).HasNews);
        await Store.AppendEventsAsync([Some.Event("a", "e4")], Stop);
        Assert.True(Assert.Single(await TakeAsync()).HasNews);
    }

    [Fact]
    public async Task Only_accounts_of_a_size_that_can_be_looked_at_at_once_are_told()
    {
        await Store.PutLeadsAsync([.. Enumerable.Range(0, IStandingStore.MostColleaguesTold + 1).Select(i => Some.Lead($"lead {i}") with { AccountId = "acme" })], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("lead 1", "e1")], Stop);
        await Store.ReleasePendingAsync(await TakeAsync(), Stop);
        Assert.Equal(IStandingStore.MostColleaguesTold, (await TakeAllAsync()).Count());

        await Store.PutLeadsAsync([Some.Lead("one more") with { AccountId = "acme" }], Stop);
        await TakeAllAsync();
        await Store.AppendEventsAsync([Some.Event("lead 1", "e2")], Stop);
        await Store.ReleasePendingAsync(await TakeAsync(), Stop);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task Nodes_that_tell_each_others_leads_while_events_come_in_do_not_wait_for_each_other_for_ever()
    {
        string[] ids = [.. Enumerable.Range(0, 12).Select(i => $"lead {i:00}")];
        await Store.PutLeadsAsync([.. ids.Select(id => Some.Lead(id) with { AccountId = "acme" })], Stop);
        await using var second = place.Connect();
        await second.InitializeAsync(Stop);
        await Task.WhenAll(
            Task.Run(() => RecordAsync(Store, 0), Stop), Task.Run(() => RecordAsync(second, 1), Stop), Task.Run(() => ReleaseAsync(Store), Stop), Task.Run(() => ReleaseAsync(second), Stop));
        while (await Store.CountPendingAsync(Stop) > 0)
            await ReleaseOnceAsync(Store);

        async Task RecordAsync(ILeadStore store, int number)
        {
            for (var round = 0; round < 60; round++)
                await store.AppendEventsAsync([.. ids.Select(id => Some.Event(id, $"{number} {round} {id}"))], Stop);
        }

        async Task ReleaseAsync(IStandingStore store)
        {
            for (var round = 0; round < 60; round++)
                await ReleaseOnceAsync(store);
        }

        async Task ReleaseOnceAsync(IStandingStore store)
        {
            await using var claim = await store.ClaimPendingAsync(5, Stop);
            await store.ReleasePendingAsync(claim.Leads, Stop);
        }
    }

    // Leads with and without an account, alone in it and not, with and without events, which arrive in no order.
    async Task<Lead[]> PutAccountsAsync()
    {
        var random = new Random(4);
        Lead[] leads = [.. Enumerable.Range(0, 40).Select(i => Some.Lead($"lead {i}") with { AccountId = i % 5 == 0 ? null : i > 35 ? $"own {i}" : $"account {i * 7 % 9}" })];
        await Store.PutLeadsAsync(leads, Stop);
        await Store.AppendEventsAsync(
            [.. Enumerable.Range(0, 600).Select(i => Some.Event($"lead {random.Next(34)}", $"e{random.Next()}", hours: random.Next(20), source: $"{i % 3}"))], Stop);
        return leads;
    }

    // Of each colleague that did something, in the order of their ids.
    static IEnumerable<string> ColleaguesOf(LeadHistory history) => history.EventsOfAccount!
        .Where(events => events.Count > 0 && events[0].LeadId != history.Lead.Id)
        .Select(events => $"{events[0].LeadId}:{string.Concat(events.Select(item => item.EventId))}").Order(StringComparer.Ordinal);
}
