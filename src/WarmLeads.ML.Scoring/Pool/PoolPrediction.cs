using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>A prediction with only the words that a list shows: a sweep of a million leads reads no more of it.</summary>
/// <param name="Probability">Chance of conversion within the horizon, bit for bit that of <see cref="ConversionModel.Predict"/>.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="Contributions">What each signal adds to the score, the strongest first; those that add nothing are left out.</param>
/// <param name="InOneLine">What <see cref="LeadPrediction.InOneLine"/> says.</param>
sealed record PoolPrediction(double Probability, double Score, IReadOnlyList<ScoreContribution> Contributions, string InOneLine)
{
    /// <summary>Predicts a row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row; its schema is the model's.</param>
    public static PoolPrediction Of(ConversionModel model, RowEncoder row)
    {
        var features = row.Encode();
        var signals = model.Signals;
        var count = signals.Columns.Count;
        Span<double> contributions = count <= 512 ? stackalloc double[count] : new double[count];
        Span<double> points = count <= 512 ? stackalloc double[count] : new double[count];
        var score = model.Trees.Explain(features, contributions);
        PercentagePoints.Compute(contributions, model.BaseScore, score, points);

        var strengths = new (double Strength, int Signal)[count];
        for (var i = 0; i < count; i++)
            strengths[i] = (-Math.Abs(contributions[i]), i);
        // Equal ones in the order of the schema.
        Array.Sort(strengths);
        var added = new List<ScoreContribution>(count);
        foreach (var (strength, signal) in strengths)
        {
            if (strength != 0)
                added.Add(new ScoreContribution(signals.Columns[signal].Name, contributions[signal]));
        }

        var families = new List<string>(LeadPrediction.FamiliesInOneLine);
        var line = new List<string>(LeadPrediction.FamiliesInOneLine);
        foreach (var (_, signal) in strengths)
        {
            var column = signals.Columns[signal];
            if (line.Count == LeadPrediction.FamiliesInOneLine || !LeadPrediction.IsWorthALine(points[signal]) || families.Contains(column.Family))
                continue;
            families.Add(column.Family);
            line.Add(LeadPrediction.InLine(column.DisplayName, signals.ValueInWords(signal, features), points[signal]));
        }

        return new PoolPrediction(ConversionModel.Probability(score), score, added, string.Join(", ", line));
    }
}
