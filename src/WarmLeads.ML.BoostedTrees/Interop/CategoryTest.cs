namespace WarmLeads.ML.BoostedTrees;

/// <summary>A categorical node by its codes: those listed go to one side, all other codes, known or not, to the other.</summary>
sealed class CategoryTest
{
    public CategoryTest(CategorySet set)
    {
        // Codes that nobody knows share the bin "other", and so nothing of that bin may be listed.
        var othersLeft = set.Bins.Contains(set.Table.OtherBin);
        ListedLeft = !othersLeft;
        MissingIsListed = set.Bins.Contains(0) != othersLeft;
        Codes = [.. Enumerable.Range(0, set.Table.BinOfCode.Length).Where(code => set.Contains(code) != othersLeft)];
    }

    /// <summary>The codes, ascending.</summary>
    public int[] Codes { get; }

    /// <summary>The listed codes go left.</summary>
    public bool ListedLeft { get; }

    /// <summary>Missing values go with the listed codes.</summary>
    public bool MissingIsListed { get; }

    /// <summary>Comparisons that it takes, one code each.</summary>
    public int Length => Math.Max(1, Codes.Length);
}
