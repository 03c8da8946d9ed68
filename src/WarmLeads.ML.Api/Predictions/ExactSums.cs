using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Holds every answer against its promise: what is shown adds up to what is shown, to the last bit.</summary>
static class ExactSums
{
    /// <summary>Checks a prediction.</summary>
    /// <exception cref="InvalidOperationException">The points or the log-odds do not add up.</exception>
    public static void Check(LeadPrediction prediction)
    {
        double points = 0, score = prediction.Bias;
        foreach (var signal in prediction.Contributions)
        {
            points += signal.Points;
            score += signal.LogOdds;
        }

        // Exact on purpose: all of them lie on binary grids on which sums have no rounding.
        if (score != prediction.Score)
            throw Broken(prediction, $"bias and log-odds add up to {score:R}, not to the score {prediction.Score:R}");
        if (points != 100 * prediction.Probability - 100 * prediction.BaseProbability)
            throw Broken(prediction, $"the points add up to {points:R}, not to 100 x {prediction.Probability:R} - 100 x {prediction.BaseProbability:R}");
        if (prediction.Probability != ConversionModel.Probability(prediction.Score))
            throw Broken(prediction, $"the probability {prediction.Probability:R} does not belong to the score {prediction.Score:R}");
    }

    static InvalidOperationException Broken(LeadPrediction prediction, string what) =>
        new($"Model {prediction.ModelName} {prediction.ModelVersion} gave lead '{prediction.LeadId}' an explanation that does not add up: {what}.");
}
