using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The best split of a node on one column, from the column's histogram.</summary>
/// <remarks>
/// Every boundary between bins is tried with the missing values on either side, eight boundaries at a time. Ties go to
/// the lower bin, then to missing left. Sums are integers, so they are exact; gains are doubles made of them by the same
/// steps in every lane and in <see cref="Gain"/>, so they do not depend on the width of the machine's vectors.
/// </remarks>
sealed unsafe class SplitFinder(SplitRules rules, WordLayout layout, double gradientUnit, double hessianUnit)
{
    const int Lanes = 8;

    /// <summary>Real sum of gradients in a word.</summary>
    public double Gradient(long word) => layout.Gradient(word) * gradientUnit;

    /// <summary>Real sum of hessians in a word.</summary>
    public double Hessian(long word) => layout.Hessian(word) * hessianUnit;

    /// <summary>Best split of a numeric column; gain 0 when there is none.</summary>
    /// <param name="histogram">Packed sums per bin; bin 0 holds the missing.</param>
    /// <param name="binCount">Bins, "missing" among them.</param>
    /// <param name="column">Column of the binned data, for the answer.</param>
    /// <param name="node">The node as a whole.</param>
    /// <param name="order">1: the left side must not be valued above the right one; -1: not below; 0: it is free.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SplitCandidate FindNumeric(long* histogram, int binCount, int column, in NodeTotals node, int order = 0)
    {
        // Place i stands for bin i + 1. An empty bin makes no new boundary; its place gets the sums of nobody.
        var prefixes = stackalloc long[256];
        var (count, prefix) = (binCount - 1, 0L);
        for (var i = 0; i < count; i++)
        {
            var word = histogram[i + 1];
            prefix += word;
            prefixes[i] = word == 0 ? 0 : prefix;
        }

        for (var i = count; i % Lanes != 0; i++)
        {
            prefixes[i] = 0;
        }

        var missing = histogram[0];
        var isLimited = order != 0 || node.Limits.Exist;
        var withMissing = missing == 0 ? default
            : isLimited ? BestWithin(prefixes, count, missing, node, order, free: 0)
            : Best(prefixes, count, missing, node);

        // Missing values alone on the right are compared with no number, so no order holds between the sides.
        var allPresent = missing == 0 ? 0 : node.Word - missing;
        var without = isLimited ? BestWithin(prefixes, count, missing: 0, node, order, allPresent) : Best(prefixes, count, missing: 0, node);
        var missingLeft = withMissing.Gain > without.Gain || (withMissing.Gain == without.Gain && withMissing.Place <= without.Place);
        var best = missing != 0 && missingLeft ? withMissing : without;
        if (best.Place < 0 || best.Gain <= 0)
        {
            return default;
        }

        var left = prefixes[best.Place] + (missing != 0 && missingLeft ? missing : 0);

        // Asked only of the side without the missing ones: with them, another side may happen to have the same sums.
        var isFree = order != 0 && missing != 0 && !missingLeft && left == allPresent;

        // Where the node has no missing value, later ones go where most of its examples went.
        missingLeft = missing != 0 ? missingLeft : layout.Hessian(left) * 2 >= layout.Hessian(node.Word);
        return new SplitCandidate(
            best.Gain, column, isFree ? count : best.Place + 1, missingLeft, IsCategorical: false, default, left, ExtraL2: 0)
        {
            Order = isFree ? 0 : order,
        };
    }

    /// <summary>What a split with this left side gains; minus infinity when a side is too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Gain(long left, in NodeTotals node, double l2)
    {
        var right = node.Word - left;
        var (integerLeft, integerRight) = (layout.Hessian(left), layout.Hessian(right));
        var (hessianLeft, hessianRight) = (integerLeft * hessianUnit, integerRight * hessianUnit);
        var perHessian = PerHessian(node);
        var countLeft = layout.HasCount ? layout.Count(left) : integerLeft * perHessian;
        var countRight = layout.HasCount ? layout.Count(right) : integerRight * perHessian;
        var isAllowed = integerLeft > 0 && integerRight > 0
            && hessianLeft >= rules.MinimumHessian && hessianRight >= rules.MinimumHessian
            && countLeft >= node.LeastCount && countRight >= node.LeastCount;
        if (isAllowed && node.Limits.Exist)
        {
            return rules.Worth(Gradient(left), hessianLeft, countLeft, node.Value, l2, node.Limits)
                + rules.Worth(Gradient(right), hessianRight, countRight, node.Value, l2, node.Limits)
                - node.Worth;
        }

        return isAllowed
            ? rules.Worth(Gradient(left), hessianLeft, countLeft, node.Value, l2)
                + rules.Worth(Gradient(right), hessianRight, countRight, node.Value, l2)
                - node.Worth
            : double.NegativeInfinity;
    }

    // The first of the best places, -1 when none gains enough.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    (double Gain, int Place) Best(long* prefixes, int count, long missing, in NodeTotals node)
    {
        var bestGains = Vector512.Create(rules.MinimumGain);
        var bestPlaces = Vector512.Create(-1L);
        var places = Vector512<long>.Indices;
        for (var i = 0; i < count; i += Lanes)
        {
            var prefix = Vector512.Load(prefixes + i);
            var gains = Gains(prefix + Vector512.Create(missing), node);
            var isBetter = Vector512.GreaterThan(gains, bestGains).AsInt64() & ~Vector512.Equals(prefix, Vector512<long>.Zero);
            bestGains = Vector512.ConditionalSelect(isBetter.AsDouble(), gains, bestGains);
            bestPlaces = Vector512.ConditionalSelect(isBetter, places, bestPlaces);
            places += Vector512.Create((long)Lanes);
        }

        return First(bestGains, bestPlaces);
    }

