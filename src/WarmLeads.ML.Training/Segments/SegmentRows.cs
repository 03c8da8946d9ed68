using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>The rows of one segment and where they start from: the scores of a pooled model that was not fitted on them.</summary>
/// <remarks>Shapes: n rows of the segment. Scores and offsets are on the forest's scale: log-odds, or log-hazards of the whole horizon.</remarks>
sealed class SegmentRows
{
    readonly TrainingTable _table;
    readonly double[] _logShares;

    /// <summary>Takes the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Rows of the segment, ascending.</param>
    /// <param name="outOfFoldScores">Calibrated out-of-fold score of each row of the table, log-odds.</param>
    public SegmentRows(TrainingTable table, int[] rows, double[] outOfFoldScores)
    {
        (_table, Rows) = (table, rows);
        _logShares = [.. rows.Select(row => table.FollowUp?.LogShares[row] ?? 0)];
        Labels = [.. rows.Select(row => table.Labels[row])];

        // Where nothing ever came within so few days, a row says nothing.
        Weights = [.. rows.Select((row, i) => double.IsFinite(_logShares[i]) ? table.Weights?[row] ?? 1 : 0)];
        Times = table.Groups is null && table.Times is { } times ? Array.ConvertAll(rows, row => times[row]) : null;
        Leads = [.. rows.Select(row => table.Groups?[row] ?? row)];
        Start = [.. rows.Select(row => IsOfHazard ? LogHazard.FromLogOdds(outOfFoldScores[row]) : outOfFoldScores[row])];
        var converted = new Dictionary<int, bool>();
        for (var i = 0; i < rows.Length; i++)
            converted[Leads[i]] = converted.GetValueOrDefault(Leads[i]) || Labels[i] > 0.5f;
        (LeadCount, Converted) = (converted.Count, converted.Values.Count(won => won));
    }

    /// <summary>Rows of the table, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>Where each row starts from.</summary>
    public double[] Start { get; }

    /// <summary>Each 0 or 1.</summary>
    public float[] Labels { get; }

    /// <summary>0 where a row says nothing.</summary>
    public float[] Weights { get; }

    /// <summary>The lead of each row.</summary>
    public int[] Leads { get; }

    /// <summary>When each row stands, in days since 1970; null where that is not known, and for snapshots, which are parted by their leads.</summary>
    public double[]? Times { get; }

    /// <summary>Leads.</summary>
    public int LeadCount { get; }

    /// <summary>Leads with a converted row.</summary>
    public int Converted { get; }

    /// <summary>Leads of the rarer outcome.</summary>
    public int Rarer => Math.Min(Converted, LeadCount - Converted);

    /// <summary>Whether scores are log-hazards.</summary>
    public bool IsOfHazard => _table.FollowUp is not null;

    /// <summary>Log-loss of a row with a score, times its weight; an open row is judged by the chance within the days it was looked at.</summary>
    public double Loss(int i, double score)
    {
        if (Weights[i] == 0)
            return 0;
        if (IsOfHazard)
            return Weights[i] * LogHazardLine.Loss(score + _logShares[i], Labels[i]);
        var z = Labels[i] > 0.5f ? score : -score;
        return Weights[i] * (Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))));
    }

    /// <summary>First derivative of the loss by the score, and its expected second one.</summary>
    public (double Gradient, double Curvature) Slope(int i, double score)
    {
        if (Weights[i] == 0)
            return (0, 0);
        if (IsOfHazard)
        {
            // With u the hazard: u without a conversion and -u / (e^u - 1) with one; the mean square is u^2 / (e^u - 1).
            var hazard = Math.Exp(Math.Clamp(score + _logShares[i], -30, 3.5));
            var expected = Math.Max(hazard / Math.Max(Math.Exp(hazard) - 1, 1e-300), 1e-12);
            return (Weights[i] * (Labels[i] > 0.5f ? -expected : hazard), Weights[i] * hazard * expected);
        }

        var p = 1 / (1 + Math.Exp(-score));
        return (Weights[i] * (p - Labels[i]), Weights[i] * p * (1 - p));
    }

    /// <summary>The log-odds of a score.</summary>
    public double LogOdds(double score) => IsOfHazard ? LogHazard.ToLogOdds(score) : score;

    /// <summary>The rows as examples that start from their scores; of wide columns only the categories themselves, not what is counted of them.</summary>
    public Dataset Examples()
    {
        var data = Dataset.FromColumns(
            _table.Features(), [.. _table.Columns.Select(column => Array.ConvertAll(Rows, row => column[row]))],
            _table.FollowUp is { } followed ? Array.ConvertAll(Rows, row => followed.Converted[row] ? 1f : 0f) : Labels, Weights);
        if (_table.FollowUp is { } known)
            data = data.WithFollowUp(Array.ConvertAll(Rows, row => known.Days[row]));
        return data.WithInitialScores(Start);
    }

    /// <summary>The objective of the pooled forest.</summary>
    public BoostedTreeOptions WithObjective(BoostedTreeOptions options) => _table.FollowUp is { } followed
        ? options with { Objective = Objective.Hazard, HazardIntervalEnds = followed.IntervalEnds }
        : options;
}
