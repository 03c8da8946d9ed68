namespace WarmLeads.ML.Training;

/// <summary>The header and the first rows of a file.</summary>
/// <param name="Name">The file's name without its folder.</param>
/// <param name="Columns">Its columns.</param>
sealed record SampledFile(string Name, IReadOnlyList<SampledColumn> Columns)
{
    const int MostRows = 5000;

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is damaged at its start.</exception>
    public static SampledFile Read(string path, CancellationToken stop)
    {
        using var rows = CsvRows.Open(path);
        var texts = rows.Header.Select(_ => (Seen: new HashSet<string>(StringComparer.Ordinal), Texts: new List<string>())).ToArray();
        var filled = new int[texts.Length];
        var count = 0;
        for (; count < MostRows && rows.Read(); count++)
        {
            stop.ThrowIfCancellationRequested();
            for (var column = 0; column < texts.Length; column++)
            {
                var text = rows[column];
                if (text.Length == 0)
                    continue;
                filled[column]++;
                if (texts[column].Seen.Add(text))
                    texts[column].Texts.Add(text);
            }
        }

        return new SampledFile(
            rows.FileName, [.. rows.Header.Select((name, column) => new SampledColumn(name, texts[column].Texts, filled[column], count))]);
    }

    /// <summary>The column that is one of some words and fits, the first word first; null when there is none.</summary>
    /// <param name="words">Names, the best first.</param>
    /// <param name="isFit">What else it must be.</param>
    public SampledColumn? Named(IReadOnlyList<string> words, Func<SampledColumn, bool> isFit) => Columns
        .Where(column => column.IsNamed(words) && isFit(column)).MinBy(column => column.Rank(words));
}
