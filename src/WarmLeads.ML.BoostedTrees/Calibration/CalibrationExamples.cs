namespace WarmLeads.ML.BoostedTrees;

/// <summary>Scores and what became of them, checked.</summary>
/// <param name="Scores">Shape [n], log-odds, finite.</param>
/// <param name="Labels">Shape [n], each in 0..1.</param>
/// <param name="Weights">Shape [n], finite, none negative.</param>
readonly record struct CalibrationExamples(double[] Scores, double[] Labels, double[] Weights)
{
    /// <summary>n.</summary>
    public int Count => Scores.Length;

    /// <summary>Copies and checks what a caller passed.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a number is out of its range; the sentence says which.</exception>
    public static CalibrationExamples Check(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        if (labels.Length != scores.Length || (!weights.IsEmpty && weights.Length != scores.Length))
        {
            throw new ArgumentException(
                $"Got {scores.Length} scores, {labels.Length} labels and {weights.Length} weights; give one label for each score, and one weight for each or none.");
        }

        var (checkedLabels, checkedWeights) = (new double[scores.Length], new double[scores.Length]);
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (!double.IsFinite(scores[i]) || !(labels[i] is >= 0 and <= 1) || !(weight >= 0 && float.IsFinite(weight)))
            {
                throw new ArgumentException(
                    $"Example {i} has score {scores[i]}, label {labels[i]} and weight {weight}; " +
                    "scores must be finite, labels in 0..1, weights finite and 0 or more.");
            }

            (checkedLabels[i], checkedWeights[i]) = (labels[i], weight);
        }

        return new CalibrationExamples(scores.ToArray(), checkedLabels, checkedWeights);
    }

    /// <summary>The examples that lie, or do not lie, in a fold.</summary>
    public CalibrationExamples Where(int[] folds, int fold, bool inside)
    {
        var count = folds.Count(other => other == fold == inside);
        var (scores, labels, weights) = (new double[count], new double[count], new double[count]);
        var at = 0;
        for (var i = 0; i < folds.Length; i++)
        {
            if (folds[i] == fold == inside)
            {
                (scores[at], labels[at], weights[at]) = (Scores[i], Labels[i], Weights[i]);
                at++;
            }
        }

        return new CalibrationExamples(scores, labels, weights);
    }
}
