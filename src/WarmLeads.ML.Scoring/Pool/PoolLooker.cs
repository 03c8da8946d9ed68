using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>One look at one lead: score, state, what changed, who is told. The monitor and the sweep look with the same eyes.</summary>
/// <param name="scorer">From a lead's history to its row.</param>
/// <param name="evaluator">From the history and the model's word to the state.</param>
/// <param name="rules">What follows from it.</param>
/// <remarks>For one thread: each worker has its own, which keeps its row. No I/O and no clock.</remarks>
public sealed class PoolLooker(LeadScorer scorer, TemperatureEvaluator evaluator, PoolRules rules)
{
    ConversionModel? _model;
    RowEncoder? _row;

    /// <summary>Looks at a lead.</summary>
    /// <param name="lead">The lead as it was read.</param>
    /// <param name="model">The model in use; null for rules alone.</param>
    /// <param name="now">The moment.</param>
    public LeadLook Look(PoolLead lead, ConversionModel? model, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lead);
        var (history, before) = (lead.History, lead.Standing);
        if (history.Lead.CreatedAt >= now || before is { IsClosed: true })
            return default;
        if (!lead.Consent.MayProfile)
            return new LeadLook(Hide(lead, now), null);

        PoolPrediction? prediction = null;
        ModelView? view = null;
        if (model is { IsOfHistory: true } && history.IsOpenAt(now))
        {
            prediction = Predict(model, history, now);
            view = View(prediction, model, history, now);
        }

        var verdict = evaluator.Evaluate(before, history, view, now);
        var reason = prediction?.InOneLine ?? "";
        var score = prediction is null ? null : new LeadScore(history.Lead.Id, prediction.Probability, prediction.Score, reason);
        return new LeadLook(ReferenceEquals(verdict.Standing, before) ? null : Change(lead, verdict, model, prediction, reason), score);
    }

    PoolChange Change(PoolLead lead, Verdict verdict, ConversionModel? model, PoolPrediction? prediction, string reason)
    {
        var (before, after) = (lead.Standing, verdict.Standing);
        var segment = evaluator.Criteria.SegmentOf(lead.History.Lead);
        var handoff = rules.Handoffs.Begin(lead, verdict, segment);
        var isNews = rules.Webhooks.Count > 0 && (before is not null || lead.History.Events.Any(e => e.ReceivedAt > after.EvaluatedAt - rules.NewsFor));
        return new PoolChange(after, before?.Number ?? 0)
        {
            Segment = segment.Length > 0 ? segment : null,
            Value = lead.History.Lead.Value,
            TopReason = reason,
            Transitions = verdict.Transitions,
            Handoff = handoff,
            WithdrawsHandoff = lead.HasOpenHandoff && (after.State != LeadState.Hot || !lead.Consent.MayContact),
            Score = prediction is null || (before?.Probability == prediction.Probability && before.ModelHash == model!.Hash)
                ? null
                : new ScoreEntry(
                    after.LeadId, after.EvaluatedAt, prediction.Probability, prediction.Score, reason, model!.Name, model.Version, model.Hash),
            Alerts = !isNews ? [] :
            [
                .. verdict.Transitions.SelectMany(transition => AlertWriter.Of(transition, rules.Webhooks, rules.Debounce)),
                .. handoff is null ? [] : AlertWriter.Of(handoff, AlertWriter.HandoffCreated, handoff.At, rules.Webhooks),
            ],
        };
    }

    // What was believed stays for the day on which the objection is lifted; nothing is computed and no list shows it.
    static PoolChange? Hide(PoolLead lead, DateTimeOffset now)
    {
        var before = lead.Standing;
        if (now <= before?.EvaluatedAt)
            return null;
        var hidden = (before ?? new LeadStanding(lead.History.Lead.Id, LeadState.Cold, now, LeadTrend.Steady, now)) with
        {
            Number = (before?.Number ?? 0) + 1,
            EvaluatedAt = now,
            Probability = null,
            ModelName = "",
            ModelVersion = "",
            ModelHash = "",
            NextLookAt = DateTimeOffset.MaxValue,
        };
        return new PoolChange(hidden, before?.Number ?? 0) { IsHidden = true, WithdrawsHandoff = lead.HasOpenHandoff };
    }

    PoolPrediction Predict(ConversionModel model, LeadHistory history, DateTimeOffset cutoff)
    {
        var row = RowOf(model);
        scorer.Fill(row, history, cutoff);
        return PoolPrediction.Of(model, row);
    }

    ModelView View(PoolPrediction prediction, ConversionModel model, LeadHistory history, DateTimeOffset now)
    {
        LeadHistory? known = null;
        return new(prediction.Probability, prediction.Score, model.Name, model.Version, model.Hash, prediction.Contributions)
        {
            ProbabilityAt = moment =>
            {
                var row = RowOf(model);
                scorer.Fill(row, known ??= KnownNow.Of(history, now), moment);
                return ConversionModel.Probability(model.Score(row.Encode()));
            },
        };
    }

    RowEncoder RowOf(ConversionModel model)
    {
        if (!ReferenceEquals(_model, model) || _row is null)
            (_model, _row) = (model, new RowEncoder(model.Schema));
        return _row;
    }
}
