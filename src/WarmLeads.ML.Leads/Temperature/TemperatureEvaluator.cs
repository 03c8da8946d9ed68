using System.Collections.Concurrent;

namespace WarmLeads.ML.Leads;

/// <summary>What was believed of a lead, what is known of it and what the model says, to what is believed now and what changed.</summary>
/// <remarks>
/// Only what had occurred and had been received before the moment counts, each (source, event id) once. What the acts say (warm,
/// hot by a decisive act, re-warmed, MQL by an act, SQL, trend, and since when) is a function of the set of known events,
/// the criteria and the moment: neither the order of arrival nor earlier looks have an effect. Hysteresis and dwell remember
/// earlier probabilities; when events arrive late the memory is put right as of the midnights in between. So two leads with the same
/// events, whatever the order and however often they arrived, are believed to be the same once all have arrived, when they are
/// looked at at midnights; at other moments they differ at most in how long a probability is remembered.
/// <para>
/// A look that is not later than the one before changes nothing. A closed lead is never looked at again. No I/O, no clock; may be
/// called from many threads at once.
/// </para>
/// </remarks>
public sealed class TemperatureEvaluator
{
    readonly ConcurrentBag<LeadActs> _idle = [];
    readonly SignalCatalog _catalog;

    /// <summary>An evaluator of some criteria and a catalog.</summary>
    /// <param name="criteria">What decides.</param>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <exception cref="ArgumentException">The criteria speak of signals or acts that the catalog does not have.</exception>
    public TemperatureEvaluator(Criteria criteria, SignalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(catalog);
        criteria.CheckAgainst(catalog);
        (Criteria, _catalog) = (criteria, catalog);
    }

    /// <summary>An evaluator with the shipped catalog.</summary>
    /// <param name="criteria">What decides.</param>
    public TemperatureEvaluator(Criteria criteria)
        : this(criteria, SignalCatalog.Default)
    {
    }

    /// <summary>What decides.</summary>
    public Criteria Criteria { get; }

    /// <summary>Looks at a lead.</summary>
    /// <param name="before">What was believed; null at the first look.</param>
    /// <param name="history">The lead with its events, in any order and with any copies, and its outcome.</param>
    /// <param name="model">What the model says as of the moment; null when there is none, which leaves what is remembered of it.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="ArgumentException">The standing is another lead's.</exception>
    public Verdict Evaluate(LeadStanding? before, LeadHistory history, ModelView? model, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (before is not null && !before.LeadId.Equals(history.Lead.Id, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The standing is that of lead '{before.LeadId}' and the history that of lead '{history.Lead.Id}'. Hand in both of one lead.",
                nameof(before));
        }
        if (before is { IsClosed: true })
            return new Verdict(before, [], [TemperatureWords.Closed(before.State, before.Since)]);
        var outcome = history.Outcome is { } told && told.OccurredAt < now && told.RecordedAt < now ? told : null;
        if (outcome is not null && !(now <= before?.EvaluatedAt))
            return Close(before, history.Lead, outcome, model, now);

        var acts = _idle.TryTake(out var idle) ? idle : new LeadActs(_catalog);
        var look = new TemperatureLook(acts, Criteria.For(history.Lead), Criteria.SegmentOf(history.Lead), before, history, model, now);
        var verdict = now <= before?.EvaluatedAt
            ? new Verdict(before, [], TemperatureWords.Criteria(look))
            : Conclude(before, history.Lead, look);
        _idle.Add(acts);
        return verdict;
    }

