using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>Which column of a file tells what became of its leads, and which of its texts mean converted.</summary>
/// <param name="Index">The column in the file.</param>
/// <param name="PositiveTexts">The texts that mean converted.</param>
/// <param name="MissingMarkers">Texts that mean that it is not known.</param>
sealed record OutcomeColumn(int Index, IReadOnlyList<string> PositiveTexts, IReadOnlyList<string> MissingMarkers)
{
    /// <summary>The outcome column of a file: the one asked for, else the one that the model was trained on; null when the file has none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="header">The file's column names.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <param name="label">The column asked for; null for the model's own.</param>
    /// <param name="positive">The value asked for; null for the model's own.</param>
    /// <exception cref="InvalidDataException">The column asked for does not exist, or nobody says which value means converted.</exception>
    public static OutcomeColumn? Find(
        ConversionModel model, IReadOnlyList<string> header, string fileName, string? label, string? positive)
    {
        var name = label ?? model.Identity.LabelColumn;
        var index = name is null ? -1 : header.ToList().IndexOf(name);
        if (label is not null && index < 0)
        {
            throw new InvalidDataException(
                $"{fileName} has no column '{label}', which --label names; its columns are {string.Join(", ", header)}.");
        }

        if (index < 0)
            return null;
        IReadOnlyList<string> texts = positive is not null ? [positive] : model.Identity.PositiveTexts;
        return texts.Count > 0
            ? new OutcomeColumn(index, texts, model.Schema.MissingMarkers)
            : throw new InvalidDataException(
                $"Model '{model.Name}' does not know which value of '{name}' means converted; say it with --positive.");
    }

    /// <summary>Whether a lead converted; null when that is not known.</summary>
    /// <param name="text">The column's text.</param>
    public bool? Read(string text) =>
        ValueText.IsMissing(text, MissingMarkers) ? null : PositiveTexts.Contains(text.Trim(), StringComparer.Ordinal);
}
