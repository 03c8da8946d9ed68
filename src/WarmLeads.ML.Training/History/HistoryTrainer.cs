using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Trains on lead histories: snapshots of open leads, judged forward in time, beside the serving model.</summary>
/// <param name="options">Name, seed, threads, budget and clock.</param>
/// <param name="scorer">Builds features, as serving does.</param>
public sealed class HistoryTrainer(TrainingOptions options, LeadScorer scorer)
{
    const double TestTimeShare = 0.35, TestLeadShare = 0.4, JudgingShare = 0.7;

    /// <summary>Trains a model and judges it beside the serving one.</summary>
    /// <param name="histories">The histories; read once, one lead in memory at a time.</param>
    /// <param name="how">Horizon, now and the most snapshots of a lead.</param>
    /// <param name="champion">The serving model; null when there is none.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Stops between leads and trees; nothing is left behind.</param>
    /// <exception cref="InvalidDataException">There are too few outcomes; the sentence says how many.</exception>
    public async Task<RetrainOutcome> FitAsync(
        IAsyncEnumerable<LeadHistory> histories, HistoryOptions how, ConversionModel? champion = null,
        IProgress<TrainingStep>? progress = null, CancellationToken stop = default)
    {
        var started = options.Clock.GetTimestamp();
        progress?.Report(new TrainingStep("Reading", 0, "building features as of each snapshot"));
        var source = await SnapshotSource.ReadAsync(
            histories, scorer, how, champion, options.Seed,
            leads => progress?.Report(new TrainingStep("Reading", 0.05, $"{Figures.Count(leads)} leads")), stop);

        // Fitting is pure computation: off the caller's context, so that a service goes on answering.
        return await Task.Run(() => Fit(source, how, champion, started, progress, stop), stop);
    }

    RetrainOutcome Fit(
        SnapshotSource source, HistoryOptions how, ConversionModel? champion, long started, IProgress<TrainingStep>? progress, CancellationToken stop)
    {
        var snapshots = source.Snapshots;
        var positives = snapshots.Count(snapshot => snapshot.Converted);
        FlatLabels.RefuseTooFew(
            positives, snapshots.Count - positives, $"The history of {Figures.Count(source.LeadCount)} leads",
            $"a conversion within {how.HorizonDays} days");

        var (train, test) = SplitInTime(snapshots, how, options.Seed);
        if (train.Length == 0 || test.Length == 0 || !HasBoth(snapshots, train) || !HasBoth(snapshots, test))
        {
            throw new InvalidDataException(
                $"The history of {Figures.Count(source.LeadCount)} leads is too short to judge a model forward in time: a horizon of {how.HorizonDays} days " +
                "must pass between the snapshots that are learnt from and those that are judged, with conversions in both. Collect a longer history or shorten the horizon.");
        }

        var assembler = new ModelAssembler(options);
        var trainSchema = source.Learn(train);
        var testFrom = test.Min(row => snapshots[row].Cutoff);
        var judged = assembler.Judge(
            $"forward in time: {Figures.Count(test.Length)} snapshots from {testFrom:yyyy-MM-dd} on, of leads that were not learnt from",
            [() => (source.Encode(trainSchema.Schema, train), source.Encode(trainSchema.Schema, test))],
            options.BudgetSeconds * JudgingShare,
            (share, message) => progress?.Report(new TrainingStep("Judging", 0.1 + 0.6 * share, message)), stop);

        var decision = ChampionGate.Judge(
            [.. test.Select(row => snapshots[row].Converted ? 1f : 0f)], judged.Probabilities,
            champion is null ? null : [.. test.Select(row => ConversionModel.Probability(snapshots[row].ChampionScore))],
            [.. test.Select(row => champion is not null && snapshots[row].Cutoff + TimeSpan.FromDays(how.HorizonDays) <= champion.Identity.SeenUpTo)],
            judged.BaseRate, source.Weights(test));

        int[] all = [.. Enumerable.Range(0, snapshots.Count)];
        var schema = source.Learn(all);
        var identity = new ModelIdentity
        {
            Name = options.Name,
            Version = "",
            TrainedAt = options.Clock.GetUtcNow(),
            Target = $"the lead converts within {how.HorizonDays} days",
            HorizonDays = how.HorizonDays,
            Rows = snapshots.Count,
            Positives = positives,
            SeenUpTo = how.Now,
        };
        var trained = assembler.Finish(
            source.Encode(schema.Schema, all), judged, identity, $"{how.Source} up to {how.Now:yyyy-MM-dd}", schema.Dropped,
            [$"{Figures.Count(snapshots.Count)} snapshots of {Figures.Count(source.LeadCount)} leads; leads whose horizon had not passed are left out, not counted as lost."],
            schema.Findings, started, options.BudgetSeconds * (1 - JudgingShare),
            (share, message) => progress?.Report(new TrainingStep("Fitting", 0.7 + 0.3 * share, message)), stop);
        progress?.Report(new TrainingStep("Done", 1, decision.Reason));
        return new RetrainOutcome(trained, decision);
    }

    // Leads are parted by their number, which says nothing of their fate, and time by a moment. To part by time alone and
    // then drop leads that stand on both sides would drop those that stayed open, which are exactly the ones not converted.
    static (int[] Train, int[] Test) SplitInTime(IReadOnlyList<Snapshot> snapshots, HistoryOptions how, ulong seed)
    {
        var cutoffs = snapshots.Select(snapshot => snapshot.Cutoff).Order().ToArray();
        if (cutoffs.Length == 0)
            return ([], []);
        var from = cutoffs[(int)((1 - TestTimeShare) * (cutoffs.Length - 1))];
        var leads = Enumerable.Range(0, snapshots.Max(snapshot => snapshot.Lead) + 1).ToArray();
        new Random(unchecked((int)seed)).Shuffle(leads);
        var tested = leads[..(int)(TestLeadShare * leads.Length)].ToHashSet();
        int[] test =
        [
            .. Enumerable.Range(0, snapshots.Count).Where(row => snapshots[row].Cutoff >= from && tested.Contains(snapshots[row].Lead)),
        ];
        int[] train =
        [
            .. Enumerable.Range(0, snapshots.Count).Where(row =>
                snapshots[row].Cutoff + TimeSpan.FromDays(how.HorizonDays) <= from && !tested.Contains(snapshots[row].Lead)),
        ];
        return (train, test);
    }

    static bool HasBoth(IReadOnlyList<Snapshot> snapshots, int[] rows) =>
        rows.Any(row => snapshots[row].Converted) && rows.Any(row => !snapshots[row].Converted);
}
