using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Api.Tests;

/// <summary>Sweeps of a copy of the small history that the shared service was trained on.</summary>
[Collection(ServiceCollection.Name)]
public sealed class PoolSweepTests(ServiceFactory service) : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    SqliteLeadStore _store = null!;
    SetClock _clock = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    ConversionModel Model => service.Services.GetRequiredService<ModelPool>().Current[0];

    public async ValueTask InitializeAsync()
    {
        var source = service.Services.GetRequiredService<IPoolStore>();
        _store = new SqliteLeadStore(_folder["leads.db"]);
        await _store.InitializeAsync(Stop);
        var newest = DateTimeOffset.MinValue;
        await foreach (var history in source.ReadAsync(Stop))
        {
            await _store.PutLeadsAsync([history.Lead], Stop);
            await _store.TakeInAsync(new IntakeBatch { Events = history.Events, Outcomes = history.Outcome is { } end ? [end] : [] }, Stop);
            newest = history.Events.Select(item => item.OccurredAt).Append(newest).Max();
        }

        _clock = new SetClock(newest);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, 1, 500, true)]
    [InlineData(3, 2, 7, true)]
    [InlineData(3, 2, 7, false)]
    public async Task A_sweep_scores_every_open_lead_as_a_look_at_each_alone_would(int parts, int workers, int block, bool withColleagues)
    {
        var model = withColleagues ? ColleagueModel.Make(_clock.Now) : Model;
        var options = new SweepOptions { Parts = parts, Workers = workers, BlockLeads = block };
        var result = await Sweep().RunAsync(model, options, null, Stop);
        var sweep = (await _store.FindLatestSweepAsync(model.Name, Stop))!;
        var scores = (await _store.ListScoresAsync(sweep.Id, null, 10_000, Stop)).ToDictionary(score => score.LeadId);
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var evaluator = new TemperatureEvaluator(Criteria.Default);
        var leads = 0;
        Assert.Equal(withColleagues, model.Schema.MeasuresColleagues);
        await foreach (var history in _store.ReadByAccountAsync(Stop))
        {
            leads++;
            var standing = (await _store.FindStandingAsync(history.Lead.Id, Stop))?.Standing;
            if (history.Lead.CreatedAt >= sweep.Cutoff)
            {
                Assert.Null(standing);
                continue;
            }

            var prediction = history.IsOpenAt(sweep.Cutoff) ? scorer.Predict(model, history, sweep.Cutoff) : null;
            Assert.Equal(prediction?.Probability, scores.GetValueOrDefault(history.Lead.Id)?.Probability);
            Assert.Equal(prediction?.InOneLine(), scores.GetValueOrDefault(history.Lead.Id)?.TopReason);
            var view = prediction is null ? null : new ModelView(prediction.Probability, prediction.Score, model.Name, model.Version, model.Hash, []);
            var expected = evaluator.Evaluate(null, history, view, sweep.Cutoff).Standing;
            Assert.Equal((expected.State, expected.Trend, expected.TransitionNumber), (standing!.State, standing.Trend, standing.TransitionNumber));
        }

        Assert.Equal((leads, scores.Count, parts), (result.LeadsSeen, result.LeadsScored, result.Parts));
        Assert.Equal(scores.Count, sweep.LeadCount);
    }

    [Fact]
    public async Task A_sweep_that_is_stopped_is_taken_up_and_looks_at_no_lead_twice()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var options = new SweepOptions { Parts = 2, Workers = 1, BlockLeads = 20 };
        var half = new Reporter(seen =>
        {
            if (seen >= 300)
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sweep().RunAsync(Model, options, half, stop.Token));
        var cutoff = _clock.Now;
        _clock.Now += TimeSpan.FromHours(1);
        var rest = await Sweep().RunAsync(Model, options, null, Stop);
        var sweep = (await _store.FindLatestSweepAsync(Model.Name, Stop))!;
        Assert.Equal(cutoff.ToUnixTimeMilliseconds(), sweep.Cutoff.ToUnixTimeMilliseconds());
        Assert.InRange(rest.LeadsSeen, 1, 500);
        Assert.Equal(sweep.LeadCount, (await _store.ListScoresAsync(sweep.Id, null, 10_000, Stop)).Count);
        Assert.All(await _store.ListStandingsAsync(new StandingFilter(), StandingOrder.Probability, null, 10_000, Stop), one => Assert.Equal(1, one.Standing.Number));
    }

    [Fact]
    public async Task Parts_done_one_by_one_make_one_sweep()
    {
        for (var part = 1; part <= 3; part++)
        {
            Assert.Null(await _store.FindLatestSweepAsync(Model.Name, Stop));
            await Sweep().RunAsync(Model, new SweepOptions { Parts = 3, Part = part }, null, Stop);
            _clock.Now += TimeSpan.FromMinutes(1);
        }

        var sweep = (await _store.FindLatestSweepAsync(Model.Name, Stop))!;
        await Sweep().RunAsync(Model, new SweepOptions { Parts = 1 }, null, Stop);
        Assert.Equal((await _store.FindLatestSweepAsync(Model.Name, Stop))!.LeadCount, sweep.LeadCount);
    }

    [Fact]
    public async Task What_the_monitor_found_later_than_the_sweeps_moment_stays()
    {
        var later = _clock.Now.AddHours(1);
        await foreach (var history in _store.ReadAsync(Stop))
        {
            var standing = new LeadStanding(history.Lead.Id, LeadState.Warm, later, LeadTrend.Steady, later) { CriteriaVersion = "c1" };
            Assert.Equal([true], await _store.CommitAsync([new PoolChange(standing, 0)], Stop));
            break;
        }

        await Sweep().RunAsync(Model, new SweepOptions(), null, Stop);
        var first = (await _store.ListLeadIdsAsync(null, 1, Stop))[0];
        Assert.Equal(later.ToUnixTimeMilliseconds(), (await _store.FindStandingAsync(first, Stop))!.Standing.EvaluatedAt.ToUnixTimeMilliseconds());
    }

    PoolSweep Sweep() => new(
        _store, () => new PoolLooker(new LeadScorer(new LeadFeatureBuilder()), new TemperatureEvaluator(Criteria.Default), new PoolRules()), _clock);

    sealed class Reporter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
