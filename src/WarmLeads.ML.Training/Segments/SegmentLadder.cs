using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>The ways to answer for a segment, simplest first: the pooled model, a level of its own, a few trees of its own, many.</summary>
/// <remarks>
/// All start from the pooled model's out-of-fold scores and are judged on rows of the segment that they were not fitted on. A way is
/// taken only if it beats the pooled model by more than one standard error by lead, and then the simplest within one standard error
/// of the best. Numbers of trees are fixed, so that no row that judges a fit has a say in where it stops.
/// </remarks>
/// <param name="options">Seed.</param>
sealed class SegmentLadder(TrainingOptions options)
{
    /// <summary>Leads of each outcome that a level of its own needs.</summary>
    public const int LeadsForOffset = FlatLabels.FewestOfEachClass;

    /// <summary>Leads of each outcome that trees of its own need.</summary>
    public const int LeadsForTrees = FlatLabels.EnoughOfEachClass;

    static readonly int[] s_treeCounts = [30, 120];

    // Trees of one split: what a segment has of its own is small, and effects add up.
    static readonly BoostedTreeOptions s_small = new()
    {
        NumberOfLeaves = 2, MaximumDepth = 1, LearningRate = 0.1, MinimumExampleCountPerLeaf = 10, L2Regularization = 5,
        FeatureFraction = 0.6, ExampleFraction = 0.75, NumberOfThreads = 1,
    };

    /// <summary>Climbs as far as it pays.</summary>
    /// <param name="segment">The rows of the segment.</param>
    /// <param name="stop">Stops between fits.</param>
    public SegmentChoice Climb(SegmentRows segment, CancellationToken stop)
    {
        var splits = SegmentSplits.Of(segment, options.Seed + 7);
        var pooled = SegmentTrial.Of(segment, splits, SegmentPart.Pooled, 0, segment.Start);
        if (segment.Rarer < LeadsForOffset)
            return new SegmentChoice(segment, pooled, null, 0, null);

        List<SegmentTrial> trials = [TryOffset(segment, splits)];
        using var bins = segment.Rarer < LeadsForTrees ? null : BinnedDataset.Create(segment.Examples(), seed: options.Seed, numberOfThreads: 1, stop: stop);
        if (bins is not null)
        {
            foreach (var count in s_treeCounts)
                trials.Add(TryTrees(segment, splits, bins, count, stop));
        }

        if (Choose(segment, pooled, trials) is not { } chosen)
            return new SegmentChoice(segment, pooled, trials.MinBy(trial => trial.LogLoss), 0, null) { Stays = true };
        int[] all = [.. Enumerable.Range(0, segment.Rows.Length)];
        return chosen.Part == SegmentPart.Offset
            ? new SegmentChoice(segment, pooled, chosen, SegmentOffset.Fit(segment, all), null)
            : new SegmentChoice(segment, pooled, chosen, 0, Trainer(segment, chosen.Trees, 0).Fit(bins!, all, stop: stop).Model);
    }

    static SegmentTrial TryOffset(SegmentRows segment, IReadOnlyList<(int[] Learn, int[] Judge)> splits)
    {
        var scores = (double[])segment.Start.Clone();
        foreach (var (learn, judge) in splits)
        {
            var offset = SegmentOffset.Fit(segment, learn);
            foreach (var i in judge)
                scores[i] += offset;
        }

        return SegmentTrial.Of(segment, splits, SegmentPart.Offset, 0, scores);
    }

    SegmentTrial TryTrees(
        SegmentRows segment, IReadOnlyList<(int[] Learn, int[] Judge)> splits, BinnedDataset bins, int count, CancellationToken stop)
    {
        var scores = (double[])segment.Start.Clone();
        for (var split = 0; split < splits.Count; split++)
        {
            var (learn, judge) = splits[split];
            var result = Trainer(segment, count, split + 1).Fit(bins, learn, judge, stop: stop);
            for (var i = 0; i < judge.Length; i++)
                scores[judge[i]] = result.ValidationScores[i];
        }

        return SegmentTrial.Of(segment, splits, SegmentPart.Trees, count, scores);
    }

    BoostedTreeTrainer Trainer(SegmentRows segment, int count, int number) =>
        new(segment.WithObjective(s_small with { NumberOfTrees = count, Seed = options.Seed + (ulong)number }));

    static SegmentTrial? Choose(SegmentRows segment, SegmentTrial pooled, List<SegmentTrial> trials)
    {
        SegmentTrial[] better = [.. trials.Where(trial => trial.Against(segment, pooled) is var (gain, error) && gain > error)];
        if (better.Length == 0)
            return null;
        var best = better.MinBy(trial => trial.LogLoss)!;
        return better.First(trial => trial == best || best.Against(segment, trial) is var (gain, error) && gain <= error);
    }
}
