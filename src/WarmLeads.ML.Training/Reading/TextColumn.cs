using WarmLeads.ML.Scoring;

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

    /// <summary>The chosen rows as a column of their own, with the texts that occur in them.</summary>
    public TextColumn Take(int[] rows)
    {
        var taken = new TextInterner(Name);
        foreach (var row in rows)
            taken.Add(this[row]);
        return taken.Finish();
    }

    /// <summary>The chosen rows as a model sees them.</summary>
    /// <param name="encoder">The encoder of the input that the column feeds.</param>
    /// <param name="rows">The rows.</param>
    public double[] Encode(ColumnEncoder encoder, int[] rows)
    {
        var ofText = new double[Texts.Count];
        for (var code = 0; code < ofText.Length; code++)
            ofText[code] = encoder.Encode(Texts[code], out _);
        return [.. rows.Select(row => ofText[Codes[row]])];
    }
}
