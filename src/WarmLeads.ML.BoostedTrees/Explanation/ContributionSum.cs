namespace WarmLeads.ML.BoostedTrees;

/// <summary>Makes contributions add up to the score, bit for bit.</summary>
static class ContributionSum
{
    /// <summary>Rounds contributions to the grid of the scores; the rest, about 1e-12, goes to the largest.</summary>
    /// <remarks>All numbers are multiples of the grid with bits to spare, so every sum of them is exact in any order.</remarks>
    public static void Close(Span<double> contributions, ScoreGrid grid, double bias, double score)
    {
        var (sum, largest) = (bias, 0);
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = grid.Round(contributions[i]);
            sum += contributions[i];
            largest = Math.Abs(contributions[i]) > Math.Abs(contributions[largest]) ? i : largest;
        }

        if (contributions.Length > 0)
        {
            contributions[largest] += score - sum;
        }
    }
}
