namespace WarmLeads.ML.Training;

/// <summary>A whole CSV file in memory, column by column.</summary>
public sealed class FlatTable
{
    const int RowsBetweenReports = 8192;

    FlatTable(string fileName, int rowCount, IReadOnlyList<TextColumn> columns) =>
        (FileName, RowCount, Columns) = (fileName, rowCount, columns);

    /// <summary>The file's name without its folder.</summary>
    public string FileName { get; }

    /// <summary>Rows without the header, 1 or more.</summary>
    public int RowCount { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<TextColumn> Columns { get; }

    /// <summary>The column of a name; null when there is none.</summary>
    public TextColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A CSV file as <see cref="CsvRows"/> takes it.</param>
    /// <param name="progress">Told how much was read, 0..1.</param>
    /// <param name="stop">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or has no rows.</exception>
    public static FlatTable Read(string path, IProgress<double>? progress = null, CancellationToken stop = default)
    {
        using var rows = CsvRows.Open(path);
        var columns = rows.Header.Select(name => new TextInterner(name)).ToArray();
        var count = 0;
        while (rows.Read())
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].Add(rows[i]);
            if (++count % RowsBetweenReports == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }
        }

        if (count == 0)
            throw new InvalidDataException($"{rows.FileName} has a header and no rows; there is nothing to read.");
        progress?.Report(1);
        return new FlatTable(rows.FileName, count, [.. columns.Select(column => column.Finish())]);
    }
}
