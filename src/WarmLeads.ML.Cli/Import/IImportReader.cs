namespace WarmLeads.ML.Cli;

/// <summary>Reads the rows of a file of one shape.</summary>
interface IImportReader
{
    /// <summary>Reads the current row.</summary>
    /// <param name="batch">Receives what it says.</param>
    /// <returns>False when it tells of nothing that is kept.</returns>
    /// <exception cref="InvalidDataException">The row is wrong; the sentence says where and what to do. Nothing of it was added.</exception>
    bool Read(ImportBatch batch);
}
