namespace WarmLeads.ML.BoostedTrees;

/// <summary>Finds the best split of one or two nodes over all columns in use; one block of work is a few columns of one node.</summary>
/// <remarks>
/// The second node may be the larger child, whose histogram still is the parent's: its columns become parent minus
/// smaller child on the way. Each column's answer has its own place, and one thread picks among them in column order.
/// </remarks>
sealed unsafe class SplitSearch(BinnedDataset data, HistogramLayout layout, SplitRules rules, RareBins rareBins, TreeConstraints constraints, WorkCrew crew) : IBlockWork
{
    const int ColumnsPerBlock = 4;

    readonly SplitCandidate[] _answers = new SplitCandidate[2 * data.FeatureOfColumn.Length];
    readonly GrowingNode?[] _nodes = new GrowingNode?[2];
    readonly long*[] _histograms = new long*[2];
    int[] _columns = [];
    SplitFinder? _finder;
    CategorySplitFinder? _categoryFinder;
    WideSplitFinder? _wideFinder;
    bool _subtracts;
    int _blocksPerNode;

    /// <summary>Sets the columns, in ascending order, and the meaning of the words of the next searches.</summary>
    public SplitFinder Use(int[] columns, GradientRounding gradients)
    {
        _columns = columns;
        _finder = new SplitFinder(rules, gradients.Layout, gradients.GradientUnit, gradients.HessianUnit);
        _categoryFinder = new CategorySplitFinder(rules, _finder);
        _wideFinder = new WideSplitFinder(rules, _finder);
        _blocksPerNode = (columns.Length + ColumnsPerBlock - 1) / ColumnsPerBlock;
        return _finder;
    }

    /// <summary>Finds the best split of one node.</summary>
    public void Find(GrowingNode node, long* histogram)
    {
        _subtracts = false;
        (_nodes[0], _nodes[1]) = (node, null);
        _histograms[0] = histogram;
        crew.Run(this, _blocksPerNode);
        Decide(node, 0);
    }

    /// <summary>Turns the parent's histogram into the larger child's and finds the best splits of the children that may split.</summary>
    public void FindBoth(GrowingNode? smaller, long* smallerHistogram, GrowingNode? larger, long* parentHistogram)
    {
        _subtracts = true;
        (_nodes[0], _nodes[1]) = (smaller, larger);
        _histograms[0] = smallerHistogram;
        _histograms[1] = parentHistogram;
        crew.Run(this, 2 * _blocksPerNode);
        for (var i = 0; i < 2; i++)
        {
            if (_nodes[i] is { } node)
            {
                Decide(node, i);
            }
        }
    }

    public void Run(int block)
    {
        var (side, first) = (block / _blocksPerNode, block % _blocksPerNode * ColumnsPerBlock);
        for (var i = first; i < Math.Min(first + ColumnsPerBlock, _columns.Length); i++)
        {
            var column = _columns[i];
            var offset = layout.Offsets[column];
            var histogram = _histograms[side] + offset;
            var binCount = data.MapperOf(column).BinCount;
            if (_subtracts && side == 1)
            {
                HistogramSums.Subtract(histogram, _histograms[0] + offset, binCount);
            }

            if (_nodes[side] is { } node)
            {
                _answers[(side * _columns.Length) + i] = node.Scope?.Allows(column) == false ? default : Find(side, histogram, binCount, column, node.Totals);
            }
        }
    }

    SplitCandidate Find(int side, long* histogram, int binCount, int column, in NodeTotals totals) =>
        data.IsWide(column) ? _wideFinder!.Find(WideHistogram(side, column), rareBins.OfWide(column), column, totals)
        : data.MapperOf(column).Categories is null
            ? _finder!.FindNumeric(histogram, binCount, column, totals, constraints.Orders?[column] ?? 0)
            : _categoryFinder!.Find(histogram, binCount, rareBins.Of(column), column, totals);

    void Decide(GrowingNode node, int side)
    {
        var best = Pick(side);
        node.Best = best;
        node.WideSet = best.Exists && data.IsWide(best.Column)
            ? _wideFinder!.SetOf(WideHistogram(side, best.Column), rareBins.OfWide(best.Column), node.Totals)
            : null;
    }

    ReadOnlySpan<long> WideHistogram(int side, int column) => new(_histograms[side] + layout.Offsets[column], data.MapperOf(column).BinCount);

    SplitCandidate Pick(int side)
    {
        var best = default(SplitCandidate);
        foreach (ref readonly var answer in _answers.AsSpan(side * _columns.Length, _columns.Length))
        {
            if (answer.Gain > best.Gain)
            {
                best = answer;
            }
        }

        return best;
    }
}