    Verdict Conclude(LeadStanding? before, Lead lead, TemperatureLook look)
    {
        var log = new TransitionLog(before, lead.Id, look.Model, Criteria.Version, look.Now);
        var rewarmedAt = look.Acts.Returns.Count > 0 ? TemperatureLook.Instant(look.Acts.Returns[^1]) : null;
        var rewarmedFor = TimeSpan.FromDays(look.Rules.RewarmedForDays);
        var from = before?.State ?? LeadState.Cold;
        foreach (var ticks in look.Acts.Returns)
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            // What is long past is news only if it happened since the latest look.
            if (!(at <= before?.RewarmedAt) && (look.Now < at + rewarmedFor || at >= before?.EvaluatedAt))
                log.Add(TransitionKind.Rewarmed, from, from, TemperatureWords.Rewarmed(look, ticks), TemperatureWords.SignalsSince(look, ticks));
        }
        if (look.State != from)
            log.Add(TransitionKind.State, from, look.State, TemperatureWords.Cause(look, from), TemperatureWords.Signals(look));
        if (look.MqlSince is null != before?.MqlSince is null)
        {
            var isGained = look.MqlSince is not null;
            log.Add(
                isGained ? TransitionKind.MqlGained : TransitionKind.MqlLost, look.State, look.State,
                TemperatureWords.Mql(look).Words, TemperatureWords.Signals(look));
        }
        if (look.SqlSince is null != before?.SqlSince is null)
        {
            var isGained = look.SqlSince is not null;
            log.Add(isGained ? TransitionKind.SqlGained : TransitionKind.SqlLost, look.State, look.State, TemperatureWords.Sql(look).Words, []);
        }
        if (look.Trend != (before?.Trend ?? LeadTrend.Steady))
        {
            var kind = look.Trend switch
            {
                LeadTrend.Heating => TransitionKind.Heating,
                LeadTrend.Cooling => TransitionKind.Cooling,
                _ => TransitionKind.Steady,
            };
            log.Add(
                kind, look.State, look.State, TemperatureWords.Trend(look),
                kind == TransitionKind.Heating ? TemperatureWords.SignalsSince(look, look.TrendSince!.Value.UtcTicks) : []);
        }

        var standing = new LeadStanding(lead.Id, look.State, look.Since, look.Trend, look.Now)
        {
            Number = (before?.Number ?? 0) + 1,
            TransitionNumber = log.LastNumber,
            RewarmedAt = rewarmedAt,
            RewarmedUntil = rewarmedAt + rewarmedFor,
            TrendSince = look.TrendSince,
            MqlSince = look.MqlSince,
            SqlSince = look.SqlSince,
            LastEngagedAt = TemperatureLook.Instant(look.Acts.EngagedAt),
            HotSpell = look.HotSpell,
            MqlSpell = look.MqlSpell,
            CriteriaVersion = Criteria.Version,
            Probability = look.Model?.Probability,
            ModelName = look.Model?.ModelName ?? "",
            ModelVersion = look.Model?.ModelVersion ?? "",
            ModelHash = look.Model?.ModelHash ?? "",
            NextLookAt = look.NextLookAt,
        };
        return new Verdict(standing, log.Transitions, TemperatureWords.Criteria(look));
    }

    Verdict Close(LeadStanding? before, Lead lead, Outcome outcome, ModelView? model, DateTimeOffset now)
    {
        var log = new TransitionLog(before, lead.Id, model, Criteria.Version, now);
        var state = outcome.Kind == OutcomeKind.Converted ? LeadState.Converted : LeadState.Lost;
        var closed = TemperatureWords.Closed(state, outcome.OccurredAt);
        log.Add(TransitionKind.State, before?.State ?? LeadState.Cold, state, closed.Words, []);
        var standing = (before ?? new LeadStanding(lead.Id, state, outcome.OccurredAt, LeadTrend.Steady, now) { Number = 0 }) with
        {
            State = state,
            Since = outcome.OccurredAt,
            Trend = LeadTrend.Steady,
            TrendSince = null,
            EvaluatedAt = now,
            Number = (before?.Number ?? 0) + 1,
            TransitionNumber = log.LastNumber,
            CriteriaVersion = Criteria.Version,
            NextLookAt = DateTimeOffset.MaxValue,
        };
        return new Verdict(standing, log.Transitions, [closed]);
    }
}
