using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Gathers how good models are in each segment on judged rows, with and without the segments' own parts.</summary>
sealed class SegmentJudge
{
    readonly Dictionary<string, Figures> _bySegment = new(StringComparer.Ordinal);
    int _leads;

    /// <summary>Adds the judged rows of one part.</summary>
    /// <param name="fitted">What was fitted to other rows; without segments nothing is added.</param>
    /// <param name="test">The judged rows, with the columns of the fit only.</param>
    /// <param name="probabilities">The model's probability of each, shape [rows].</param>
    public void Add(FittedForest fitted, TrainingTable test, double[] probabilities)
    {
        if (fitted.Segments is not { } segments || SegmentColumn.IndexOf(segments.Report.Column, test.Schema) is not { } feature)
            return;
        var pooled = test.Score(segments.Pooled);
        var (levels, codes) = (test.Schema.Columns[feature].Levels, test.Columns[feature]);
        for (var row = 0; row < codes.Length; row++)
        {
            if (!(codes[row] >= 0 && codes[row] < levels.Count))
                continue;
            var name = levels[(int)codes[row]];
            if (!_bySegment.TryGetValue(name, out var figures))
                _bySegment.Add(name, figures = new Figures([], [], [], [], []));
            figures.Labels.Add(test.Labels[row]);
            figures.Weights.Add(test.Weights?[row] ?? 1);
            figures.Leads.Add(_leads + (test.Groups?[row] ?? row));
            figures.Pooled.Add(ConversionModel.Probability(pooled[row]));
            figures.Own.Add(probabilities[row]);
        }

        // Rows of another part are other leads.
        _leads += (test.Groups?.DefaultIfEmpty(-1).Max() ?? codes.Length - 1) + 1;
    }

    /// <summary>The figures by segment.</summary>
    public IReadOnlyDictionary<string, SegmentQuality> Quality() =>
        _bySegment.ToDictionary(pair => pair.Key, pair => pair.Value.Quality(), StringComparer.Ordinal);

    sealed record Figures(List<float> Labels, List<float> Weights, List<int> Leads, List<double> Pooled, List<double> Own)
    {
        public SegmentQuality Quality()
        {
            float[] labels = [.. Labels], weights = [.. Weights];
            var pooled = BinaryClassificationMetrics.Evaluate([.. Pooled], labels, weights);
            var own = BinaryClassificationMetrics.Evaluate([.. Own], labels, weights);
            double[] gains =
            [
                .. labels.Select((label, i) => weights[i] *
                    (label > 0.5f ? Log(Own[i]) - Log(Pooled[i]) : Log(1 - Own[i]) - Log(1 - Pooled[i]))),
            ];
            return new SegmentQuality(
                labels.Length, labels.Count(label => label > 0.5f), pooled.LogLoss, own.LogLoss,
                PairedLoss.StandardErrorOfSum(gains, [.. Leads]) / weights.Sum(weight => (double)weight), pooled.AreaUnderRocCurve, own.AreaUnderRocCurve);
        }

        // The metrics clip in the same place.
        static double Log(double probability) => Math.Log(Math.Max(probability, 1e-15));
    }
}
