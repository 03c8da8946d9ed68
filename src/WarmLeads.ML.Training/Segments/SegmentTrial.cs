using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>One way to answer for a segment, judged on rows that it was not fitted on.</summary>
/// <param name="Part">What is added.</param>
/// <param name="Trees">Trees that are added; 0 for none.</param>
/// <param name="Scores">Score of each row by a fit without it, on the forest's scale, shape [rows of the segment]; where a row judges nothing, the pooled one.</param>
/// <param name="Losses">Weighted loss of each row that judges; 0 for the others.</param>
/// <param name="Weight">Summed weight of the rows that judge.</param>
sealed record SegmentTrial(SegmentPart Part, int Trees, double[] Scores, double[] Losses, double Weight)
{
    /// <summary>Mean log-loss of the rows that judge.</summary>
    public double LogLoss => Losses.Sum() / Weight;

    /// <summary>Judges scores.</summary>
    /// <param name="segment">The rows.</param>
    /// <param name="splits">Which of them judge.</param>
    /// <param name="part">What is added.</param>
    /// <param name="trees">Trees that are added.</param>
    /// <param name="scores">The scores.</param>
    public static SegmentTrial Of(
        SegmentRows segment, IReadOnlyList<(int[] Learn, int[] Judge)> splits, SegmentPart part, int trees, double[] scores)
    {
        var (losses, weight) = (new double[scores.Length], 0.0);
        foreach (var i in splits.SelectMany(split => split.Judge))
        {
            losses[i] = segment.Loss(i, scores[i]);
            weight += segment.Weights[i];
        }

        return new SegmentTrial(part, trees, scores, losses, weight);
    }

    /// <summary>By how much another way's summed loss is larger, and the standard error of that by lead.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="other">The other way.</param>
    public (double Gain, double StandardError) Against(SegmentRows segment, SegmentTrial other)
    {
        double[] gains = [.. Losses.Zip(other.Losses, (own, others) => others - own)];
        return (gains.Sum(), PairedLoss.StandardErrorOfSum(gains, segment.Leads));
    }
}
