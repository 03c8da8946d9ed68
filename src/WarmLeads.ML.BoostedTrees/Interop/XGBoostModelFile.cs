namespace WarmLeads.ML.BoostedTrees;

/// <summary>XGBoost's models as JSON, the format of its <c>save_model("name.json")</c>.</summary>
/// <remarks>What is kept and what is refused stands in the README of this project, under "Other engines' files".</remarks>
public static class XGBoostModelFile
{
    /// <summary>Reads a model of the booster gbtree for a probability (binary:logistic, binary:logitraw, reg:logistic), a value (reg:squarederror) or a count (count:poisson).</summary>
    /// <param name="stream">The file and nothing behind it; it need not be trusted.</param>
    /// <param name="iterations">Boosting iterations to keep, such as <c>..50</c>; null = all, as XGBoost's own predict does.</param>
    /// <param name="maximumBytes">The longest file that is read.</param>
    /// <returns>A model whose scores and contributions are XGBoost's up to the rounding of its single-precision sums.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, too long, or of a kind this engine does not have; the sentence says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has fewer iterations.</exception>
    public static ImportedModel Read(Stream stream, Range? iterations = null, long maximumBytes = 1L << 30)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return XGBoostReader.Read(ForeignFile.ReadWhole(stream, "XGBoost", maximumBytes), iterations);
    }

    /// <summary>Writes a model that XGBoost 1.7 and later loads with <c>load_model("name.json")</c>: binary:logistic, reg:squarederror or count:poisson by the model's link.</summary>
    /// <remarks>
    /// The base score becomes a first tree of one leaf: XGBoost rounds the probability that its own base score is. Leaves are
    /// rounded to single precision and XGBoost adds them up in it: scores of T trees differ by at most (T + 2) * 2^-24 times
    /// the sum of the trees' largest absolute leaves, and hardly ever by a tenth of that.
    /// </remarks>
    /// <param name="stream">Where to write.</param>
    /// <param name="model">The model; rows whose values are single-precision numbers take the same way in both.</param>
    /// <exception cref="NotSupportedException">The model's scores are on a scale that XGBoost does not have.</exception>
    public static void Write(Stream stream, BoostedTreeModel model)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        XGBoostWriter.Write(stream, model.Forest);
    }
}
