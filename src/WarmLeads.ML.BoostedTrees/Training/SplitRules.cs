using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a leaf is worth and which splits are allowed, from the options.</summary>
/// <remarks>
/// G, H and n are the sums of gradients and hessians and the number of examples of a side. Without smoothing its value
/// is v = -G / (H + lambda) and its worth G^2 / (H + lambda); with smoothing v leans on the parent's value and the worth
/// is -(2 G v + (H + lambda) v^2), which is the same thing when v is free. L1 moves G towards zero first.
/// </remarks>
sealed class SplitRules(BoostedTreeOptions options, double largestValue = SplitRules.LargestLogOdds)
{
    /// <summary>The largest value of a leaf in log-odds: the Newton step from a nearly empty leaf can be absurd.</summary>
    public const double LargestLogOdds = 20;

    readonly double _l1 = options.L1Regularization, _smoothing = options.PathSmoothing;

    public double L2 { get; } = options.L2Regularization;

    public double CategoricalL2 { get; } = options.CategoricalL2;

    public double CategoricalSmoothing { get; } = options.CategoricalSmoothing;

    public int MaximumCategoriesPerSplit { get; } = options.MaximumCategoriesPerSplit;

    public double MinimumGain { get; } = options.MinimumGain;

    public double MinimumHessian { get; } = options.MinimumHessianPerLeaf;

    public int MinimumCount { get; } = options.MinimumExampleCountPerLeaf;

    /// <summary>True when worth is simply G^2 / (H + lambda).</summary>
    /// <remarks>Limits that are hardly ever met need no attention in the search; steps of logarithms meet theirs often.</remarks>
    public bool IsPlain { get; } =
        options.L1Regularization == 0 && options.PathSmoothing == 0 && options.Objective is not (Objective.Poisson or Objective.Hazard);

    /// <summary>Twice the loss that this value of a leaf takes away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Worth(double gradient, double hessian, double count, double parentValue, double l2)
    {
        if (IsPlain)
        {
            return gradient * gradient / (hessian + l2);
        }

        return WorthOf(Value(gradient, hessian, count, parentValue, l2), gradient, hessian, l2);
    }

    /// <summary>The same for eight leaves and the usual L2, bit for bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Worth(Vector512<double> gradient, Vector512<double> hessian, Vector512<double> count, double parentValue)
    {
        var damped = hessian + Vector512.Create(L2);
        if (IsPlain)
        {
            return gradient * gradient / damped;
        }

        var g = _l1 == 0 ? gradient : Soften(gradient);
        var value = Vector512.Min(Vector512.Max(-g / damped, Vector512.Create(-largestValue)), Vector512.Create(largestValue));
        if (_smoothing != 0)
        {
            var own = count / _smoothing;
            value = ((value * own) + Vector512.Create(parentValue)) / (own + Vector512<double>.One);
        }

        return -((g * 2 * value) + (damped * value * value));
    }

    /// <summary><see cref="Worth(double, double, double, double, double)"/> of a value that is kept within limits.</summary>
    public double Worth(double gradient, double hessian, double count, double parentValue, double l2, in ValueLimits limits) =>
        WorthOfLimited(limits.Clamp(Value(gradient, hessian, count, parentValue, l2)), gradient, hessian, l2);

    /// <summary>The same for eight leaves and the usual L2, bit for bit; with the values.</summary>
    public Vector512<double> Worth(
        Vector512<double> gradient, Vector512<double> hessian, Vector512<double> count, double parentValue, in ValueLimits limits,
        out Vector512<double> value)
    {
        var damped = hessian + Vector512.Create(L2);
        var g = _l1 == 0 ? gradient : Soften(gradient);
        value = Vector512.Min(Vector512.Max(-g / damped, Vector512.Create(-largestValue)), Vector512.Create(largestValue));
        if (_smoothing != 0)
        {
            var own = count / _smoothing;
            value = ((value * own) + Vector512.Create(parentValue)) / (own + Vector512<double>.One);
        }

        value = Vector512.Min(Vector512.Max(value, Vector512.Create(limits.Low)), Vector512.Create(limits.High));
        return -((g * 2 * value) + (damped * value * value));
    }

    /// <summary>Twice the loss that a given value of a leaf takes away, whether or not it is the best one.</summary>
    public double WorthOfLimited(double value, double gradient, double hessian, double l2) =>
        -((2 * Soften(gradient) * value) + ((hessian + l2) * value * value));

    /// <summary>Twice the loss that a given value of a leaf takes away.</summary>
    public double WorthOf(double value, double gradient, double hessian, double l2)
    {
        if (IsPlain)
        {
            return gradient * gradient / (hessian + l2);
        }

        return WorthOfLimited(value, gradient, hessian, l2);
    }

    /// <summary>The value of a leaf before the learning rate.</summary>
    public double Value(double gradient, double hessian, double count, double parentValue, double l2)
    {
        var free = FreeValue(gradient, hessian, l2);
        if (_smoothing == 0)
        {
            return free;
        }

        var own = count / _smoothing;
        return ((free * own) + parentValue) / (own + 1);
    }

    /// <summary>The value of a leaf that leans on no parent, such as the root's.</summary>
    public double FreeValue(double gradient, double hessian, double l2) =>
        Math.Clamp(-Soften(gradient) / (hessian + l2), -largestValue, largestValue);

    Vector512<double> Soften(Vector512<double> g)
    {
        var l1 = Vector512.Create(_l1);
        return Vector512.ConditionalSelect(
            Vector512.GreaterThan(g, l1), g - l1, Vector512.ConditionalSelect(Vector512.LessThan(g, -l1), g + l1, Vector512<double>.Zero));
    }

    double Soften(double gradient) =>
        _l1 == 0 ? gradient : gradient > _l1 ? gradient - _l1 : gradient < -_l1 ? gradient + _l1 : 0;
}
