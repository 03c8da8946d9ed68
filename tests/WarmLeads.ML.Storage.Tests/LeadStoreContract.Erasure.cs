using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Persons who asked to be forgotten.
public abstract partial class LeadStoreContract
{
    [Fact]
    public async Task An_erased_lead_is_in_no_table_and_others_stay()
    {
        await FillAsync("a");
        await FillAsync("b");
        var receipt = await Store.EraseAsync("a", Some.Monday.AddDays(1), Stop);
        Assert.NotNull(receipt);
        Assert.Equal(Some.Monday.AddDays(1), receipt.ErasedAt);
        Assert.Equal(
            [("alerts", 1), ("consents", 1), ("events", 3), ("former ids", 1), ("handoffs", 1), ("leads", 1), ("outcomes", 1), ("pending", 2), ("scores", 2), ("standings", 1), ("transitions", 1)],
            receipt.Removed.Select(removed => (removed.Key, (int)removed.Value)));
        Assert.Matches("^[0-9a-f]{64}$", receipt.LeadHash);

        Assert.Null(await Store.FindAsync("a", Stop));
        Assert.Null(await Store.FindStandingAsync("a", Stop));
        Assert.Empty(await Store.ListTransitionsAsync("a", Stop));
        Assert.Empty(await Store.ListScoreEntriesAsync("a", Stop));
        Assert.Empty(await Store.ListHandoffsOfAsync("a", Stop));
        Assert.Empty(await Store.FindConsentsAsync(["a"], Stop));
        Assert.Null(await Store.FindAlertAsync("alert of a", Stop));
        Assert.Equal(3, (await Store.FindAsync("b", Stop))!.Events.Count);
        Assert.NotNull(await Store.FindStandingAsync("b", Stop));
        Assert.Single(await Store.ListTransitionsAsync("b", Stop));
        Assert.NotNull(await Store.FindAlertAsync("alert of b", Stop));
    }

