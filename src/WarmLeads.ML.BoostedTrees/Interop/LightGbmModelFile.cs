namespace WarmLeads.ML.BoostedTrees;

/// <summary>LightGBM's models as text, the format of its <c>save_model</c>.</summary>
/// <remarks>What is kept and what is refused stands in the README of this project, under "Other engines' files".</remarks>
public static class LightGbmModelFile
{
    /// <summary>Reads a model for a probability (binary, cross_entropy), a value (regression) or a count (poisson).</summary>
    /// <param name="stream">The file and nothing behind it; it need not be trusted.</param>
    /// <param name="iterations">Boosting iterations to keep, such as <c>..50</c>; null = all that were saved.</param>
    /// <param name="maximumBytes">The longest file that is read.</param>
    /// <returns>A model whose scores and contributions are LightGBM's up to the last bits of a double.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, too long, or of a kind this engine does not have; the sentence says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has fewer iterations.</exception>
    public static ImportedModel Read(Stream stream, Range? iterations = null, long maximumBytes = 1L << 30)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return LightGbmReader.Read(ForeignFile.ReadWhole(stream, "LightGBM", maximumBytes), iterations);
    }
}
