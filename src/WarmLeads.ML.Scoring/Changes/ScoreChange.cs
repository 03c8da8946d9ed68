using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>Why a lead's score moved between two moments: by signal, and by cause.</summary>
/// <remarks>
/// Both moments are looked at with one model, so that no change comes from another model, and with the attributes that are known
/// now. Contributions, scores and points lie on binary grids on which sums have no rounding; therefore
/// the changes of all signals, and the effects of all causes, add up to the change of the score and of the probability bit for bit.
/// What a cause did depends on what came before it: the first is time, with what was known at the first moment; then
/// the events in the order in which they became known.
/// </remarks>
public sealed record ScoreChange
{
    /// <summary>The lead at the first moment.</summary>
    public required LeadPrediction Before { get; init; }

    /// <summary>The lead at the second moment.</summary>
    public required LeadPrediction After { get; init; }

    /// <summary>The score after minus the score before, in log-odds.</summary>
    public required double LogOdds { get; init; }

    /// <summary>100 x (probability after - before).</summary>
    public required double Points { get; init; }

    /// <summary>One for each signal of the model, the one that moved most first.</summary>
    public required IReadOnlyList<SignalChange> Signals { get; init; }

    /// <summary>Time, and then the events in the order in which they became known.</summary>
    public required IReadOnlyList<ChangeCause> Causes { get; init; }

    /// <summary>Explains a change.</summary>
    /// <param name="predict">Predicts the lead from such a history as of a moment, always by the same model.</param>
    /// <param name="history">The lead with all its events, each once, and those of its account where the model measures colleagues.</param>
    /// <param name="since">The first moment.</param>
    /// <param name="until">The second moment.</param>
    /// <param name="mostSteps">At most so many causes beside time and the earliest events.</param>
    /// <exception cref="InvalidOperationException">The parts do not add up, or the model changed in between.</exception>
    public static ScoreChange Explain(
        Func<LeadHistory, DateTimeOffset, LeadPrediction> predict, LeadHistory history,
        DateTimeOffset since, DateTimeOffset until, int mostSteps = 40)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(history);
        var leadId = history.Lead.Id;
        var colleagues = (history.EventsOfAccount ?? []).Where(events => events.Count > 0 && events[0].LeadId != leadId).SelectMany(events => events);
        var known = KnowledgeChange.Between(leadId, [.. history.Events, .. colleagues], since, until, mostSteps);
        var before = predict(With(history, known.Before), since);
        var aged = predict(With(history, known.Before), until);
        List<ChangeCause> causes = [Cause(before, aged, $"Time passed: {Figures.Number((until - since).TotalDays)} days", null)];
        var after = aged;
        var soFar = known.Before.ToList();
        foreach (var step in known.Steps)
        {
            soFar.AddRange(step.Events);
            var next = predict(With(history, soFar), until);
            var cause = Cause(after, next, InWords(step), step);
            // What colleagues did and moved nothing is nobody's business here.
            if (!step.IsOfColleagues || cause.Signals.Count > 0)
                causes.Add(cause);
            after = next;
        }

        var change = new ScoreChange
        {
            Before = before,
            After = after,
            LogOdds = after.Score - before.Score,
            Points = PointsOf(before, after),
            Signals = SignalsOf(before, aged, after),
            Causes = causes,
        };
        change.Check();
        return change;
    }

    // The history as it would be if these events were all.
    static LeadHistory With(LeadHistory history, IReadOnlyList<EngagementEvent> events) => history with
    {
        Events = [.. events.Where(item => item.LeadId == history.Lead.Id)],
        EventsOfAccount = history.EventsOfAccount is null ? null :
        [
            .. events.Where(item => item.LeadId != history.Lead.Id).GroupBy(item => item.LeadId, StringComparer.Ordinal)
                .Select(own => own.OrderBy(item => item.OccurredAt).ToList()),
        ],
    };

    static string InWords(ChangeStep step) =>
        (step.Events.Count == 1 ? step.Kind : $"{step.Events.Count} x {step.Kind}") +
        (!step.IsOfColleagues ? "" : step.Events.All(item => item.LeadId == step.Events[0].LeadId) ? " by a colleague at the same account" : " by colleagues at the same account");

    static List<SignalChange> SignalsOf(LeadPrediction before, LeadPrediction aged, LeadPrediction after)
    {
        var (was, grew) = (ByName(before), ByName(aged));
        return
        [
            .. after.Contributions
                .Select(now => (Now: now, Was: was[now.Name], Aged: grew[now.Name]))
                .Select(signal => new SignalChange(
                    signal.Now.Name, signal.Now.DisplayName, signal.Now.Family, signal.Was.Value, signal.Now.Value,
                    signal.Now.LogOdds - signal.Was.LogOdds, signal.Now.Points - signal.Was.Points, signal.Aged.LogOdds - signal.Was.LogOdds))
                .OrderByDescending(signal => Math.Abs(signal.LogOdds)).ThenBy(signal => signal.Name, StringComparer.Ordinal),
        ];
    }

    static ChangeCause Cause(LeadPrediction before, LeadPrediction after, string words, ChangeStep? step)
    {
        var was = ByName(before);
        return new ChangeCause(words, after.Score - before.Score, PointsOf(before, after), after.Score, after.Probability)
        {
            Step = step,
            Signals =
            [
                .. after.Contributions
                    .Select(now => new MovedSignal(
                        now.Name, now.DisplayName, now.LogOdds - was[now.Name].LogOdds, now.Points - was[now.Name].Points))
                    .Where(moved => moved.LogOdds != 0 || moved.Points != 0)
                    .OrderByDescending(moved => Math.Abs(moved.LogOdds)).ThenBy(moved => moved.Name, StringComparer.Ordinal),
            ],
        };
    }

    static Dictionary<string, SignalContribution> ByName(LeadPrediction prediction) =>
        prediction.Contributions.ToDictionary(signal => signal.Name, StringComparer.Ordinal);

    static double PointsOf(LeadPrediction before, LeadPrediction after) => (100 * after.Probability) - (100 * before.Probability);

    void Check()
    {
        if (Before.ModelHash != After.ModelHash || Before.Bias != After.Bias)
            throw Broken("the two moments were looked at by different models");
        if (Signals.Sum(signal => signal.LogOdds) is var logOdds && logOdds != LogOdds)
            throw Broken($"the signals' log-odds add up to {logOdds:R}, not to {LogOdds:R}");
        if (Signals.Sum(signal => signal.Points) is var points && points != Points)
            throw Broken($"the signals' points add up to {points:R}, not to {Points:R}");
        if (Causes.Sum(cause => cause.LogOdds) is var caused && caused != LogOdds)
            throw Broken($"the causes' log-odds add up to {caused:R}, not to {LogOdds:R}");
        if (Causes.Sum(cause => cause.Points) is var causedPoints && causedPoints != Points)
            throw Broken($"the causes' points add up to {causedPoints:R}, not to {Points:R}");
        foreach (var cause in Causes)
        {
            if (cause.Signals.Sum(signal => signal.LogOdds) is var moved && moved != cause.LogOdds)
                throw Broken($"the signals of '{cause.Words}' add up to {moved:R}, not to {cause.LogOdds:R}");
        }
    }

    InvalidOperationException Broken(string what) =>
        new($"Model {After.ModelName} {After.ModelVersion} gave lead '{After.LeadId}' a change that does not add up: {what}.");
}
