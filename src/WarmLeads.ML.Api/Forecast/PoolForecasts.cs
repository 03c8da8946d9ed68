using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Forecasts of the pool as it stands, and the checks of earlier ones.</summary>
/// <param name="store">The store.</param>
/// <param name="log">Earlier forecasts.</param>
sealed class PoolForecasts(IPoolStore store, ForecastLog log)
{
    const int LeadsAtATime = 1000;
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _one = new(1, 1);
    (DateTimeOffset At, string Hash, ForecastAnswer Answer)? _latest;

    /// <summary>The forecast as of now, at most a minute old: it goes through the whole pool.</summary>
    /// <param name="model">The model whose chances they are; one with a horizon.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Stops the queries.</param>
    public async Task<ForecastAnswer> ForecastAsync(ConversionModel model, DateTimeOffset now, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (_latest is { } latest && latest.Hash == model.Hash && latest.At <= now && now - latest.At < Fresh)
                return latest.Answer;
            var answer = await MakeAsync(model, now, stop);
            _latest = (now, model.Hash, answer);
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<ForecastAnswer> MakeAsync(ConversionModel model, DateTimeOffset now, CancellationToken stop)
    {
        var days = model.HorizonDays!.Value;
        var stated = new ForecastOptions();
        var earlier = await log.CheckAsync(model.Name, now, stated.PeriodVariation, stop);
        var (leads, states, leftOut) = await ReadAsync(model, stop);
        var levels = earlier.Weeks.Select(week => week.Level).ToList();
        var forecast = new PoolForecaster(stated with { PeriodVariation = earlier.Weeks[0].Variation, Levels = levels }).Forecast(leads, now, days);
        var byState = states.Zip(leads.Select(lead => lead.At(levels))).GroupBy(item => item.First).OrderByDescending(group => group.Key)
            .Select(group => new ExpectedOfState(
                group.Key, group.Count(), group.Sum(item => item.Second.ChanceBetween(0, days)),
                group.Sum(item => item.Second.ChanceBetween(0, days) * (item.Second.Value ?? 0))));
        return new ForecastAnswer(forecast, days, leftOut, [.. byState], earlier.Weeks[0], earlier.Horizons, [.. earlier.Weeks.Select((week, i) => new WeekLevel(i + 1, week.Level, week.LevelInWords))], ModelReference.To(model));
    }

    async Task<(List<ForecastLead> Leads, List<LeadState> States, long LeftOut)> ReadAsync(ConversionModel model, CancellationToken stop)
    {
        var (leads, states, leftOut) = (new List<ForecastLead>(), new List<LeadState>(), 0L);
        RankedStanding? last = null;
        while (await store.ListStandingsAsync(new StandingFilter(), StandingOrder.Probability, last, LeadsAtATime, stop) is { Count: > 0 } page)
        {
            string[] ids = [.. page.Select(item => item.Standing.LeadId)];
            var known = await store.FindLeadsAsync(ids, stop);
            var consents = await store.FindConsentsAsync(ids, stop);
            foreach (var item in page)
            {
                var id = item.Standing.LeadId;
                if (item.Standing.Probability is not { } probability || !known.TryGetValue(id, out var lead) || consents.GetValueOrDefault(id) is { MayProfile: false })
                {
                    leftOut++;
                    continue;
                }

                leads.Add(new ForecastLead(ChancesOf(model, probability), lead.AccountId, lead.Value is >= 0 ? lead.Value : null));
                states.Add(item.Standing.State);
            }

            last = page[^1];
        }

        return (leads, states, leftOut);
    }

    // Days up to the model's own horizon, by its curve where it has one; the last one is the lead's own chance.
    static IReadOnlyList<ConversionChance> ChancesOf(ConversionModel model, double probability)
    {
        var days = model.HorizonDays!.Value;
        return
        [
            .. model.Chances(Math.Log(probability / (1 - probability))).Where(chance => chance.Days < days)
                .Select(chance => new ConversionChance(chance.Days, Math.Min(chance.Probability, probability))),
            new ConversionChance(days, probability),
        ];
    }
}
