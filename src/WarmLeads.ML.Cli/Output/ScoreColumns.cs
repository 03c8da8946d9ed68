using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Which columns of a file feed which inputs of a model. Columns may stand in any order; others are not read.</summary>
sealed class ScoreColumns
{
    readonly int[] _fileColumns, _inputs;

    ScoreColumns(int[] fileColumns, int[] inputs, int idColumn, string? idName) =>
        (_fileColumns, _inputs, IdColumn, IdName) = (fileColumns, inputs, idColumn, idName);

    /// <summary>Number of the file's columns that are read into inputs.</summary>
    public int Count => _fileColumns.Length;

    /// <summary>The file's column that holds the id; -1 when there is none.</summary>
    public int IdColumn { get; }

    /// <summary>The id column's name; null when there is none.</summary>
    public string? IdName { get; }

    /// <summary>Inputs of the model that the file does not have; they count as missing in every row.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>One sentence that names them; null when the file has all.</summary>
    public required string? MissingWarning { get; init; }

    /// <summary>Matches a header with a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="header">The file's column names.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <param name="idName">The id column that the user asked for; null for the model's own, when the file has it.</param>
    /// <param name="idOption">The option that named it, for messages.</param>
    /// <exception cref="InvalidDataException">The file has no such id column, or none of the model's inputs.</exception>
    public static ScoreColumns Match(ConversionModel model, IReadOnlyList<string> header, string fileName, string? idName, string idOption = "--id")
    {
        var id = IndexOf(header, idName ?? model.Schema.IdColumn);
        if (idName is not null && id < 0)
        {
            throw new InvalidDataException(
                $"{fileName} has no column '{idName}', which {idOption} names; its columns are {Names(header)}.");
        }

        var row = new RowEncoder(model.Schema);
        var matched = Enumerable.Range(0, header.Count)
            .Select(column => (Column: column, Input: row.IndexOf(header[column]))).Where(match => match.Input >= 0).ToArray();
        var inputs = model.Schema.Columns.Select(column => column.Name).ToArray();
        var missing = inputs.Where(name => IndexOf(header, name) < 0).ToArray();
        if (missing.Length == inputs.Length)
        {
            throw new InvalidDataException(
                $"{fileName} has none of the {inputs.Length} columns that model '{model.Name}' reads ({Names(inputs)}); " +
                $"its columns are {Names(header)}. Give the file that belongs to the model.");
        }

        return new ScoreColumns(
            [.. matched.Select(match => match.Column)], [.. matched.Select(match => match.Input)], id, id < 0 ? null : header[id])
        {
            Missing = missing,
            MissingWarning = missing.Length == 0 ? null :
                $"{fileName} lacks {missing.Length} of the {inputs.Length} columns that the model reads; " +
                $"they count as missing in every row: {string.Join(", ", missing)}.",
        };
    }

    /// <summary>Keeps what the model reads of the file's current row.</summary>
    /// <param name="rows">The file, at the row.</param>
    /// <param name="values">Receives the texts, shape [<see cref="Count"/>].</param>
    public void Copy(CsvRows rows, Span<string> values)
    {
        for (var n = 0; n < values.Length; n++)
            values[n] = rows[_fileColumns[n]];
    }

    /// <summary>Fills a row of the model from the values that were kept.</summary>
    /// <param name="row">The row; cleared first.</param>
    /// <param name="values">Texts, shape [<see cref="Count"/>].</param>
    public void Fill(RowEncoder row, ReadOnlySpan<string> values)
    {
        row.Clear();
        for (var n = 0; n < values.Length; n++)
            row.SetText(_inputs[n], values[n]);
    }

    /// <summary>Fills a row of the model from the file's current row.</summary>
    /// <param name="row">The row; cleared first.</param>
    /// <param name="rows">The file, at the row.</param>
    public void Fill(RowEncoder row, CsvRows rows)
    {
        row.Clear();
        for (var n = 0; n < _inputs.Length; n++)
            row.SetText(_inputs[n], rows[_fileColumns[n]]);
    }

    static int IndexOf(IReadOnlyList<string> header, string? name)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    static string Names(IReadOnlyList<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(12))} and {names.Count - 12} more";
}
