using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// Sweeps, scores and runs.
public abstract partial class LeadStoreContract
{
    [Fact]
    public async Task A_saved_sweep_has_a_number_and_its_count_and_can_be_found()
    {
        var first = await Store.SaveSweepAsync(Some.Sweep(version: "v1"), Each(Some.Score("a", 0.2)), Stop);
        var other = await Store.SaveSweepAsync(Some.Sweep(model: "other"), Each(), Stop);
        var second = await Store.SaveSweepAsync(Some.Sweep(version: "v2"), Each(Some.Score("a", 0.3), Some.Score("b", 0.1)), Stop);
        Assert.Equal(Some.Sweep(version: "v2") with { Id = second.Id, LeadCount = 2 }, second);
        Assert.True(first.Id < second.Id);
        Assert.Equal(second, await Store.FindLatestSweepAsync("leads", Stop));
        Assert.Equal(other, await Store.FindLatestSweepAsync("other", Stop));
        Assert.Equal(first, await Store.FindSweepAsync(first.Id, Stop));
        Assert.Null(await Store.FindLatestSweepAsync("LEADS", Stop));
    }

    [Fact]
    public async Task A_sweep_is_invisible_until_all_of_it_is_stored()
    {
        var before = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("a", 0.2)), Stop);
        var seen = new List<object?>();
        async IAsyncEnumerable<LeadScore> Watched()
        {
            for (var i = 0; i < 5000; i++)
            {
                if (i == 4500)
                {
                    // Longer than any part that a store writes at once: some of it is on the disk by now.
                    seen.Add(await Store.FindLatestSweepAsync("leads", Stop));
                    seen.Add((await Store.FindSweepAsync(before.Id + 1, Stop))?.Id);
                    seen.AddRange(await Store.ListScoresAsync(before.Id + 1, null, 10, Stop));
                    seen.AddRange(await Store.ListScoresAsync(before.Id + 1, Some.Score("l", 0.9), 10, Stop));
                    seen.Add((await Store.ListScoreHistoryAsync("l0", Stop)).Count);
                }

                yield return Some.Score($"l{i}", 0.5);
            }
        }

        var sweep = await Store.SaveSweepAsync(Some.Sweep(), Watched(), Stop);
        Assert.Equal([before, null, 0], seen);
        Assert.Equal(5000, (await Store.FindLatestSweepAsync("leads", Stop))!.LeadCount);
        Assert.Equal(5000, (await PagesAsync(sweep.Id, 999)).Count);
    }

    [Fact]
    public async Task A_sweep_that_fails_leaves_the_one_before_and_can_be_repeated()
    {
        var before = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("l0", 0.2)), Stop);
        async IAsyncEnumerable<LeadScore> Broken()
        {
            for (var i = 0; i < 5000; i++)
                yield return Some.Score($"l{i}", 0.5);
            await Task.Yield();
            throw new InvalidOperationException("The scorer broke.");
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.SaveSweepAsync(Some.Sweep(), Broken(), Stop));
        Assert.Equal(before, await Store.FindLatestSweepAsync("leads", Stop));
        Assert.Single(await Store.ListScoreHistoryAsync("l0", Stop));
        var after = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("l0", 0.3)), Stop);
        Assert.Equal(after, await Store.FindLatestSweepAsync("leads", Stop));
    }

    [Fact]
    public async Task A_lead_scored_twice_in_a_sweep_is_refused()
    {
        var scores = Enumerable.Range(0, 3000).Select(i => Some.Score(i == 2500 ? "lead 7" : $"lead {i}", 0.5));
        await AssertRefusedAsync(
            () => Store.SaveSweepAsync(Some.Sweep(), Each(scores), Stop),
            "Score 2501 of the sweep is the second of its lead; score each lead once.");
        Assert.Null(await Store.FindLatestSweepAsync("leads", Stop));
    }

    [Fact]
    public async Task A_score_that_is_no_probability_is_refused()
    {
        await AssertRefusedAsync(() => Store.SaveSweepAsync(Some.Sweep(), Each(new LeadScore("a", 1.5, 0, "")), Stop),
            "The probability in the score of lead 'a' is 1.5; it must lie in 0..1.");
        await AssertRefusedAsync(() => Store.SaveSweepAsync(Some.Sweep(), Each(new LeadScore("a", 0.5, double.NaN, "")), Stop),
            "The log-odds in the score of lead 'a' are not a number; a score must be one.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Pages_visit_each_score_once_from_the_highest_down_with_ties_by_lead(int limit)
    {
        var random = new Random(7);
        // Neighbours among the doubles and long ties: an inexact cursor would skip or repeat.
        double[] probabilities = [0, 1, 0.1 + 0.2, 0.3, Math.BitIncrement(0.3), 5e-324, 1 / 3.0];
        var scores = Enumerable.Range(0, 150)
            .Select(i => new LeadScore($"lead {i}", probabilities[random.Next(probabilities.Length)], i, "")).ToArray();
        await Store.SaveSweepAsync(Some.Sweep(), Each(scores.Select(s => s with { Probability = 0.3 })), Stop);
        var sweep = await Store.SaveSweepAsync(Some.Sweep(), Each(scores), Stop);
        var expected = scores.OrderByDescending(s => s.Probability).ThenBy(s => s.LeadId, StringComparer.Ordinal);
        Assert.Equal(expected, await PagesAsync(sweep.Id, limit));
    }

    [Fact]
    public async Task A_page_holds_at_least_one_score() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListScoresAsync(1, null, 0, Stop));

    [Fact]
    public async Task The_score_history_of_a_lead_goes_from_the_oldest_sweep_to_the_newest()
    {
        var first = await Store.SaveSweepAsync(Some.Sweep(version: "v1"), Each(Some.Score("a", 0.9), Some.Score("b", 0.1)), Stop);
        await Store.SaveSweepAsync(Some.Sweep(version: "v2"), Each(Some.Score("b", 0.2)), Stop);
        var third = await Store.SaveSweepAsync(Some.Sweep(version: "v3"), Each(Some.Score("a", 0.1)), Stop);
        ScoreHistoryEntry[] expected = [new(first, Some.Score("a", 0.9)), new(third, Some.Score("a", 0.1))];
        Assert.Equal(expected, await Store.ListScoreHistoryAsync("a", Stop));
    }

    [Fact]
    public async Task A_run_put_again_is_replaced()
    {
        var finished = Some.Run("r1", status: JobStatus.Published) with
        {
            FinishedAt = Some.Monday.AddHours(1), Message = "Published.", Progress = 1, DetailsJson = """{"auc": 0.8}""",
        };
        await Store.PutRunAsync(Some.Run("r1"), Stop);
        await Store.PutRunAsync(finished, Stop);
        Assert.Equal(finished, await Store.FindRunAsync("r1", Stop));
        Assert.Equal([finished], await Store.ListRunsAsync("training", 10, Stop));
    }

    [Fact]
    public async Task Runs_are_listed_by_job_from_the_newest_down()
    {
        foreach (var status in Enum.GetValues<JobStatus>())
            await Store.PutRunAsync(Some.Run($"r{(int)status}", hours: (int)status % 3, status), Stop);
        await Store.PutRunAsync(Some.Run("other") with { Job = "import" }, Stop);
        var runs = await Store.ListRunsAsync("training", 4, Stop);
        Assert.Equal(["r2", "r4", "r1", "r3"], runs.Select(r => r.Id));
        Assert.Equal([JobStatus.Held, JobStatus.Interrupted, JobStatus.Published, JobStatus.Failed], runs.Select(r => r.Status));
    }

    async Task<List<LeadScore>> PagesAsync(long sweepId, int limit)
    {
        var all = new List<LeadScore>();
        IReadOnlyList<LeadScore> page;
        do
        {
            page = await Store.ListScoresAsync(sweepId, all.LastOrDefault(), limit, Stop);
            Assert.True(page.Count <= limit);
            all.AddRange(page);
        }
        while (page.Count > 0);
        return all;
    }
}
