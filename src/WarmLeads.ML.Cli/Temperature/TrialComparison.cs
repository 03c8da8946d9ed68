using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What `criteria try --json` prints: what the tried criteria would have done beside those in use.</summary>
/// <param name="History">The folder's name.</param>
/// <param name="Since">When the first lead that was replayed was registered.</param>
/// <param name="Until">The last midnight of the replay.</param>
/// <param name="Tried">What the tried criteria would have done.</param>
/// <param name="Current">What the criteria in use would have done.</param>
/// <param name="LeadsMovedOtherwise">Leads whose states, or the days on which they changed, differ.</param>
/// <param name="CaughtOnlyByTried">Conversions that only the tried criteria would have caught.</param>
/// <param name="CaughtOnlyByCurrent">Conversions that only those in use would have caught.</param>
sealed record TrialComparison(
    string History, DateTimeOffset Since, DateTimeOffset Until, TrialResult Tried, TrialResult Current,
    int LeadsMovedOtherwise, int CaughtOnlyByTried, int CaughtOnlyByCurrent)
{
    /// <summary>Replays a history under both.</summary>
    /// <param name="history">The history.</param>
    /// <param name="tried">The criteria to try.</param>
    /// <param name="current">The criteria in use.</param>
    /// <param name="model">The model; null when chances play no part.</param>
    /// <param name="from">Only leads registered from then on are replayed; null for all.</param>
    /// <param name="stop">Ends the replay.</param>
    /// <exception cref="InvalidDataException">No lead is left.</exception>
    public static TrialComparison Run(
        HistoryFolder history, Criteria tried, Criteria current, HistoryModel? model, DateTimeOffset? from, CancellationToken stop)
    {
        var until = new DateTimeOffset(history.AsOf.UtcDateTime.Date, TimeSpan.Zero);
        var replay = new LeadReplay([new TemperatureEvaluator(tried), new TemperatureEvaluator(current)], model is null ? null : model.Look)
        {
            FollowsColleagues = model?.MeasuresColleagues ?? false,
        };
        CriteriaTrial[] trials = [new(tried.Version, until), new(current.Version, until)];
        var since = DateTimeOffset.MaxValue;
        var (otherwise, onlyTried, onlyCurrent) = (0, 0, 0);
        LeadBlocks.Run(
            history.Leads.Where(lead => lead.Lead.CreatedAt < until && !(lead.Lead.CreatedAt < from)),
            lead => replay.Run(lead, until),
            (lead, replayed) =>
            {
                since = lead.Lead.CreatedAt < since ? lead.Lead.CreatedAt : since;
                var (byTried, byCurrent) = (trials[0].Add(lead, replayed[0]), trials[1].Add(lead, replayed[1]));
                onlyTried += byTried == true && byCurrent == false ? 1 : 0;
                onlyCurrent += byCurrent == true && byTried == false ? 1 : 0;
                otherwise += Moves(replayed[0]).SequenceEqual(Moves(replayed[1])) ? 0 : 1;
            },
            stop);
        if (since == DateTimeOffset.MaxValue)
            throw new InvalidDataException($"No lead of {history.Name} was registered between --from and {until:yyyy-MM-dd}; choose an earlier day.");
        return new TrialComparison(history.Name, since, until, trials[0].Finish(since), trials[1].Finish(since), otherwise, onlyTried, onlyCurrent);
    }

    static IEnumerable<(DateTimeOffset, LeadState)> Moves(ReplayedLead lead) =>
        lead.Transitions.Where(item => item.Kind == TransitionKind.State).Select(item => (item.At, item.To));
}
