namespace WarmLeads.ML.BoostedTrees;

/// <summary>Models for ONNX Runtime and whatever else runs ONNX, ML.NET among it.</summary>
public static class OnnxModelFile
{
    /// <summary>Writes a model of ai.onnx.ml 3.</summary>
    /// <remarks>
    /// Input: <c>features</c>, single precision, shape [rows, features]; NaN is missing, categories are codes of 0 and more.
    /// Output: <c>score</c>, single precision, shape [rows, 1], and what the link makes of it with the same shape:
    /// <c>probability</c> of a probability (of a time to an event: up to the longest horizon), <c>mean</c> of a count.
    /// Thresholds, leaves and sums are doubles within: rows of singles take the very ways they take here, and a score is
    /// rounded once, at its end.
    /// </remarks>
    /// <param name="stream">Where to write.</param>
    /// <param name="model">The model.</param>
    public static void Write(Stream stream, BoostedTreeModel model)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        OnnxGraph.Model(model.Forest).CopyTo(stream);
    }
}
