namespace WarmLeads.ML.Training;

/// <summary>What a file's rows show of its columns.</summary>
/// <remarks>
/// The first rows are looked at whole. After them columns of few different texts are looked at in every row, since a rare text
/// matters there, and the others in every fiftieth: what the first days of a file do not show, the later ones may.
/// </remarks>
/// <param name="Name">The file's name without its folder.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
sealed record SampledFile(string Name, IReadOnlyList<SampledColumn> Columns, long Rows)
{
    const int RowsLookedAtWhole = 5000, FewTexts = 200, Stride = 50;

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SampledFile Read(string path, CancellationToken stop)
    {
        using var rows = CsvRows.Open(path);
        Tally[] tallies = [.. rows.Header.Select(_ => new Tally())];
        long count = 0;
        for (; rows.Read(); count++)
        {
            stop.ThrowIfCancellationRequested();
            for (var column = 0; column < tallies.Length; column++)
            {
                if (count < RowsLookedAtWhole || count % Stride == 0 || tallies[column].Texts.Count <= FewTexts)
                    tallies[column].Add(rows[column]);
            }
        }

        return new SampledFile(
            rows.FileName, [.. rows.Header.Select((name, column) => new SampledColumn(name, tallies[column].Texts, tallies[column].Filled, tallies[column].Rows))], count);
    }

    /// <summary>The column that is one of some words and fits, the first word first; null when there is none.</summary>
    /// <param name="words">Names, the best first.</param>
    /// <param name="isFit">What else it must be.</param>
    public SampledColumn? Named(IReadOnlyList<string> words, Func<SampledColumn, bool> isFit) => Columns
        .Where(column => column.IsNamed(words) && isFit(column)).MinBy(column => column.Rank(words));

    sealed class Tally
    {
        readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<string> Texts { get; } = [];

        public int Filled { get; private set; }

        public int Rows { get; private set; }

        public void Add(string text)
        {
            Rows++;
            if (text.Length == 0)
                return;
            Filled++;
            if (_seen.Add(text))
                Texts.Add(text);
        }
    }
}
