using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>What chance alone does to figures of calibration.</summary>
static class CalibrationChance
{
    const int Draws = 100;

    /// <summary>The calibration error that exact probabilities have on average: outcomes drawn with them, judged like real ones.</summary>
    /// <param name="probabilities">Shape [rows].</param>
    /// <param name="weights">Shape [rows].</param>
    /// <param name="seed">Of the draws.</param>
    public static double ErrorOfExact(double[] probabilities, float[] weights, ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        var labels = new float[probabilities.Length];
        double sum = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var row = 0; row < labels.Length; row++)
                labels[row] = random.NextDouble() < probabilities[row] ? 1 : 0;
            sum += BinaryClassificationMetrics.Evaluate(probabilities, labels, weights).ExpectedCalibrationError;
        }

        return sum / Draws;
    }
}
