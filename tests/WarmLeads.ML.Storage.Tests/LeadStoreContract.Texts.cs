using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Instants and texts: what goes in comes out, or is refused before anything is written.
public abstract partial class LeadStoreContract
{
    [Theory]
    [InlineData("2026-03-02T09:00:00.1234567+02:00", "2026-03-02T07:00:00.1234560+00:00")]
    [InlineData("2026-03-02T09:00:00.9999999Z", "2026-03-02T09:00:00.9999990Z")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.9999990Z")]
    [InlineData("1950-01-01T00:00:00.0000019Z", "1950-01-01T00:00:00.0000010Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999990Z")]
    public async Task Instants_are_kept_to_the_microsecond_in_utc(string given, string kept)
    {
        var (instant, expected) = (DateTimeOffset.Parse(given), DateTimeOffset.Parse(kept));
        await Store.PutLeadsAsync([new Lead("a", instant)], Stop);
        await Store.AppendEventsAsync([new EngagementEvent("a", "call", instant, instant) { EventId = "e" }], Stop);
        await Store.AppendOutcomesAsync([new Outcome("a", OutcomeKind.Lost, instant, instant)], Stop);
        await Store.PutRunAsync(new JobRun("r", "training", instant, JobStatus.Held) { FinishedAt = instant }, Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep() with { Cutoff = instant, FinishedAt = instant }, Each(), Stop);

        var found = (await Store.FindAsync("a", Stop))!;
        var happened = Assert.Single(found.Events);
        var run = (await Store.FindRunAsync("r", Stop))!;
        var saved = (await Store.FindSweepAsync(sweep.Id, Stop))!;
        DateTimeOffset[] read =
        [
            found.Lead.CreatedAt, happened.OccurredAt, happened.ReceivedAt, found.Outcome!.OccurredAt, found.Outcome.RecordedAt,
            run.StartedAt, run.FinishedAt!.Value, saved.Cutoff, saved.FinishedAt,
        ];
        Assert.All(read, one => Assert.Equal(expected, one));
        Assert.All(read, one => Assert.Equal(TimeSpan.Zero, one.Offset));
    }

    [Theory]
    [InlineData("O'Brien \"the\" \\ {json} <b>&amp;</b>")]
    [InlineData("emoji 👩‍🚀 and ﷽")]
    [InlineData("line\r\nbreak\ttab \u0001 \u007f \u2028")]
    [InlineData(" spaces ")]
    [InlineData("%'; DROP TABLE leads; --")]
    public async Task Odd_texts_come_back_as_they_went_in(string text)
    {
        var lead = Some.Lead(text) with { AccountId = text, Attributes = Pairs((text, text), ("empty", "")) };
        var happened = Some.Event(text, text, source: text) with { Kind = text, Properties = Pairs((text, text), ("", text)) };
        var run = Some.Run(text) with { Job = text, Message = text, DetailsJson = text };
        var score = Some.Score(text, 0.5) with { TopReason = text };
        await Store.PutLeadsAsync([lead], Stop);
        await Store.AppendEventsAsync([happened], Stop);
        await Store.PutRunAsync(run, Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep(model: text, version: text), Each(score), Stop);

        var found = Assert.Single(await ReadAllAsync());
        AssertSame(lead, found.Lead);
        AssertSame(happened, Assert.Single(found.Events));
        Assert.Equal(run, Assert.Single(await Store.ListRunsAsync(text, 1, Stop)));
        Assert.Equal(sweep, await Store.FindLatestSweepAsync(text, Stop));
        Assert.Equal(score, Assert.Single(await Store.ListScoreHistoryAsync(text, Stop)).Score);
    }

    [Fact]
    public async Task A_nul_is_kept_in_values_and_refused_in_keys()
    {
        var lead = Some.Lead("a") with { Attributes = Pairs(("note", "x\0y")) };
        await Store.PutLeadsAsync([lead], Stop);
        AssertSame(lead, (await Store.FindAsync("a", Stop))!.Lead);
        await AssertRefusedAsync(() => Store.PutLeadsAsync([Some.Lead("b"), Some.Lead("x\0y")], Stop),
            "The lead id of a lead has a NUL at character 2; remove it, a store cannot keep it.");
        Assert.Equal(1, (await Store.CountAsync(Stop)).Leads);
    }

    [Fact]
    public async Task Records_that_a_store_cannot_keep_are_refused_with_a_sentence_and_nothing_is_written()
    {
        await AssertRefusedAsync(() => Store.PutLeadsAsync([Some.Lead("a"), Some.Lead("")], Stop),
            "The lead id of a lead has 0 characters; a store keeps 1 to 200.");
        await AssertRefusedAsync(() => Store.PutLeadsAsync([Some.Lead("a") with { Value = double.NaN }], Stop),
            "The value of lead 'a' is NaN; give a finite number, or none.");
        await AssertRefusedAsync(() => Store.PutLeadsAsync([Some.Lead("a") with { Attributes = Pairs(("city", null!)) }], Stop),
            "The attribute 'city' of lead 'a' is null; leave out what is missing.");
        await AssertRefusedAsync(() => Store.PutLeadsAsync([Some.Lead("a") with { Attributes = Pairs(("city", "x\ud800")) }], Stop),
            "The attribute 'city' of lead 'a' has half of a UTF-16 pair at character 2; remove it, a store cannot keep it.");
        await AssertRefusedAsync(() => Store.AppendEventsAsync([Some.Event("a", "1"), Some.Event("a", new string('x', 201))], Stop),
            "The event id of an event has 201 characters; a store keeps 1 to 200.");
        await AssertRefusedAsync(() => Store.AppendEventsAsync([Some.Event("a", "1") with { Kind = "" }], Stop),
            "The kind of event '1' has 0 characters; a store keeps 1 to 200.");
        await AssertRefusedAsync(() => Store.AppendOutcomesAsync([new Outcome("a", (OutcomeKind)7, Some.Monday, Some.Monday)], Stop),
            "The outcome of lead 'a' is 7; known are Converted, Lost.");
        await AssertRefusedAsync(() => Store.PutRunAsync(Some.Run("r") with { Message = "\0" }, Stop),
            "The message of run 'r' has a NUL at character 1; remove it, a store cannot keep it.");
        Assert.Equal(new StoreCounts(0, 0, 0, null), await Store.CountAsync(Stop));
    }

    [Fact]
    public async Task A_key_that_no_record_can_have_is_unknown()
    {
        foreach (var key in new[] { "", "x\0y", "x\ud800" })
        {
            Assert.Null(await Store.FindAsync(key, Stop));
            Assert.Null(await Store.FindLatestSweepAsync(key, Stop));
            Assert.Empty(await Store.ListScoreHistoryAsync(key, Stop));
            Assert.Null(await Store.FindRunAsync(key, Stop));
            Assert.Empty(await Store.ListRunsAsync(key, 10, Stop));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.ListScoresAsync(1, new LeadScore(key, 0.5, 0, ""), 10, Stop));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Store.ListScoresAsync(1, new LeadScore("a", 2, 0, ""), 10, Stop));
    }

    [Fact]
    public async Task The_longest_keys_in_the_widest_characters_fit()
    {
        var longest = string.Concat(Enumerable.Repeat("𒀱", 100));
        await Store.PutLeadsAsync([Some.Lead(longest)], Stop);
        await Store.AppendEventsAsync([Some.Event(longest, longest, source: longest)], Stop);
        Assert.Equal(longest, Assert.Single((await Store.FindAsync(longest, Stop))!.Events).EventId);
    }

    static async Task AssertRefusedAsync(Func<Task> write, string sentence) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<ArgumentException>(write)).Message);
}
