using MathNet.Numerics.Distributions;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Intervals of AUC, log-loss and rate that hold with few outcomes too.</summary>
/// <remarks>
/// Standard errors by lead, Student's t with the number of leads of the rarer outcome less one as degrees of freedom, on the
/// scale on which the figure is nearly normal: log-odds for AUC and rate, logarithm for the log-loss. Percentiles of a
/// bootstrap are too narrow here. Where every row was judged in turn by models of the others, the models vary with what they
/// learnt as well: errors are wider by sqrt(1 + k / (k - 1)) with k parts. Simulated at 40 + 40 outcomes, the intervals hold the
/// truth in results/small.md of the benchmarks. Sources: Nadeau and Bengio 2003; Hanley and McNeil 1982.
/// </remarks>
static class FigureIntervals
{
    const double Level = 0.975;

    /// <summary>The intervals.</summary>
    /// <param name="labels">Shape [rows], 0 or 1, with both outcomes.</param>
    /// <param name="probabilities">Of rows that nothing was fitted on, shape [rows].</param>
    /// <param name="weights">Shape [rows]; null for all 1.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <param name="parts">How many parts of the rows were judged in turn, each by a model of the others; 1 where they were set aside once.</param>
    /// <returns>Null when there are fewer than two leads of an outcome: nothing can be said then.</returns>
    public static QualityIntervals? Of(float[] labels, double[] probabilities, float[]? weights, int[]? groups, int parts = 1)
    {
        var outcomes = LeadInfluence.Outcomes(labels, groups);
        if (outcomes < 2)
            return null;
        var t = Quantile(outcomes) * (parts > 1 ? Math.Sqrt(1 + ((double)parts / (parts - 1))) : 1);
        var leads = groups is null ? labels.Length : groups.Distinct().Count();
        double[] all = [.. labels.Select((_, row) => (double)(weights?[row] ?? 1))];
        return new QualityIntervals(
            Auc(labels, probabilities, all, groups, outcomes, leads, t), LogLoss(labels, probabilities, all, groups, outcomes, t),
            Rate(labels, all, groups, leads), outcomes);
    }

    /// <summary>How many standard errors make 95 % to both sides.</summary>
    /// <param name="count">Leads that the figure rests on, 2 or more.</param>
    public static double Quantile(int count) => StudentT.InvCDF(0, 1, Math.Max(1, count - 1), Level);

    static FigureInterval Auc(
        float[] labels, double[] probabilities, double[] weights, int[]? groups, int outcomes, int leads, double t)
    {
        var (auc, influences) = AucInfluence.Of(labels, probabilities, weights);
        // A perfect order of few leads may be luck, and so may ties of all: what chance does to any order is the least that is allowed for.
        var margin = 0.5 / outcomes;
        var within = Math.Clamp(auc, margin, 1 - margin);
        var error = Math.Max(LeadInfluence.StandardError(influences, groups, outcomes), OfAnyOrder(within, outcomes, leads - outcomes));
        return OnLogOdds(within, t * error);
    }

    static double OfAnyOrder(double auc, double one, double other)
    {
        var (q1, q2) = (auc / (2 - auc), 2 * auc * auc / (1 + auc));
        return Math.Sqrt(((auc * (1 - auc)) + ((one - 1) * (q1 - (auc * auc))) + ((other - 1) * (q2 - (auc * auc)))) / (one * other));
    }

    static FigureInterval LogLoss(float[] labels, double[] probabilities, double[] weights, int[]? groups, int outcomes, double t)
    {
        double[] losses = [.. probabilities.Select((p, row) => -Math.Log(Math.Max(labels[row] > 0.5f ? p : 1 - p, 1e-15)))];
        var (mean, error) = Mean(losses, weights, groups, outcomes);
        var half = t * error / mean;
        return new FigureInterval(mean * Math.Exp(-half), mean * Math.Exp(half));
    }

    static FigureInterval Rate(float[] labels, double[] weights, int[]? groups, int leads)
    {
        var (rate, error) = Mean([.. labels.Select(label => (double)label)], weights, groups, leads);
        return OnLogOdds(rate, Quantile(leads) * error);
    }

    /// <summary>A weighted mean and its standard error by lead.</summary>
    static (double Mean, double Error) Mean(double[] values, double[] weights, int[]? groups, int outcomes)
    {
        var all = weights.Sum();
        var mean = values.Zip(weights, (value, weight) => value * weight).Sum() / all;
        double[] influences = [.. values.Select((value, row) => weights[row] * (value - mean) / all)];
        return (mean, LeadInfluence.StandardError(influences, groups, outcomes));
    }

    static FigureInterval OnLogOdds(double share, double half)
    {
        var odds = Math.Log(share / (1 - share));
        var wide = half / (share * (1 - share));
        return new FigureInterval(1 / (1 + Math.Exp(wide - odds)), 1 / (1 + Math.Exp(-wide - odds)));
    }
}