    [Fact]
    public async Task What_comes_later_of_an_erased_lead_is_dropped_and_told()
    {
        await FillAsync("a");
        await Store.EraseAsync("former a", Some.Monday.AddDays(1), Stop);
        var batch = new IntakeBatch
        {
            Aliases = [new LeadAlias("former a", "c"), new LeadAlias("former b", "b")],
            Changes = [new LeadChange("a", Some.Monday)],
            Events = [Some.Event("b", "new"), Some.Event("a", "new of a"), Some.Event("former a", "more of a"), Some.Event("b", "newer")],
            Outcomes = [new Outcome("a", OutcomeKind.Lost, Some.Monday, Some.Monday), new Outcome("b", OutcomeKind.Converted, Some.Monday, Some.Monday)],
            Consents = [new ConsentStatement("a", ConsentKind.Contact, true, Some.Monday, "form")],
        };
        var receipt = await Store.TakeInAsync(batch, Stop);
        Assert.Equal(["a", "former a"], receipt.ErasedLeads.Order(StringComparer.Ordinal));
        Assert.Equal([true, false, false, true], receipt.NewEvents);
        Assert.Equal([false, true], receipt.NewOutcomes);
        Assert.Equal(batch.Outcomes, receipt.StandingOutcomes);
        Assert.Equal(["c", "b"], receipt.AliasOwners);
        await Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("b")], Stop);
        Assert.Null(await Store.FindAsync("a", Stop));
        Assert.Null(await Store.FindAsync("former a", Stop));
        Assert.Empty(await Store.FindConsentsAsync(["a"], Stop));
        Assert.Equal(2, (await Store.FindAsync("b", Stop))!.Events.Count);
        Assert.Equal(new StoreCounts(1, 2, 1, Some.Monday.AddSeconds(1)), await Store.CountAsync(Stop));
    }

    [Fact]
    public async Task Erasing_again_gives_the_same_receipt_and_an_unknown_id_none()
    {
        await FillAsync("a");
        Assert.Null(await Store.FindErasureAsync("a", Stop));
        var receipt = (await Store.EraseAsync("a", Some.Monday, Stop))!;
        foreach (var id in (string[])["a", "former a"])
        {
            var again = (await Store.EraseAsync(id, Some.Monday.AddDays(3), Stop))!;
            Assert.Equal(receipt.ErasedAt, again.ErasedAt);
            Assert.Equal(receipt.Removed.AsEnumerable(), again.Removed);
        }

        Assert.Equal(receipt.LeadHash, (await Store.FindErasureAsync("a", Stop))!.LeadHash);
        Assert.Null(await Store.EraseAsync("nobody", Some.Monday, Stop));
        Assert.Null(await Store.FindErasureAsync("nobody", Stop));
    }

    [Fact]
    public async Task A_look_at_a_lead_that_was_erased_meanwhile_is_not_written()
    {
        await FillAsync("a");
        var part = (await Store.ClaimSweepPartAsync(new SweepRequest("leads", "v9", "00ff", 1), Some.Monday, Stop))!;
        await Store.EraseAsync("a", Some.Monday, Stop);
        Assert.Equal([false], await Store.CommitAsync([Some.Change("a", number: 2)], Stop));
        Assert.Equal([false], await Store.CommitAsync([Some.Change("a")], Stop));
        Assert.NotNull(await Store.CommitBlockAsync(part, new SweepBlock("a", true, [Some.Score("a", 0.3)], [Some.Change("a", number: 2)]), Some.Monday, Stop));
        Assert.Empty(await Store.ListScoreEntriesAsync("a", Stop));
        Assert.Null(await Store.FindStandingAsync("a", Stop));
    }

    [Fact]
    public async Task Leads_are_found_without_their_events_and_ends_by_when_they_occurred()
    {
        await Store.PutLeadsAsync([Some.Lead("a") with { Value = 5 }, Some.Lead("b"), Some.Lead("c")], Stop);
        await Store.AppendOutcomesAsync(
            [
                new Outcome("a", OutcomeKind.Converted, Some.Monday.AddDays(3), Some.Monday.AddDays(4)),
                new Outcome("b", OutcomeKind.Lost, Some.Monday.AddDays(5), Some.Monday.AddDays(5)),
                new Outcome("nobody", OutcomeKind.Lost, Some.Monday.AddDays(3), Some.Monday.AddDays(5)),
            ], Stop);
        var found = await Store.FindLeadsAsync(["c", "a", "nobody", "a"], Stop);
        Assert.Equal(["a", "c"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, found["a"].Value);
        var ends = await Store.ListEndsAsync(Some.Monday.AddDays(3), Some.Monday.AddDays(5), Stop);
        Assert.Equal([("a", OutcomeKind.Converted)], ends.Select(end => (end.Lead.Id, end.Outcome.Kind)));
        Assert.True(ends[0].WasOpenAt(Some.Monday.AddDays(2)));
        Assert.False(ends[0].WasOpenAt(Some.Monday.AddDays(4)));
    }

    /// <summary>A lead of which every table knows something.</summary>
    async Task FillAsync(string id)
    {
        await Store.PutWebhookAsync(new Webhook("w1", "https://example.test/hook", "whsec_c2VjcmV0", Some.Monday), Stop);
        await Store.TakeInAsync(new IntakeBatch
        {
            Aliases = [new LeadAlias($"former {id}", id)],
            Changes = [new LeadChange(id, Some.Monday) { Attributes = new Dictionary<string, string?> { ["email"] = $"{id}@example.test" } }],
            Events = Some.Events(id, 2, $"e of {id} "),
            Consents = [new ConsentStatement(id, ConsentKind.Contact, true, Some.Monday, "form")],
            Outcomes = [new Outcome(id, OutcomeKind.Lost, Some.Monday, Some.Monday)],
        }, Stop);
        await Store.TakeInAsync(new IntakeBatch { Events = Some.Events($"former {id}", 1, $"early of {id} ") }, Stop);
        await Store.SaveSweepAsync(Some.Sweep($"model of {id}"), Each(Some.Score(id, 0.2)), Stop);
        await Store.CommitAsync(
            [
                Some.Change(id) with
                {
                    Transitions = [Some.Transition(id, 1)],
                    Alerts = [Some.Alert($"alert of {id}") with { LeadId = id }],
                    Handoff = Some.Handoff($"handoff of {id}", id),
                    Score = new ScoreEntry(id, Some.Monday, 0.3, -0.8, $"{id} asked", "m", "v1", "00ff"),
                },
            ], Stop);
    }
}
