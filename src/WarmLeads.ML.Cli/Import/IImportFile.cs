namespace WarmLeads.ML.Cli;

/// <summary>A file that is imported row by row.</summary>
interface IImportFile : IDisposable
{
    /// <summary>What it is, in words.</summary>
    string Shape { get; }

    /// <summary>Its place among others: leads 0, activities 1, outcomes 2.</summary>
    int Order { get; }

    /// <summary>The line that the current row begins on, from 1.</summary>
    long Line { get; }

    /// <summary>How much of the file was read, 0..1.</summary>
    double Fraction { get; }

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="InvalidDataException">The row is damaged; the next one may be read all the same, unless the line stays.</exception>
    bool Next();

    /// <summary>Reads the current row.</summary>
    /// <returns>False when it tells of nothing that is kept.</returns>
    /// <exception cref="InvalidDataException">The row is wrong.</exception>
    bool Read(ImportBatch batch);
}
