namespace WarmLeads.ML.Training;

/// <summary>One column of a table as text, each different text held once.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Codes">Index into <paramref name="Texts"/> of each row, shape [rows].</param>
/// <param name="Texts">The different texts in the order of their first appearance.</param>
public sealed record TextColumn(string Name, int[] Codes, IReadOnlyList<string> Texts)
{
    /// <summary>The text of a row.</summary>
    public string this[int row] => Texts[Codes[row]];

    /// <summary>Rows of each text, shape [texts].</summary>
    public int[] CountTexts()
    {
        var counts = new int[Texts.Count];
        foreach (var code in Codes)
            counts[code]++;
        return counts;
    }
}
