namespace WarmLeads.ML.Cli;

/// <summary>Chooses leads that show the whole range of scores.</summary>
static class ExampleLeads
{
    /// <summary>Chooses up to five rows: the highest score, the edge of the best tenth, the nearest to the base, the lower quarter, the lowest.</summary>
    /// <param name="scores">Score of each row, log-odds; one or more.</param>
    /// <param name="baseScore">The score of a lead of which nothing is known.</param>
    /// <returns>Different rows, highest score first; among equal scores the earlier row.</returns>
    public static IReadOnlyList<int> Choose(IReadOnlyList<double> scores, double baseScore)
    {
        var ranked = Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row]).ToArray();
        var last = ranked.Length - 1;
        var nearest = Enumerable.Range(0, ranked.Length).MinBy(rank => Math.Abs(scores[ranked[rank]] - baseScore));
        return [.. new[] { 0, last / 10, nearest, last * 3 / 4, last }.Distinct().Order().Select(rank => ranked[rank])];
    }
}
