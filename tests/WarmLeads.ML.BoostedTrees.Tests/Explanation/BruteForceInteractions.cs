using System.Numerics;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Shapley interaction values by their definition: every subset without the two features.</summary>
static class BruteForceInteractions
{
    /// <summary>The whole table, its diagonal such that lines add up to the Shapley values.</summary>
    public static double[] Explain(Forest forest, double[] row)
    {
        var count = forest.Schema.Count;
        double[] values =
            [.. Enumerable.Range(0, 1 << count).Select(subset => forest.Trees.Sum(tree => BruteForceShapley.Expectation(forest, tree, 0, row, subset)))];
        var (table, contributions) = (new double[count * count], BruteForceShapley.Explain(forest, row));
        for (var f = 0; f < count; f++)
        {
            table[(f * count) + f] = contributions[f];
            for (var g = 0; g < count; g++)
            {
                if (g == f)
                {
                    continue;
                }

                var (one, other) = (1 << f, 1 << g);
                for (var subset = 0; subset < values.Length; subset++)
                {
                    if ((subset & (one | other)) == 0)
                    {
                        var size = BitOperations.PopCount((uint)subset);
                        var weight = Factorial(size) * Factorial(count - size - 2) / (2 * Factorial(count - 1));
                        table[(f * count) + g] += weight
                            * (values[subset | one | other] - values[subset | one] - values[subset | other] + values[subset]);
                    }
                }

                table[(f * count) + f] -= table[(f * count) + g];
            }
        }

        return table;
    }

    static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