    // The same where values have limits, and the sides an order unless the left one is the given word.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    (double Gain, int Place) BestWithin(long* prefixes, int count, long missing, in NodeTotals node, int order, long free)
    {
        var bestGains = Vector512.Create(rules.MinimumGain);
        var bestPlaces = Vector512.Create(-1L);
        var places = Vector512<long>.Indices;
        for (var i = 0; i < count; i += Lanes)
        {
            var prefix = Vector512.Load(prefixes + i);
            var gains = GainsWithin(prefix + Vector512.Create(missing), node, order, Vector512.Create(free));
            var isBetter = Vector512.GreaterThan(gains, bestGains).AsInt64() & ~Vector512.Equals(prefix, Vector512<long>.Zero);
            bestGains = Vector512.ConditionalSelect(isBetter.AsDouble(), gains, bestGains);
            bestPlaces = Vector512.ConditionalSelect(isBetter, places, bestPlaces);
            places += Vector512.Create((long)Lanes);
        }

        return First(bestGains, bestPlaces);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (double Gain, int Place) First(Vector512<double> bestGains, Vector512<long> bestPlaces)
    {
        var best = (Gain: 0.0, Place: -1);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var (gain, place) = (bestGains[lane], (int)bestPlaces[lane]);
            if (place >= 0 && (gain > best.Gain || (gain == best.Gain && place < best.Place)))
            {
                best = (gain, place);
            }
        }

        return best;
    }

    // Lane by lane what Gain does, with infinities where a side is too small.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<double> Gains(Vector512<long> left, in NodeTotals node)
    {
        var right = Vector512.Create(node.Word) - left;
        var (integerLeft, integerRight) = (Hessians(left), Hessians(right));
        var (hessianLeft, hessianRight) = (integerLeft * hessianUnit, integerRight * hessianUnit);
        var perHessian = PerHessian(node);
        var countLeft = layout.HasCount ? Counts(left) : integerLeft * perHessian;
        var countRight = layout.HasCount ? Counts(right) : integerRight * perHessian;
        var isAllowed = Vector512.GreaterThan(Vector512.Min(integerLeft, integerRight), Vector512<double>.Zero)
            & Vector512.GreaterThanOrEqual(Vector512.Min(hessianLeft, hessianRight), Vector512.Create(rules.MinimumHessian))
            & Vector512.GreaterThanOrEqual(Vector512.Min(countLeft, countRight), Vector512.Create(node.LeastCount));
        var gains = rules.Worth(Gradients(left), hessianLeft, countLeft, node.Value)
            + rules.Worth(Gradients(right), hessianRight, countRight, node.Value)
            - Vector512.Create(node.Worth);
        return Vector512.ConditionalSelect(isAllowed, gains, Vector512.Create(double.NegativeInfinity));
    }

    // Like Gains, for values within limits.
    Vector512<double> GainsWithin(Vector512<long> left, in NodeTotals node, int order, Vector512<long> free)
    {
        var right = Vector512.Create(node.Word) - left;
        var (integerLeft, integerRight) = (Hessians(left), Hessians(right));
        var (hessianLeft, hessianRight) = (integerLeft * hessianUnit, integerRight * hessianUnit);
        var perHessian = PerHessian(node);
        var countLeft = layout.HasCount ? Counts(left) : integerLeft * perHessian;
        var countRight = layout.HasCount ? Counts(right) : integerRight * perHessian;
        var gains = rules.Worth(Gradients(left), hessianLeft, countLeft, node.Value, node.Limits, out var leftValue)
            + rules.Worth(Gradients(right), hessianRight, countRight, node.Value, node.Limits, out var rightValue)
            - Vector512.Create(node.Worth);
        var isAllowed = Vector512.GreaterThan(Vector512.Min(integerLeft, integerRight), Vector512<double>.Zero)
            & Vector512.GreaterThanOrEqual(Vector512.Min(hessianLeft, hessianRight), Vector512.Create(rules.MinimumHessian))
            & Vector512.GreaterThanOrEqual(Vector512.Min(countLeft, countRight), Vector512.Create(node.LeastCount));
        if (order != 0)
        {
            var isOrdered = order > 0 ? Vector512.LessThanOrEqual(leftValue, rightValue) : Vector512.GreaterThanOrEqual(leftValue, rightValue);
            isAllowed &= isOrdered | Vector512.Equals(left, free).AsDouble();
        }

        return Vector512.ConditionalSelect(isAllowed, gains, Vector512.Create(double.NegativeInfinity));
    }

    double PerHessian(in NodeTotals node) => layout.HasCount ? 0 : node.Count / (double)layout.Hessian(node.Word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<double> Gradients(Vector512<long> words) =>
        Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(words, layout.HessianBits + layout.CountBits)) * gradientUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<double> Hessians(Vector512<long> words) =>
        Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(words, layout.CountBits) & Vector512.Create(layout.HessianLimit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<double> Counts(Vector512<long> words) =>
        Vector512.ConvertToDouble(words & Vector512.Create((1L << layout.CountBits) - 1));
}
