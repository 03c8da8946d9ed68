using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Judges the serving model and a new one on the same newest leads.</summary>
/// <remarks>
/// The new one is judged as fitted without these leads. The serving one may have seen some of them; when enough came
/// after it was trained only those count, else all do, which favours the serving model and is said.
/// </remarks>
public static class ChampionGate
{
    const int EnoughRows = 100, EnoughPositives = 10;

    /// <summary>Judges.</summary>
    /// <param name="labels">Outcome of the newest snapshots, shape [rows].</param>
    /// <param name="challenger">The new model's probabilities, fitted without them, shape [rows].</param>
    /// <param name="champion">The serving model's probabilities, shape [rows]; null when there is none.</param>
    /// <param name="seenByChampion">Whether the serving model may have learnt from a snapshot's outcome, shape [rows].</param>
    /// <param name="baseRate">The training part's conversion rate.</param>
    /// <param name="weights">Weights, shape [rows]; null for all 1.</param>
    public static GateDecision Judge(
        float[] labels, double[] challenger, double[]? champion, bool[] seenByChampion, double baseRate, float[]? weights = null)
    {
        var constant = new double[labels.Length];
        Array.Fill(constant, baseRate);
        var figures = BinaryClassificationMetrics.Evaluate(challenger, labels, weights);
        var rateLoss = BinaryClassificationMetrics.Evaluate(constant, labels, weights).LogLoss;
        if (champion is null)
        {
            return new GateDecision(true, figures.LogLoss < rateLoss
                ? $"There is no serving model; the new one has log-loss {figures.LogLoss:0.0000} against {rateLoss:0.0000} for the base rate."
                : $"There is no serving model; the new one is published although its log-loss {figures.LogLoss:0.0000} is no better than {rateLoss:0.0000} for the base rate.",
                labels.Length, null, figures);
        }

        var fresh = Enumerable.Range(0, labels.Length).Where(row => !seenByChampion[row]).ToArray();
        var isFair = fresh.Length >= EnoughRows && fresh.Count(row => labels[row] > 0.5f) >= EnoughPositives;
        var rows = isFair ? fresh : [.. Enumerable.Range(0, labels.Length)];
        float[] judged = [.. rows.Select(row => labels[row])];
        double[] old = [.. rows.Select(row => champion[row])], next = [.. rows.Select(row => challenger[row])];
        float[]? judgedWeights = weights is null ? null : [.. rows.Select(row => weights[row])];
        var oldFigures = BinaryClassificationMetrics.Evaluate(old, judged, judgedWeights);
        figures = BinaryClassificationMetrics.Evaluate(next, judged, judgedWeights);

        var error = PairedLoss.StandardError(judged, old, next, judgedWeights);
        var difference = figures.LogLoss - oldFigures.LogLoss;
        var who = $"On {Figures.Count(rows.Length)} newest snapshots the new model has log-loss {figures.LogLoss:0.0000} and the serving one {oldFigures.LogLoss:0.0000}";
        var seen = isFair ? "" : ", which was trained on some of them";
        return difference <= error
            ? new GateDecision(true, $"{who}{seen}: the new one is not worse and takes over.", rows.Length, oldFigures, figures)
            : new GateDecision(
                false, $"{who}{seen}: worse by more than one standard error ({error:0.0000}), so the serving model stays.", rows.Length, oldFigures, figures);
    }
}
