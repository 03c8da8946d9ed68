using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>One published version of a model. Of a version whose card cannot be read only the version is known, and the problem.</summary>
/// <param name="Version">The version.</param>
/// <param name="Hash">SHA-256 of the model file, in lower-case hexadecimal.</param>
/// <param name="IsCurrent">Whether it is the one that answers.</param>
/// <param name="TrainedAt">When it was trained.</param>
/// <param name="Rows">Rows that it learned from.</param>
/// <param name="Quality">How good it was on rows that it was not trained on.</param>
/// <param name="Verdict">The judgement in one or two sentences.</param>
/// <param name="Problem">What is wrong with its card, and what to do; null when nothing is.</param>
sealed record ModelVersion(
    string Version, string? Hash, bool IsCurrent, DateTimeOffset? TrainedAt, int? Rows, ModelFigures? Quality, string? Verdict, string? Problem)
{
    /// <summary>The version of a card.</summary>
    public static ModelVersion From(ReadCard read, ConversionModel? serving)
    {
        var isCurrent = serving?.Version == read.Version;
        return read.Card is { } card
            ? new ModelVersion(card.Version, card.Hash, isCurrent, card.TrainedAt, card.Rows, ModelFigures.From(card.Quality.Model), card.Verdict, null)
            : new ModelVersion(read.Version, isCurrent ? serving!.Hash : null, isCurrent, null, null, null, null, read.Problem);
    }
}
