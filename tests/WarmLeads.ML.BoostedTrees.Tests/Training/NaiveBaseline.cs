namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>The hazard's baseline as plainly as can be: a pass over the rows for every interval.</summary>
sealed class NaiveBaseline
{
    readonly int[] _rows;
    readonly float[] _labels, _weights, _followUp;
    readonly double[] _ends;
    double[] _rates = [];

    /// <summary>Takes the training rows; labels of events beyond the last end become 0.</summary>
    public NaiveBaseline(IReadOnlyList<double> wantedEnds, int[] rows, float[] labels, float[] weights, float[] followUp)
    {
        (_rows, _labels, _weights, _followUp) = (rows, labels, weights, followUp);
        Exposures = new double[labels.Length];
        foreach (var row in rows.Where(row => followUp[row] > wantedEnds[^1]))
        {
            labels[row] = 0;
        }

        // Intervals with fewer than 20 events are joined to the next, those left over at the end to the one before.
        var longest = rows.Max(row => followUp[row]);
        double[] reached = [.. wantedEnds.Where((_, j) => j == 0 || wantedEnds[j - 1] < longest)];
        var ends = new List<double>();
        var taken = 0.0;
        foreach (var end in reached)
        {
            if (rows.Count(row => labels[row] > 0 && (followUp[row] > taken || taken == 0) && followUp[row] <= end) >= 20)
            {
                ends.Add(taken = end);
            }
        }

        _ends = ends.Count == 0 ? [reached[^1]] : [.. ends[..^1], reached[^1]];
    }

    /// <summary>The hazard that an example of score 0 met while it was followed.</summary>
    public double[] Exposures { get; }

    /// <summary>Logarithm of the hazard added up until the last end.</summary>
    public double LogCumulative => PortableMath.Log(
        Enumerable.Range(0, _rates.Length).Aggregate(0.0, (sum, j) => sum + (_rates[j] * (_ends[j] - (j == 0 ? 0 : _ends[j - 1])))));

    public void Refresh(double[] scores)
    {
        _rates = new double[_ends.Length];
        for (var j = 0; j < _rates.Length; j++)
        {
            var (events, time) = (0.0, 0.0);
            foreach (var row in _rows)
            {
                events += IntervalOf(row) == j ? (double)_weights[row] * _labels[row] : 0;
                time += _weights[row] * PortableMath.Exp(Math.Clamp(scores[row], -15, 15)) * DaysIn(row, j);
            }

            _rates[j] = (events > 0 ? events : 0.5) / time;
        }

        foreach (var row in _rows)
        {
            Exposures[row] = Enumerable.Range(0, _rates.Length).Aggregate(0.0, (sum, j) => sum + (_rates[j] * DaysIn(row, j)));
        }
    }

    int IntervalOf(int row) => Enumerable.Range(0, _ends.Length).First(j => j == _ends.Length - 1 || _followUp[row] <= _ends[j]);

    double DaysIn(int row, int j)
    {
        var start = j == 0 ? 0 : _ends[j - 1];
        return _followUp[row] <= start ? 0 : Math.Min(_followUp[row], _ends[j]) - start;
    }
}
