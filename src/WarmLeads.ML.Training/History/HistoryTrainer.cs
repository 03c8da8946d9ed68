using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Trains on lead histories: snapshots of open leads, judged forward in time, beside the serving model.</summary>
/// <param name="options">Name, seed, threads, budget and clock.</param>
/// <param name="scorer">Builds features, as serving does.</param>
public sealed class HistoryTrainer(TrainingOptions options, LeadScorer scorer)
{
    // Of the time allowed; the rest is for the final fit, which knows the size. Plans err on the careful side by far more than what
    // the challenge takes, so it takes nothing from the fits that decide how good the model is.
    const double JudgingShare = 0.7, ChallengeShare = 0.15;

    /// <summary>Trains a model and judges it beside the serving one.</summary>
    /// <param name="histories">The histories; read twice, one lead in memory at a time: first for what can be measured of them.</param>
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
        RefuseWithoutHorizon(how);
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
        RefuseUnknown(source, how);
        RefuseTooFew(source, how);
        var split = HistorySplit.Of(source.Rows, how, options.Seed);
        var (testFrom, train, test) = split;
        if (train.Length == 0 || test.Length == 0 || !HasBoth(snapshots, train) || !HasBoth(snapshots, test))
            throw new InvalidDataException(TooShort(source, how, split));

        source = new ColleagueTrial(options).Judge(source, train, stop);
        var assembler = new ModelAssembler(options);
        var trainSchema = source.Learn(train);
        SegmentColumn.Check(options.SegmentColumn, trainSchema, "the history");
        var judged = assembler.Judge(
            $"forward in time: {Figures.Count(test.Length)} snapshots from {testFrom:yyyy-MM-dd} on, of leads that were not learnt from",
            [() => (source.Encode(trainSchema.Schema, train, testFrom), source.Encode(trainSchema.Schema, test))],
            options.BudgetSeconds * JudgingShare,
            (share, message) => progress?.Report(new TrainingStep("Judging", 0.1 + 0.5 * share, message)), stop);

        // A test period that was asked for stays unseen, so that anybody can judge the model on it.
        var isHeldOut = how.TestFrom is not null || how.TestFraction is not null;
        HazardChallenge? challenge = null;
        if (how.HorizonDays is { } days)
        {
            (judged, challenge) = new HazardChallenger(options).Challenge(
                source, split, trainSchema.Schema, judged, days, isHeldOut, options.BudgetSeconds * ChallengeShare,
                (share, message) => progress?.Report(new TrainingStep("Judging", 0.6 + 0.1 * share, message)), stop);
        }

        var decision = ChampionGate.Judge(
            [.. test.Select(row => snapshots[row].Converted ? 1f : 0f)], judged.Probabilities,
            champion is null ? null : [.. test.Select(row => ConversionModel.Probability(snapshots[row].ChampionScore))],
            [.. test.Select(row => champion is not null && snapshots[row].KnownFrom <= champion.Identity.SeenUpTo)],
            judged.BaseRate, source.Weights(test));

