using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The memory that the interactions of eight rows take, a lane for each; kept from one call to the next.</summary>
sealed class InteractionScratch(int width, int mostNodes, int mostPoints, int pairCount)
{
    readonly double[] _column = new double[Vector512<double>.Count];

    /// <summary>The rows' values by feature.</summary>
    public Vector512<double>[] Values { get; } = new Vector512<double>[width];

    /// <summary>Per inner node: ones where the row goes left.</summary>
    public Vector512<double>[] Lefts { get; } = new Vector512<double>[mostNodes];

    /// <summary>Per edge: ones where the row passes it and all earlier ones on the same feature.</summary>
    public Vector512<double>[] Passes { get; } = new Vector512<double>[mostNodes + 1];

    /// <summary>Weight of each node at a few points.</summary>
    public Vector512<double>[] Weights { get; } = new Vector512<double>[(mostNodes + 1) * Math.Min(mostPoints, InteractionTree.PointStep)];

    /// <summary>Derivative of each edge's feature at a few points.</summary>
    public Vector512<double>[] Derivatives { get; } = new Vector512<double>[(mostNodes + 1) * Math.Min(mostPoints, InteractionTree.PointStep)];

    /// <summary>Sums by pair of features.</summary>
    public Vector512<double>[] Shares { get; } = new Vector512<double>[pairCount];

    /// <summary>Takes up to eight rows and forgets the sums; lanes without a row hold gaps.</summary>
    public void Take(ReadOnlySpan<double> rows)
    {
        Array.Clear(Shares);
        for (var feature = 0; feature < width; feature++)
        {
            for (var lane = 0; lane < _column.Length; lane++)
            {
                var at = (lane * width) + feature;
                _column[lane] = at < rows.Length ? rows[at] : double.NaN;
            }

            Values[feature] = Vector512.Create(_column);
        }
    }
}
