namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a reader found in another engine's file, checked by nobody yet.</summary>
/// <param name="Source">The engine's name, for sentences.</param>
/// <param name="FeatureNames">One per column.</param>
/// <param name="IsCategorical">Columns that the file calls categorical; splits may say so, too.</param>
/// <param name="Link">How its scores are to be read.</param>
/// <param name="BaseScore">The score before the first tree.</param>
/// <param name="Trees">The trees; node 0 is the root.</param>
/// <param name="FileLength">Bytes of the file: what is made of it must not be out of proportion.</param>
sealed record ForeignForest(
    string Source, string[] FeatureNames, bool[] IsCategorical, ForestLink Link, double BaseScore, IReadOnlyList<ForeignNode[]> Trees,
    long FileLength)
{
    /// <summary>The one sentence for all that is wrong in a file.</summary>
    public static InvalidDataException Refuse(string source, string what) =>
        new($"The {source} model cannot be read: {what}. Save it again with {source}, or retrain.");

    /// <summary>The one sentence for what this engine does not have.</summary>
    public static InvalidDataException Lacks(string source, string what, string advice) =>
        new($"The {source} model cannot be read: {what}, which this engine does not have. {advice}");

    /// <summary>The sentence, about this file.</summary>
    public InvalidDataException Refuse(string what) => Refuse(Source, what);
}
