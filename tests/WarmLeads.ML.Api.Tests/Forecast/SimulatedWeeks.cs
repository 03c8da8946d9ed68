using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The whole service with a clock that is set week by week, over a simulated CRM whose events and outcomes come in as they are received.</summary>
public sealed class SimulatedWeeks : IntakeService
{
    static readonly SimulationOptions s_simulated = new()
    {
        LeadCount = 1500,
        Seed = 11,
        Start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
        End = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero),
    };

    readonly List<LeadHistory> _leads = [.. new CrmSimulator(s_simulated).Simulate().Select(lead => lead.History)];
    readonly SetClock _clock = new(s_simulated.Start.AddDays(280));
    DateTimeOffset _told = DateTimeOffset.MinValue;

    public DateTimeOffset Now => _clock.Now;

    public static DateTimeOffset End => s_simulated.End;

    public override void Configure(IWebHostBuilder builder)
    {
        builder.UseSetting("WarmLeads:BudgetSeconds", "3");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock));
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await TellAsync();
        using var started = await Client.PostAsync("/v1/trainings", content: null);
        var run = started.Headers.Location!.OriginalString;
        while ((await Client.GetJsonAsync(run)).Text("status") == "running")
            await Task.Delay(100);
        Assert.Equal("published", (await Client.GetJsonAsync(run)).Text("status"));
        // Later than the looks that were without a model.
        _clock.Now += TimeSpan.FromHours(1);
    }

    /// <summary>Looks at the pool, keeps the day's forecast, and lets a week pass.</summary>
    public async Task PassAWeekAsync()
    {
        await Services.GetRequiredService<PoolSweeper>().SweepAsync(Services.GetRequiredService<ModelPool>().Current[0], CancellationToken.None);
        var kept = await Services.GetRequiredService<ForecastKeeper>().KeepAsync(CancellationToken.None);
        Assert.True(kept, $"The forecast of {Now:O} was not kept.");
        _clock.Now += TimeSpan.FromDays(7);
        await TellAsync();
    }

    /// <summary>How many of the leads that were open at a moment converted from then until now.</summary>
    public int ConvertedSince(DateTimeOffset moment) => _leads.Count(lead =>
        lead.IsOpenAt(moment) && lead.Outcome is { Kind: OutcomeKind.Converted } end && end.OccurredAt < Now);

    /// <summary>Tells of a lead only now that it is won.</summary>
    public async Task TellOfAClosedDealAsync(DateTimeOffset createdAt, DateTimeOffset convertedAt)
    {
        var id = $"late-{Now:yyyyMMdd}";
        await Store.PutLeadsAsync([new Lead(id, createdAt)], CancellationToken.None);
        await Store.AppendOutcomesAsync([new Outcome(id, OutcomeKind.Converted, convertedAt, Now)], CancellationToken.None);
        await Services.LookAtAllAsync();
    }

    // What was received since the last time, as it was received.
    async Task TellAsync()
    {
        var (from, to) = (_told, Now);
        await Store.PutLeadsAsync([.. _leads.Select(history => history.Lead).Where(lead => from <= lead.CreatedAt && lead.CreatedAt < to)], CancellationToken.None);
        await Store.TakeInAsync(
            new IntakeBatch
            {
                Events = [.. _leads.SelectMany(history => history.Events).Where(item => from <= item.ReceivedAt && item.ReceivedAt < to)],
                Outcomes = [.. _leads.Select(history => history.Outcome).OfType<Outcome>().Where(end => from <= end.RecordedAt && end.RecordedAt < to)],
            }, CancellationToken.None);
        _told = to;
        await Services.LookAtAllAsync();
    }
}
