namespace WarmLeads.ML.BoostedTrees;

/// <summary>A model that scores rows and says why, calibrated or not: what importances and partial dependence look at.</summary>
public interface IScoringModel
{
    /// <summary>The features, in the order in which rows hold them.</summary>
    FeatureSchema Schema { get; }

    /// <summary>What scores, and with them contributions, mean.</summary>
    ScoreLink Link { get; }

    /// <summary>Scores many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="scores">Receives the scores on the scale of the link, shape [n].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Predict(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads = 1);

    /// <summary>Contributions of many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="contributions">Receives the contributions on the scale of the link, row-major, shape [n, features].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Explain(ReadOnlySpan<double> rows, Span<double> contributions, int numberOfThreads);

    /// <summary>How much each feature was used in training.</summary>
    /// <returns>One number per feature, 0 or more; not normalised.</returns>
    double[] FeatureImportance(ImportanceKind kind);
}