        int[] all = isHeldOut ? split.KnownBefore(snapshots) : [.. Enumerable.Range(0, snapshots.Count)];
        int[] open = [.. Enumerable.Range(0, source.Rows.Count).Where(row => isHeldOut ? split.IsOpen(source.Rows[row]) : row >= snapshots.Count)];
        var seenUpTo = isHeldOut ? testFrom : how.Now;
        var schema = source.Learn(all);
        SegmentColumn.Check(options.SegmentColumn, schema, "the history");
        var identity = new ModelIdentity
        {
            Name = options.Name,
            Version = "",
            TrainedAt = options.Clock.GetUtcNow(),
            Target = how.Target,
            HorizonDays = how.HorizonDays,
            CutoffAfterHours = how.CutoffAfter?.TotalHours,
            Rows = all.Length,
            Positives = all.Count(row => snapshots[row].Converted),
            SeenUpTo = seenUpTo,
        };
        var horizons = challenge is null ? null : Horizons(source, how, split, judged, challenge, schema.Schema, all, open, seenUpTo);
        var trained = assembler.Finish(
            source.Encode(schema.Schema, all, seenUpTo), judged, identity, $"{how.Source} up to {seenUpTo:yyyy-MM-dd}", schema.Dropped,
            Notes(source, how, all.Length, isHeldOut ? testFrom : null), schema.Findings, started,
            options.BudgetSeconds * (1 - JudgingShare),
            (share, message) => progress?.Report(new TrainingStep("Fitting", 0.7 + 0.3 * share, message)), stop, horizons);
        progress?.Report(new TrainingStep("Done", 1, decision.Reason));
        return new RetrainOutcome(trained, decision);
    }

    HorizonPlan Horizons(
        SnapshotSource source, HistoryOptions how, HistorySplit split, HeldOutQuality judged, HazardChallenge challenge, ModelSchema schema,
        int[] all, int[] open, DateTimeOffset seenUpTo)
    {
        var fitter = new HorizonCurveFitter(source, how, options.Seed + 5);
        var (days, answered) = (how.HorizonDays!.Value, fitter.Answerable(all, seenUpTo));
        int[] missing = [.. fitter.Wanted.Except(answered)];
        var tooLittle = $"The history tells too little of conversions within {string.Join(" and ", missing)} days";
        if (missing.Length > 0 && how.Horizons is not null)
        {
            throw new InvalidDataException(
                $"{tooLittle}: {HorizonCurveFitter.FewestFollowed} snapshots must have been followed for so long and {HorizonCurveFitter.FewestConversions} of them " +
                "have converted. Leave it out of the horizons, or collect a longer history.");
        }

        List<string> notes = [challenge.InWords()];
        if (missing.Length > 0)
            notes.Add($"{tooLittle}; the model answers {string.Join(", ", answered)} days.");
        var quality = JudgedHorizon.Qualities(fitter.Judge(
            fitter.Fit(split.Train, split.From, judged.OutOfFoldScores), split.Train, split.From, split.Test, judged.Probabilities, source.Weights(split.Test)));
        int[] unjudged = [.. answered.Except(quality.Select(horizon => horizon.Days))];
        if (unjudged.Length > 0)
            notes.Add($"The chances within {string.Join(" and ", unjudged)} days could not be judged forward in time: too little time has passed since.");
        return new HorizonPlan(
            challenge.HazardWon ? FollowedSnapshots.Encode(source, schema, all, open, seenUpTo, days) : null,
            scores => fitter.Fit(all, seenUpTo, scores[..all.Length]), challenge, quality, notes);
    }

    static List<string> Notes(SnapshotSource source, HistoryOptions how, int learnt, DateTimeOffset? testFrom)
    {
        List<string> notes =
        [
            how.HorizonDays is null
                ? $"{Figures.Count(learnt)} snapshots of {Figures.Count(source.LeadCount)} leads; leads without an outcome by then are left out, not counted as lost, " +
                    "and those that took long weigh more, since many of their like are still open."
                : $"{Figures.Count(learnt)} snapshots of {Figures.Count(source.LeadCount)} leads; leads whose horizon had not passed are left out, not counted as lost.",
        ];
        if (testFrom is { } from)
            notes.Add($"Nothing known from {from:yyyy-MM-dd HH:mm} UTC on was learnt from: that is the test period.");
        if (how.CutoffAfter is { } after)
            notes.Add($"Every lead was looked at {HistoryOptions.Hours(after)} after its registration; the model is made to score leads of that age only.");
        return notes;
    }

    /// <summary>Refuses to ask for the final outcome of leads that have none.</summary>
    internal static void RefuseWithoutHorizon(HistoryOptions how)
    {
        if (how is { HorizonDays: null, ConvertedBy.Count: > 0 })
            throw new InvalidDataException("Leads that convert again and again have no final outcome; give a horizon, such as --horizon 90d.");
    }

    /// <summary>Refuses to leave out what is not there.</summary>
    internal static void RefuseUnknown(SnapshotSource source, HistoryOptions how)
    {
        if (how.Exclude.FirstOrDefault(name => !source.AttributeNames.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new InvalidDataException($"No lead has an attribute '{unknown}' to leave out; there are {string.Join(", ", source.AttributeNames.DefaultIfEmpty("none"))}.");
    }

    /// <summary>Refuses histories with too few outcomes to learn anything.</summary>
    internal static void RefuseTooFew(SnapshotSource source, HistoryOptions how)
    {
        var positives = source.Snapshots.Count(snapshot => snapshot.Converted);
        FlatLabels.RefuseTooFew(
            positives, source.Snapshots.Count - positives, $"The history of {Figures.Count(source.LeadCount)} leads",
            how.HorizonDays is { } days ? $"a conversion within {days} days" : "a conversion in the end");
    }

    internal static string TooShort(SnapshotSource source, HistoryOptions how, HistorySplit split)
    {
        if (how.TestFrom is { } asked)
        {
            return $"The history of {Figures.Count(source.LeadCount)} leads cannot be parted at {asked:yyyy-MM-dd HH:mm} UTC: {Figures.Count(split.Train.Length)} snapshots have " +
                $"an outcome known before and {Figures.Count(split.Test.Length)} lie after, and both need conversions and leads that did not convert. Choose another --test-from.";
        }

        return how.HorizonDays is { } days
            ? $"The history of {Figures.Count(source.LeadCount)} leads is too short to judge a model forward in time: a horizon of {days} days " +
                "must pass between the snapshots that are learnt from and those that are judged, with conversions in both. Collect a longer history or shorten the horizon."
            : $"The history of {Figures.Count(source.LeadCount)} leads is too short to judge a model forward in time: leads must have had their outcome before the newest " +
                "were registered, with conversions among both. Collect a longer history or choose an earlier --test-from.";
    }

    internal static bool HasBoth(IReadOnlyList<Snapshot> snapshots, int[] rows) =>
        rows.Any(row => snapshots[row].Converted) && rows.Any(row => !snapshots[row].Converted);
}
