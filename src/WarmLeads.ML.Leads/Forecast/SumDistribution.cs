namespace WarmLeads.ML.Leads;

/// <summary>How likely each value of a sum is. Values are whole cells; for conversions a cell is one of them.</summary>
/// <remarks>Shape: the chance of <see cref="Start"/> + i cells is mass i. What is rarer than 1e-18 at either end is left out.</remarks>
sealed class SumDistribution
{
    const double Negligible = 1e-18;

    readonly double[] _mass;

    SumDistribution(int start, double[] mass) => (Start, _mass) = (start, mass);

    /// <summary>The sum that is certain to be 0.</summary>
    public static SumDistribution Zero { get; } = new(0, [1.0]);

    /// <summary>The least value that is not negligible, in cells.</summary>
    public int Start { get; }

    /// <summary>The chances from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<double> Mass => _mass;

    /// <summary>The distribution with given chances of 0, 1, 2… cells.</summary>
    public static SumDistribution Of(ReadOnlySpan<double> mass) => Trim(0, mass);

    /// <summary>The sum of two independent ones.</summary>
    public SumDistribution Plus(SumDistribution other)
    {
        var (longer, shorter) = _mass.Length >= other._mass.Length ? (_mass, other._mass) : (other._mass, _mass);
        var sum = new double[longer.Length + shorter.Length - 1];
        for (var i = 0; i < shorter.Length; i++)
        {
            var weight = shorter[i];
            if (weight == 0)
                continue;
            var into = sum.AsSpan(i, longer.Length);
            for (var j = 0; j < into.Length; j++)
                into[j] += weight * longer[j];
        }
        return Trim(Start + other.Start, sum);
    }

    /// <summary>One of several distributions, each as likely as the others.</summary>
    public static SumDistribution Mix(IReadOnlyList<SumDistribution> parts)
    {
        var start = parts.Min(part => part.Start);
        var mass = new double[parts.Max(part => part.Start + part._mass.Length) - start];
        foreach (var part in parts)
        {
            for (var i = 0; i < part._mass.Length; i++)
                mass[part.Start - start + i] += part._mass[i] / parts.Count;
        }
        return Trim(start, mass);
    }

    /// <summary>The sum of independent parts, added pairwise so that the work grows with the spread and not with the count.</summary>
    /// <param name="parts">The parts; the list is used up.</param>
    public static SumDistribution Sum(List<SumDistribution> parts)
    {
        if (parts.Count == 0)
            return Zero;
        for (var count = parts.Count; count > 1; count = (count + 1) / 2)
        {
            for (var i = 0; i < count / 2; i++)
                parts[i] = parts[2 * i].Plus(parts[(2 * i) + 1]);
            if (count % 2 != 0)
                parts[count / 2] = parts[count - 1];
        }
        return parts[0];
    }

    /// <summary>The least value that the sum does not exceed with at least this chance, in cells.</summary>
    /// <param name="chance">Between 0 and 1.</param>
    public int Quantile(double chance)
    {
        var sum = 0.0;
        for (var i = 0; i < _mass.Length; i++)
        {
            sum += _mass[i];
            if (sum >= chance)
                return Start + i;
        }
        return Start + _mass.Length - 1;
    }

    static SumDistribution Trim(int start, ReadOnlySpan<double> mass)
    {
        int first = 0, last = mass.Length - 1;
        for (var tail = mass[first]; tail < Negligible && first < last; tail += mass[first])
            first++;
        for (var tail = mass[last]; tail < Negligible && last > first; tail += mass[last])
            last--;
        return new SumDistribution(start + first, mass[first..(last + 1)].ToArray());
    }
}
