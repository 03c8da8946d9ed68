using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Scores all open leads of the store with one model as of one moment: the ranked list.</summary>
/// <param name="store">The store.</param>
/// <param name="scorer">From a lead's history to its row.</param>
/// <param name="clock">The clock.</param>
sealed class PoolSweeper(ILeadStore store, LeadScorer scorer, TimeProvider clock)
{
    /// <summary>Scores the pool as of now; the sweep is seen when all of it is stored.</summary>
    /// <param name="model">The model, which scores all of it.</param>
    /// <param name="stop">Stops; nothing of the sweep is seen then.</param>
    public async Task<ScoreSweep> SweepAsync(ConversionModel model, CancellationToken stop)
    {
        var cutoff = clock.GetUtcNow();
        var row = new RowEncoder(model.Schema);
        List<LeadScore> scores = [];
        await foreach (var history in store.ReadAsync(stop))
        {
            if (!history.IsOpenAt(cutoff))
                continue;
            scorer.Fill(row, history.Lead, history.Events, cutoff);
            var prediction = model.Predict(row, history.Lead.Id, cutoff);
            scores.Add(new LeadScore(
                history.Lead.Id, prediction.Probability, prediction.Score, prediction.InOneLine()));
        }

        var sweep = new ScoreSweep(0, model.Name, model.Version, model.Hash, cutoff, clock.GetUtcNow());
        return await store.SaveSweepAsync(sweep, scores.ToAsyncEnumerable(), stop);
    }
}
