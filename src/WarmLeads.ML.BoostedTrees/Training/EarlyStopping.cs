namespace WarmLeads.ML.BoostedTrees;

/// <summary>Watches the validation loss: which number of trees is best, and when to give up hope of a better one.</summary>
/// <param name="patience">Trees without progress after which to stop, 0 = never.</param>
sealed class EarlyStopping(int patience)
{
    // Less than this, relative, is no progress: it would hold up the end for nothing that anyone can measure.
    const double LeastProgress = 1e-4;

    readonly List<double> _losses = [];
    double _mark = double.PositiveInfinity;
    int _markedAt;

    /// <summary>Number of trees with the lowest loss so far; the smaller one of equals.</summary>
    public int Best { get; private set; }

    /// <summary>The losses with 0, 1, 2... trees.</summary>
    public double[] Losses => [.. _losses];

    /// <summary>The loss with all trees so far.</summary>
    public double LastLoss => _losses[^1];

    /// <summary>True when the last loss is the best so far.</summary>
    public bool IsBest => Best == _losses.Count - 1;

    /// <summary>True when there was no progress for as long as patience lasts.</summary>
    public bool ShouldStop => patience > 0 && _losses.Count - 1 - _markedAt >= patience;

    /// <summary>Takes the loss with one more tree; the first call is with none.</summary>
    public void Add(double loss)
    {
        _losses.Add(loss);
        if (loss < _losses[Best])
        {
            Best = _losses.Count - 1;
        }

        if (_losses.Count == 1 || loss < _mark * (_mark > 0 ? 1 - LeastProgress : 1 + LeastProgress))
        {
            (_mark, _markedAt) = (loss, _losses.Count - 1);
        }
    }
}
