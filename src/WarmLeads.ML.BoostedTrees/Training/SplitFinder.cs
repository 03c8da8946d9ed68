using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The best split of a node on one column, from the column's histogram.</summary>
/// <remarks>
/// Every boundary between bins is tried with the missing values on either side. Ties go to the lower bin, then to
/// missing left. Sums are integers, so they are exact; gains are doubles made of them by the same steps everywhere.
/// </remarks>
sealed unsafe class SplitFinder(SplitRules rules, WordLayout layout, double gradientUnit, double hessianUnit)
{
    /// <summary>Real sum of gradients in a word.</summary>
    public double Gradient(long word) => layout.Gradient(word) * gradientUnit;

    /// <summary>Real sum of hessians in a word.</summary>
    public double Hessian(long word) => layout.Hessian(word) * hessianUnit;

    /// <summary>Best split of a numeric column; gain 0 when there is none.</summary>
    /// <param name="histogram">Packed sums per bin; bin 0 holds the missing.</param>
    /// <param name="binCount">Bins, "missing" among them.</param>
    /// <param name="column">Column of the binned data, for the answer.</param>
    /// <param name="node">The node as a whole.</param>
    public SplitCandidate FindNumeric(long* histogram, int binCount, int column, in NodeTotals node)
    {
        var missing = histogram[0];
        var (bestGain, bestBin, bestLeft, bestMissingLeft) = (rules.MinimumGain, 0, 0L, false);
        var prefix = 0L;
        for (var bin = 1; bin < binCount; bin++)
        {
            if (histogram[bin] == 0)
            {
                continue;
            }

            prefix += histogram[bin];
            if (missing != 0)
            {
                var gainLeft = Gain(prefix + missing, node, rules.L2);
                if (gainLeft > bestGain)
                {
                    (bestGain, bestBin, bestLeft, bestMissingLeft) = (gainLeft, bin, prefix + missing, true);
                }
            }

            var gain = Gain(prefix, node, rules.L2);
            if (gain > bestGain)
            {
                (bestGain, bestBin, bestLeft, bestMissingLeft) = (gain, bin, prefix, false);
            }
        }

        if (bestBin == 0)
        {
            return default;
        }

        // Where the node has no missing value, later ones go where most of its examples went.
        var missingLeft = missing != 0 ? bestMissingLeft : layout.Hessian(bestLeft) * 2 >= layout.Hessian(node.Word);
        return new SplitCandidate(bestGain, column, bestBin, missingLeft, IsCategorical: false, default, bestLeft, ExtraL2: 0);
    }

    /// <summary>What a split with this left side gains; minus infinity when a side is too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Gain(long left, in NodeTotals node, double l2)
    {
        var right = node.Word - left;
        var (integerLeft, integerRight) = (layout.Hessian(left), layout.Hessian(right));
        if (integerLeft == 0 || integerRight == 0)
        {
            return double.NegativeInfinity;
        }

        var (hessianLeft, hessianRight) = (integerLeft * hessianUnit, integerRight * hessianUnit);
        if (hessianLeft < rules.MinimumHessian || hessianRight < rules.MinimumHessian)
        {
            return double.NegativeInfinity;
        }

        double countLeft, countRight;
        if (layout.HasCount)
        {
            (countLeft, countRight) = (layout.Count(left), layout.Count(right));
        }
        else
        {
            var perHessian = node.Count / (double)layout.Hessian(node.Word);
            (countLeft, countRight) = (integerLeft * perHessian, integerRight * perHessian);
        }

        if (countLeft < node.LeastCount || countRight < node.LeastCount)
        {
            return double.NegativeInfinity;
        }

        return rules.Worth(layout.Gradient(left) * gradientUnit, hessianLeft, countLeft, node.Value, l2)
            + rules.Worth(layout.Gradient(right) * gradientUnit, hessianRight, countRight, node.Value, l2)
            - node.Worth;
    }
}
