namespace WarmLeads.ML.Cli;

/// <summary>What `score --json` prints.</summary>
/// <param name="Out">The score file.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The model's version.</param>
/// <param name="ModelHash">SHA-256 of the model file.</param>
/// <param name="IdColumn">The id column that was written; null when there was none.</param>
/// <param name="MissingColumns">Inputs of the model that the file does not have.</param>
/// <param name="Oddities">What was odd about values, and in how many rows.</param>
sealed record ScoreResult(
    string Out, long Rows, string ModelName, string ModelVersion, string ModelHash, string? IdColumn,
    IReadOnlyList<string> MissingColumns, IReadOnlyDictionary<string, long> Oddities);
