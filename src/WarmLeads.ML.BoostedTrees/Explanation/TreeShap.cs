using System.Buffers;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact path-dependent Shapley values of a forest.</summary>
/// <remarks>
/// The game: v(S) is a tree's expectation when the features in S follow the row and the others follow the shares of the
/// training examples at every node. Its Shapley value is the integral over t in 0..1 of the derivative of the
/// multilinear extension, a polynomial in t of a degree below the number of features on a path, and Gauss-Legendre
/// quadrature integrates polynomials exactly. All factors are positive, so nothing cancels.
/// Sources: Lundberg et al. 2020 (the game); Owen 1972 (the multilinear extension).
/// </remarks>
sealed class TreeShap
{
    readonly Forest _forest;
    readonly EdgeTable[] _tables;
    readonly int _largestBuffer, _mostNodes;

    public TreeShap(Forest forest)
    {
        _forest = forest;
        _tables = Array.ConvertAll(forest.Trees, tree => new EdgeTable(tree));
        _largestBuffer = _tables.Length == 0 ? 0 : _tables.Max(table => table.NodeCount * table.PointCount);
        _mostNodes = _tables.Length == 0 ? 0 : _tables.Max(table => table.NodeCount);
    }

    /// <summary>Contributions of a row, on the grid of the scores, adding up to its score with the bias.</summary>
    public void Explain(ReadOnlySpan<double> row, double score, Span<double> contributions)
    {
        contributions.Clear();
        var weights = ArrayPool<double>.Shared.Rent(_largestBuffer);
        var passes = ArrayPool<bool>.Shared.Rent(_mostNodes);
        for (var i = 0; i < _tables.Length; i++)
        {
            Forward(_tables[i], _forest.Trees[i], row, weights, passes);
            Backward(_tables[i], _forest.Trees[i], weights, passes, contributions);
        }

        ArrayPool<bool>.Shared.Return(passes);
        ArrayPool<double>.Shared.Return(weights);
        ContributionSum.Close(contributions, _forest.Grid, _forest.Bias, score);
    }

    // Weight of every node at every point: the product of its edges' factors, times the quadrature's weight.
    void Forward(EdgeTable table, TreeNode[] tree, ReadOnlySpan<double> row, Span<double> weights, Span<bool> passes)
    {
        var points = table.PointCount;
        table.PointWeights.CopyTo(weights);
        for (var i = 0; i < tree.Length; i++)
        {
            if (tree[i].IsLeaf)
            {
                continue;
            }

            var (left, right) = (i + 1, tree[i].Right);
            var earlier = table.EarlierEdge[i];
            var isAlive = earlier < 0 || passes[earlier];
            var goesLeft = _forest.GoesLeft(tree[i], row);
            (passes[left], passes[right]) = (isAlive && goesLeft, isAlive && !goesLeft);
            for (var k = 0; k < points; k++)
            {
                var weight = weights[(i * points) + k];
                weights[(left * points) + k] = weight * table.Factor(left, i, k, isAlive, passes[left]);
                weights[(right * points) + k] = weight * table.Factor(right, i, k, isAlive, passes[right]);
            }
        }
    }

    // Sums the leaves upwards and takes from each edge what its feature contributes.
    static void Backward(EdgeTable table, TreeNode[] tree, Span<double> weights, ReadOnlySpan<bool> passes, Span<double> contributions)
    {
        var points = table.PointCount;
        for (var i = tree.Length - 1; i >= 0; i--)
        {
            if (tree[i].IsLeaf)
            {
                for (var k = 0; k < points; k++)
                {
                    weights[(i * points) + k] *= table.LeafWeights[i];
                }

                continue;
            }

            var (left, right) = (i + 1, tree[i].Right);
            var earlier = table.EarlierEdge[i];
            var isAlive = earlier < 0 || passes[earlier];
            var sum = 0.0;
            for (var k = 0; k < points; k++)
            {
                var (fromLeft, fromRight) = (weights[(left * points) + k], weights[(right * points) + k]);
                weights[(i * points) + k] = fromLeft + fromRight;
                if (isAlive)
                {
                    sum += (fromLeft * table.Share(left, i, k, passes[left])) + (fromRight * table.Share(right, i, k, passes[right]));
                }
            }

            contributions[tree[i].Feature] += sum;
        }
    }
}
