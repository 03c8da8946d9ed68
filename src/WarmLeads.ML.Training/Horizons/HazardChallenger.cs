using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Fits the hazard on what the direct way was fitted on and on open snapshots besides, and judges both on the same later snapshots.</summary>
/// <param name="options">Seed, threads and clock.</param>
sealed class HazardChallenger(TrainingOptions options)
{
    /// <summary>Fits and judges.</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="split">What may be learnt from and what is judged.</param>
    /// <param name="schema">The inputs, learnt from the part that may be learnt from.</param>
    /// <param name="direct">What the direct way reached.</param>
    /// <param name="horizonDays">The horizon.</param>
    /// <param name="isTestUnseen">
    /// Whether nothing may be decided by the test period: then both are judged on what was learnt from, each snapshot by models without its lead.
    /// </param>
    /// <param name="budgetSeconds">Seconds for the fit.</param>
    /// <param name="report">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    /// <returns>What the better of the two reached, and the comparison.</returns>
    public (HeldOutQuality Judged, HazardChallenge Challenge) Challenge(
        SnapshotSource source, HistorySplit split, ModelSchema schema, HeldOutQuality direct, int horizonDays, bool isTestUnseen, double budgetSeconds,
        Action<double, string> report, CancellationToken stop)
    {
        var train = FollowedSnapshots.Encode(source, schema, split.Train, split.Open, split.From, horizonDays);
        var test = source.Encode(schema, split.Test);
        var pooled = new ForestFitter(options).Fit(
            train, budgetSeconds, SizeFor(split, direct.Capacity), (share, message) => report(share, $"hazard, {message}"), stop);
        var fitted = new SegmentFitter(options).Fit(train, pooled, stop);
        var scores = test.Score(fitted.Trees);
        double[] hazard = [.. scores.Select(ConversionModel.Probability)];
        var challenge = isTestUnseen
            ? OutOfFold(train, direct.OutOfFoldScores, fitted.OutOfFoldScores, split.Open.Length)
            : Compare(direct.Probabilities, hazard, test.Labels, test.Weights!, test.Groups!, split.Open.Length);
        if (!challenge.HazardWon)
            return (direct, challenge);

        var quality = QualityJudge.Judge(direct.Quality.Split, test.Labels, hazard, direct.BaseRate, direct.LogisticRegression, test.Weights, test.Groups, threshold: options.Threshold);
        var segments = new SegmentJudge();
        segments.Add(fitted, test, hazard);
        return (direct with
        {
            Segments = options.SegmentColumn is null ? null : segments.Quality(),
            Quality = quality,
            Capacity = fitted.Capacity,
            Trials = fitted.Trials,
            Probabilities = hazard,
            Certainty = ChanceLine.OfProbabilities(
                hazard, test.Labels, test.Weights, test.Groups, [new JudgedScores(scores, fitted.ScoreByFold(test), test.Weights)], test.Times),
            OutOfFoldScores = fitted.OutOfFoldScores[..split.Train.Length],
        }, challenge);
    }

    // The snapshots that both learnt from come first in the hazard's table.
    static HazardChallenge OutOfFold(TrainingTable train, double[] direct, double[] hazard, int openRows)
    {
        var both = direct.Length;
        return Compare(
            [.. direct.Select(ConversionModel.Probability)], [.. hazard[..both].Select(ConversionModel.Probability)], train.Labels[..both],
            train.Weights![..both], train.Groups![..both], openRows) with { IsForward = false };
    }

    /// <summary>The size that the direct way chose, or null to choose anew where there is much more for a hazard to learn from.</summary>
    /// <param name="split">What may be learnt from.</param>
    /// <param name="direct">The direct way's size.</param>
    public static Capacity? SizeFor(HistorySplit split, Capacity direct) =>
        split.Open.Length > split.Train.Length / 2 || (direct.Options is null && direct.Parts.Count == 0) ? null : direct;

    /// <summary>Compares probabilities of the same snapshots; the hazard wins when it is better by more than one standard error.</summary>
    /// <param name="direct">The direct way's, shape [rows].</param>
    /// <param name="hazard">The hazard's, shape [rows].</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows].</param>
    /// <param name="leads">The lead of each, shape [rows].</param>
    /// <param name="openRows">Open snapshots that the hazard learnt from.</param>
    public static HazardChallenge Compare(double[] direct, double[] hazard, float[] labels, float[] weights, int[] leads, int openRows)
    {
        var gains = new double[labels.Length];
        var weight = 0.0;
        for (var i = 0; i < gains.Length; i++)
        {
            weight += weights[i];
            gains[i] = weights[i] * (labels[i] > 0.5f ? Math.Log(hazard[i] / direct[i]) : Math.Log((1 - hazard[i]) / (1 - direct[i])));
        }

        var (difference, error) = (gains.Sum() / weight, PairedLoss.StandardErrorOfSum(gains, leads) / weight);
        return new HazardChallenge(
            difference > error, BinaryClassificationMetrics.Evaluate(direct, labels, weights).LogLoss,
            BinaryClassificationMetrics.Evaluate(hazard, labels, weights).LogLoss, difference, error, labels.Length, leads.Distinct().Count(), openRows);
    }
}
