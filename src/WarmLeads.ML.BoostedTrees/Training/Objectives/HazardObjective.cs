namespace WarmLeads.ML.BoostedTrees;

/// <summary>The time to an event: in interval j the hazard of an example with score f is e^(b_j + f) a day.</summary>
/// <remarks>
/// With E_ij the days of example i in interval j, its exposure A_i = sum over j of e^(b_j) E_ij is one number, and the loss
/// is Poisson's: w (A e^f - y (f + b_j)), j the interval of the event. The baseline is Breslow's, e^(b_j) = sum of w y_ij /
/// sum of w E_ij e^(f_i), at the start and every 10 trees. A step is limited as Poisson's is, from the first tree to the last.
/// Sources: Holford 1980, "The analysis of rates and of survivorship using log-linear models"; Breslow 1972.
/// </remarks>
sealed class HazardObjective : TrainingObjective
{
    const int TreesPerBaseline = 10;

    // Scores are clipped in sums only; what the model answers is not.
    const double LargestExponent = 15;

    // More than the logarithm of the baseline can move while scores are clipped.
    const double LargestBaselineMove = 2 * LargestExponent;

    readonly BinnedDataset _data;
    readonly int[] _train, _used;
    readonly HazardIntervals _intervals;
    readonly double[] _exposures, _logRates;
    readonly List<double[]> _ratesByRefresh = [];

    /// <summary>Takes training and validation rows with a weight.</summary>
    /// <exception cref="ArgumentException">No training example has any follow-up.</exception>
    public HazardObjective(BinnedDataset data, int[] train, int[] validation, IReadOnlyList<double> intervalEnds)
    {
        (_data, _train, _used) = (data, train, [.. train, .. validation]);
        _intervals = HazardIntervals.Of(data, train, intervalEnds);
        (_exposures, _logRates) = (new double[data.RowCount], new double[data.RowCount]);
        Labels = new float[data.RowCount];
        foreach (var row in _used)
        {
            Labels[row] = _intervals.HasEvent(data, row) ? 1 : 0;
        }
    }

    public override float[] Labels { get; }

    public override Variance Variance => Variance.Poisson;

    public override double LargestStep => PoissonObjective.LargestLogStep;

    public override bool CanLearn => Array.Exists(_train, row => Labels[row] > 0);

    // The baseline holds the level; scores start from nothing.
    public override double StartingScore() => 0;

    public override double LargestShift => Math.Abs(ShiftAfter(0)) + LargestBaselineMove;

    public override Loss LossOf(int[] rows, double[] scores, double[]? means) =>
        new PoissonLoss(_data, Labels, rows, scores, means, _exposures, _logRates, LargestExponent);

    public override void Refresh(int trees, double[] scores)
    {
        if (trees % TreesPerBaseline > 0)
        {
            return;
        }

        var rates = Rates(scores);
        _ratesByRefresh.Add(rates);
        foreach (var row in _used)
        {
            _exposures[row] = 0;
            for (var j = 0; j < rates.Length; j++)
            {
                _exposures[row] += rates[j] * _intervals.Exposure(row, j);
            }

            _logRates[row] = PortableMath.Log(rates[_intervals.IntervalOf(row)]);
        }
    }

    public override ForestLink LinkAfter(int trees) => new(ScoreLink.ComplementaryLogLog, BaselineAfter(trees));

    public override double ShiftAfter(int trees)
    {
        var baseline = BaselineAfter(trees);
        return baseline.LogCumulative(baseline.LongestHorizon);
    }

    BaselineHazard BaselineAfter(int trees)
    {
        var rates = _ratesByRefresh[trees / TreesPerBaseline];
        var (cumulative, sum) = (new double[rates.Length], 0.0);
        for (var j = 0; j < rates.Length; j++)
        {
            sum += rates[j] * (_intervals.Ends[j] - (j == 0 ? 0 : _intervals.Ends[j - 1]));
            cumulative[j] = sum;
        }

        return new BaselineHazard(_intervals.Ends, cumulative);
    }

    // With no event at all, half a one is imagined.
    double[] Rates(double[] scores)
    {
        var count = _intervals.Ends.Length;
        var (events, time) = (new double[count], new double[count]);
        foreach (var row in _train)
        {
            var weight = _data.Weights is null ? 1.0 : _data.Weights[row];
            var relative = weight * PortableMath.Exp(Math.Clamp(scores[row], -LargestExponent, LargestExponent));
            for (var j = 0; j < count; j++)
            {
                time[j] += relative * _intervals.Exposure(row, j);
            }

            events[_intervals.IntervalOf(row)] += weight * Labels[row];
        }

        var rates = new double[count];
        for (var j = 0; j < count; j++)
        {
            rates[j] = (events[j] > 0 ? events[j] : 0.5) / time[j];
        }

        return rates;
    }
}
