namespace WarmLeads.ML.Leads;

/// <summary>Random numbers that are the same on every machine and version of .NET.</summary>
/// <remarks>Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).</remarks>
sealed class SimulationRandom(ulong seed)
{
    ulong _state = seed;

    /// <summary>An own stream for each of many things (leads, accounts), so that each can be made alone.</summary>
    public static SimulationRandom For(int seed, ulong stream, int index) =>
        new(Mix(Mix(((ulong)(uint)seed << 32) ^ stream) + ((ulong)(uint)index * 0x9E3779B97F4A7C15)));

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble()
    {
        _state += 0x9E3779B97F4A7C15;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Happens(double probability) => NextDouble() < probability;

    /// <summary>Uniform in 0..count-1.</summary>
    public int Next(int count) => (int)(NextDouble() * count);

    /// <summary>Uniform between two numbers.</summary>
    public double Between(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An index with the given weights, which need not add up to 1.</summary>
    public int Choose(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var left = NextDouble() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Length - 1;
    }

    /// <summary>A Poisson number by inversion, for means up to about 20.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="none">exp(-mean), handed in because it is mostly known.</param>
    public int Poisson(double mean, double none)
    {
        var u = NextDouble();
        var count = 0;
        for (double term = none, sum = none; u >= sum && count < 100; sum += term)
        {
            count++;
            term *= mean / count;
        }
        return count;
    }

    public int Poisson(double mean) => Poisson(mean, Math.Exp(-mean));

    /// <summary>A standard normal number.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
