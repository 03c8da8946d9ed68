using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>A CSV file of a known shape, plain or gzip.</summary>
sealed class CsvImportFile : IImportFile
{
    readonly CsvRows _rows;
    readonly IImportReader _reader;
    readonly ImportShape _shape;

    CsvImportFile(CsvRows rows, ImportShape shape, ImportColumns columns) => (_rows, _shape, _reader) = (rows, shape, shape.Open(columns));

    public string Shape => _shape.Name;

    public int Order => _shape.Order;

    public long Line => _rows.Line;

    public double Fraction => _rows.Fraction;

    /// <summary>Opens a file and recognises it.</summary>
    /// <exception cref="InvalidDataException">Its header is none that is known.</exception>
    public static CsvImportFile Open(string path, TimeSpan offset)
    {
        var rows = CsvRows.Open(path);
        try
        {
            var columns = new ImportColumns(rows, new ImportInstant(offset), new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
            var shape = ImportShape.Find(columns) ?? throw new InvalidDataException(
                $"{rows.FileName} line 1: this header is of no export that is known ({string.Join(", ", ImportShape.All.Select(known => known.Name).Distinct())}); " +
                $"export with ids and dates, or rename the columns as in our own leads.csv, events.csv and outcomes.csv (found: {string.Join(", ", rows.Header.Take(12))}).");
            return new CsvImportFile(rows, shape, columns);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public bool Next() => _rows.Read();

    public bool Read(ImportBatch batch) => _reader.Read(batch);

    public void Dispose() => _rows.Dispose();
}
