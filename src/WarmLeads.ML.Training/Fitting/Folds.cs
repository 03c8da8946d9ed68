namespace WarmLeads.ML.Training;

/// <summary>Which fold each row is in: the same share of conversions in all, and all rows of a lead in one.</summary>
public static class Folds
{
    /// <summary>Deals rows out to folds.</summary>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="groups">Number of the lead of each row; null when each row is a lead of its own.</param>
    /// <param name="count">Folds, 2 or more.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    /// <returns>Fold of each row, shape [rows], each in 0..count-1.</returns>
    public static int[] Assign(float[] labels, int[]? groups, int count, ulong seed)
    {
        // Leads, each with whether any of its rows converted: folds are dealt over leads, converted ones first.
        var leadOfRow = groups ?? [.. Enumerable.Range(0, labels.Length)];
        var leads = leadOfRow.Length == 0 ? 0 : leadOfRow.Max() + 1;
        var converted = new bool[leads];
        var present = new bool[leads];
        for (var row = 0; row < labels.Length; row++)
        {
            present[leadOfRow[row]] = true;
            converted[leadOfRow[row]] |= labels[row] > 0.5f;
        }

        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var foldOfLead = new int[leads];
        var dealt = 0;
        foreach (var kind in (ReadOnlySpan<bool>)[true, false])
        {
            var members = Enumerable.Range(0, leads).Where(lead => present[lead] && converted[lead] == kind).ToArray();
            random.Shuffle(members);
            foreach (var lead in members)
                foldOfLead[lead] = dealt++ % count;
        }

        var folds = new int[labels.Length];
        for (var row = 0; row < folds.Length; row++)
            folds[row] = foldOfLead[leadOfRow[row]];
        return folds;
    }

    /// <summary>The rows inside a fold and the rows outside it, each in ascending order.</summary>
    public static (int[] Inside, int[] Outside) Split(int[] folds, int fold)
    {
        List<int> inside = [], outside = [];
        for (var row = 0; row < folds.Length; row++)
            (folds[row] == fold ? inside : outside).Add(row);
        return ([.. inside], [.. outside]);
    }
}
