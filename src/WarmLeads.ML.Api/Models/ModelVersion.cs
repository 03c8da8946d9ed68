using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>One published version of a model.</summary>
/// <param name="Version">The version.</param>
/// <param name="Hash">SHA-256 of the model file, in lower-case hexadecimal.</param>
/// <param name="IsCurrent">Whether it is the one that answers.</param>
/// <param name="TrainedAt">When it was trained.</param>
/// <param name="Rows">Rows that it learned from.</param>
/// <param name="Quality">How good it was on rows that it was not trained on.</param>
/// <param name="Verdict">The judgement in one or two sentences.</param>
sealed record ModelVersion(
    string Version, string Hash, bool IsCurrent, DateTimeOffset TrainedAt, int Rows, ModelFigures Quality, string Verdict)
{
    /// <summary>The version of a card.</summary>
    public static ModelVersion From(ModelCard card, ConversionModel? serving) => new(
        card.Version, card.Hash, serving?.Version == card.Version, card.TrainedAt, card.Rows, ModelFigures.From(card.Quality.Model), card.Verdict);
}
