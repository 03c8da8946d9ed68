using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Puts together what is known and believed of one lead now: for the answer, and for its page.</summary>
/// <param name="store">The store.</param>
/// <param name="models">The models in use.</param>
/// <param name="predictor">From a lead to its chance.</param>
/// <param name="evaluator">From the chance and the history to the state.</param>
/// <param name="advisor">From all of it to what to do.</param>
sealed class LeadAnswers(
    IPoolStore store, ModelSelection models, LeadPredictor predictor, TemperatureEvaluator evaluator, NurtureAdvisor advisor)
{
    /// <summary>Looks at a lead.</summary>
    /// <param name="id">The lead's id.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Stops the queries.</param>
    /// <returns>What was found; null when the store has no such lead, or it is registered later than now.</returns>
    public async Task<LeadFindings?> FindAsync(string id, DateTimeOffset now, CancellationToken stop)
    {
        models.TryFind(null, out var model, out var problem);
        if ((await store.FindManyAsync([id], model?.Schema.MeasuresColleagues ?? false, stop)).FirstOrDefault() is not { } lead ||
            lead.History.Lead.CreatedAt >= now)
            return null;
        LeadPrediction? prediction = null;
        string? withoutPrediction = null;
        if (!lead.Consent.MayProfile)
            withoutPrediction = "It objected to profiling, so it is not scored.";
        else if (!lead.History.IsOpenAt(now))
            withoutPrediction = "It is closed and not scored again.";
        else if (model is null)
            withoutPrediction = problem!.Detail;
        else if (!model.IsOfHistory)
            withoutPrediction = $"Model {model.Name} was trained on a flat table and cannot score a lead by its history.";
        else
            prediction = predictor.Predict(model, lead.History, now);

        var verdict = lead.Consent.MayProfile ? evaluator.Evaluate(lead.Standing, lead.History, View(prediction, model, lead.History, now), now) : null;
        var standing = verdict?.Standing ?? new LeadStanding(id, LeadState.Cold, lead.History.Lead.CreatedAt, LeadTrend.Steady, now);
        return new LeadFindings
        {
            Lead = lead,
            Moment = now,
            Standing = standing,
            Criteria = verdict?.Criteria ?? [],
            Segment = evaluator.Criteria.SegmentOf(lead.History.Lead),
            CriteriaVersion = evaluator.Criteria.Version,
            Model = model,
            Prediction = prediction,
            WithoutPrediction = withoutPrediction,
            Advice = advisor.Advise(lead.History, standing, lead.Consent, now),
            Scores = lead.Consent.MayProfile ? await store.ListScoreEntriesAsync(id, stop) : [],
            Transitions = lead.Consent.MayProfile ? await store.ListTransitionsAsync(id, stop) : [],
            Handoffs = await store.ListHandoffsOfAsync(id, stop),
        };
    }

    ModelView? View(LeadPrediction? prediction, ConversionModel? model, LeadHistory history, DateTimeOffset now)
    {
        LeadHistory? known = null;
        return prediction is null ? null : new ModelView(
            prediction.Probability, prediction.Score, prediction.ModelName, prediction.ModelVersion, prediction.ModelHash,
            [.. prediction.Contributions.Where(signal => signal.LogOdds != 0).Select(signal => new ScoreContribution(signal.Name, signal.LogOdds))])
        {
            ProbabilityAt = moment => predictor.Predict(model!, known ??= KnownNow.Of(history, now), moment).Probability,
        };
    }
}
