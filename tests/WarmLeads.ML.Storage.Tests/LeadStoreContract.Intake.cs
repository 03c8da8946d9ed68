using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Batches: changes of leads, former ids, consent, and what the receipt says.
public abstract partial class LeadStoreContract
{
    [Fact]
    public async Task A_batch_is_stored_together_and_its_receipt_says_what_was_new()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.AppendEventsAsync([Some.Event("a", "old")], Stop);
        var won = new Outcome("a", OutcomeKind.Converted, Some.Monday, Some.Monday);
        var receipt = await Store.TakeInAsync(
            new IntakeBatch
            {
                Changes = [Change("b", 0, ("country", "AT"))],
                Events = [Some.Event("a", "old"), Some.Event("b", "new"), Some.Event("nobody", "e"), Some.Event("b", "new")],
                Outcomes = [won, won with { Kind = OutcomeKind.Lost }, won with { LeadId = "nobody" }],
                Consents = [new ConsentStatement("later", ConsentKind.DoNotContact, Holds: true, Some.Monday, "phone")],
            }, Stop);
        Assert.Equal([false, true, true, false], receipt.NewEvents);
        Assert.Equal([true, false, true], receipt.NewOutcomes);
        Assert.Equal([won, won, won with { LeadId = "nobody" }], receipt.StandingOutcomes);
        Assert.Equal(["later", "nobody"], receipt.UnknownLeads.Order());
        Assert.Equal(["a", "b", "later", "nobody"], receipt.ChangedLeads.Order());
        Assert.Equal(new StoreCounts(2, 3, 2, Some.Event("a", "old").ReceivedAt), await Store.CountAsync(Stop));
    }

    [Fact]
    public async Task A_batch_taken_in_again_changes_nothing()
    {
        var batch = new IntakeBatch
        {
            Aliases = [new LeadAlias("cookie", "a")],
            Changes = [Change("a", 1, ("country", "AT"), ("city", null)) with { AccountId = "acme", Value = 2.5 }],
            Events = [Some.Event("cookie", "e")],
            Outcomes = [new Outcome("a", OutcomeKind.Lost, Some.Monday, Some.Monday)],
            Consents = [new ConsentStatement("a", ConsentKind.Contact, Holds: true, Some.Monday, "form")],
        };
        Assert.NotEmpty((await Store.TakeInAsync(batch, Stop)).ChangedLeads);
        var before = await Store.FindAsync("a", Stop);
        var again = await Store.TakeInAsync(batch, Stop);
        Assert.Empty(again.ChangedLeads);
        Assert.Equal([false], again.NewEvents);
        Assert.Equal([false], again.NewOutcomes);
        AssertSame(before!.Lead, (await Store.FindAsync("a", Stop))!.Lead);
    }

    [Fact]
    public async Task Changes_of_a_lead_make_the_same_lead_in_any_order()
    {
        LeadChange[] changes =
        [
            Change("a", 1, ("country", "AT"), ("plan", "free")),
            Change("a", 2, ("country", "DE")) with { Value = 10 },
            Change("a", 3, ("plan", null)) with { AccountId = "acme" },
            Change("a", 2, ("country", "FR"), ("size", "9")) with { AccountId = "other", CreatedAt = Some.Monday.AddDays(-5) },
            Change("a", 2.5, ("source", "web")) with { ReplacesAll = true, Value = 7 },
            Change("a", 4, ("size", "10")),
        ];
        var random = new Random(5);
        foreach (var round in Enumerable.Range(0, 12))
        {
            var order = changes.Concat(changes.Take(3)).ToArray();
            random.Shuffle(order);
            foreach (var change in order)
                await Store.TakeInAsync(new IntakeBatch { Changes = [change with { LeadId = $"a{round}" }] }, Stop);
            AssertSame(
                new Lead($"a{round}", Some.Monday.AddDays(-5))
                {
                    AccountId = "acme", Value = 7, Attributes = Pairs(("source", "web"), ("size", "10")),
                },
                (await Store.FindAsync($"a{round}", Stop))!.Lead);
        }
    }

    [Fact]
    public async Task A_lead_that_nobody_registered_begins_with_its_earliest_change()
    {
        await Store.TakeInAsync(new IntakeBatch { Changes = [Change("a", 5, ("x", "1"))] }, Stop);
        await Store.TakeInAsync(new IntakeBatch { Changes = [Change("a", 2, ("y", "1"))] }, Stop);
        await Store.TakeInAsync(new IntakeBatch { Changes = [Change("a", 9, ("z", "1"))] }, Stop);
        Assert.Equal(Some.Monday.AddHours(2), (await Store.FindAsync("a", Stop))!.Lead.CreatedAt);
    }

    [Fact]
    public async Task A_change_of_a_lead_that_was_put_keeps_what_it_does_not_speak_of()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { Value = 5, Attributes = Pairs(("country", "AT"), ("city", "Graz")) }], Stop);
        await Store.TakeInAsync(new IntakeBatch { Changes = [Change("a", 1, ("city", "Linz"))] }, Stop);
        AssertSame(
            Some.Lead("a") with { Value = 5, Attributes = Pairs(("country", "AT"), ("city", "Linz")) }, (await Store.FindAsync("a", Stop))!.Lead);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_stored_under_a_former_id_belongs_to_the_lead_whenever_the_alias_arrives(bool isAliasFirst)
    {
        var alias = new IntakeBatch { Aliases = [new LeadAlias("cookie", "a")] };
        if (isAliasFirst)
            await Store.TakeInAsync(alias, Stop);
        await Store.TakeInAsync(
            new IntakeBatch
            {
                Changes = [Change("cookie", 1, ("country", "AT"), ("city", "Graz")), Change("a", 2, ("country", "DE"))],
                Events = [Some.Event("cookie", "e1", hours: 1), Some.Event("a", "e2", hours: 2)],
                Outcomes = [new Outcome("cookie", OutcomeKind.Lost, Some.Monday, Some.Monday)],
                Consents = [new ConsentStatement("cookie", ConsentKind.ProfilingObjection, Holds: true, Some.Monday, "page")],
            }, Stop);
        if (!isAliasFirst)
            Assert.Equal(["a", "cookie"], (await Store.TakeInAsync(alias, Stop)).ChangedLeads.Order());

        Assert.Null(await Store.FindAsync("cookie", Stop));
        var lead = (await Store.FindAsync("a", Stop))!;
        AssertSame(new Lead("a", Some.Monday.AddHours(1)) { Attributes = Pairs(("country", "DE"), ("city", "Graz")) }, lead.Lead);
        Assert.Equal("a:e1e2", Short(lead));
        Assert.Equal(OutcomeKind.Lost, lead.Outcome!.Kind);
        Assert.False((await Store.FindConsentsAsync(["a", "cookie"], Stop))["a"].MayProfile);
        Assert.Equal(1, (await Store.CountAsync(Stop)).Leads);
    }

    [Fact]
    public async Task An_alias_keeps_the_lead_that_it_was_given_first_and_chains_have_one_end()
    {
        Assert.Equal(["a"], await AliasAsync("cookie", "a"));
        Assert.Equal(["a"], await AliasAsync("cookie", "b"));
        Assert.Equal(["c"], await AliasAsync("a", "c"));
        Assert.Equal(["c"], await AliasAsync("c", "cookie"));
        await Store.PutLeadsAsync([Some.Lead("c")], Stop);
        Assert.Empty((await Store.TakeInAsync(new IntakeBatch { Events = [Some.Event("cookie", "e1"), Some.Event("a", "e2")] }, Stop)).UnknownLeads);
        Assert.Equal(2, (await Store.FindAsync("c", Stop))!.Events.Count);

        async Task<IReadOnlyList<string>> AliasAsync(string alias, string lead) =>
            (await Store.TakeInAsync(new IntakeBatch { Aliases = [new LeadAlias(alias, lead)] }, Stop)).AliasOwners;
    }

    [Fact]
    public async Task The_latest_statement_of_each_kind_is_the_consent_whatever_arrives_last()
    {
        await Store.TakeInAsync(
            new IntakeBatch
            {
                Consents =
                [
                    Said(ConsentKind.Contact, holds: false, hours: 2), Said(ConsentKind.Contact, holds: true, hours: 1),
                    Said(ConsentKind.DoNotContact, holds: true, hours: 1), Said(ConsentKind.DoNotContact, holds: false, hours: 1),
                    Said(ConsentKind.ProfilingObjection, holds: true, hours: 1),
                ],
            }, Stop);
        await Store.TakeInAsync(new IntakeBatch { Consents = [Said(ConsentKind.ProfilingObjection, holds: false, hours: 0)] }, Stop);
        var found = await Store.FindConsentsAsync(["a", "b", "", "x\0y"], Stop);
        var consent = Assert.Single(found).Value;
        Assert.Equal(Said(ConsentKind.Contact, holds: false, hours: 2), consent.Contact);
        Assert.Equal(Said(ConsentKind.DoNotContact, holds: true, hours: 1), consent.DoNotContact);
        Assert.False(consent.MayContact);
        Assert.False(consent.MayProfile);

        static ConsentStatement Said(ConsentKind kind, bool holds, double hours) => new("a", kind, holds, Some.Monday.AddHours(hours), "form");
    }

    [Fact]
    public async Task A_batch_with_one_record_that_cannot_be_kept_leaves_nothing()
    {
        await AssertRefusedAsync(
            () => Store.TakeInAsync(new IntakeBatch { Events = [Some.Event("a", "e")], Aliases = [new LeadAlias("", "a")] }, Stop),
            "The former id of an alias has 0 characters; a store keeps 1 to 200.");
        await AssertRefusedAsync(
            () => Store.TakeInAsync(new IntakeBatch { Changes = [Change("a", 0) with { Value = double.NaN }] }, Stop),
            "The value of lead 'a' is NaN; give a finite number, or none.");
        await AssertRefusedAsync(
            () => Store.TakeInAsync(
                new IntakeBatch { Consents = [new ConsentStatement("a", (ConsentKind)9, Holds: true, Some.Monday, "")] }, Stop),
            "The consent of lead 'a' is about 9; known are Contact, DoNotContact, ProfilingObjection.");
        Assert.Equal(new StoreCounts(0, 0, 0, null), await Store.CountAsync(Stop));
    }

    [Fact]
    public async Task Many_that_write_at_once_each_hear_of_their_own_end()
    {
        var writes = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var stop = new CancellationTokenSource();
            var happened = Some.Event("a", $"e{i}");
            if (i % 10 == 3)
                happened = happened with { Properties = new WatchedProperties(stop.Cancel) };
            return (await Store.TakeInAsync(new IntakeBatch { Events = [happened] }, stop.Token)).NewEvents[0];
        }, Stop)).ToArray();
        foreach (var (write, i) in writes.Select((write, i) => (write, i)))
        {
            if (i % 10 == 3)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
            else
                Assert.True(await write);
        }

        Assert.Equal(180, (await Store.CountAsync(Stop)).Events);
    }

    static LeadChange Change(string lead, double hours, params (string Name, string? Value)[] attributes) =>
        new(lead, Some.Monday.AddHours(hours)) { Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal) };
}
