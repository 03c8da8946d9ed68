using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>A file of leads with the score of each, and what became of them where the file says so.</summary>
sealed class ScoredLeads
{
    const int RowsBetweenReports = 4096;

    readonly ConversionModel _model;
    readonly string _path;
    readonly List<double> _scores = [];

    ScoredLeads(ConversionModel model, string path) => (_model, _path, Judged) = (model, path, new JudgedRows(model.Schema));

    /// <summary>The file's name without its folder.</summary>
    public string FileName => Path.GetFileName(_path);

    /// <summary>The score of each row, log-odds, in the order of the file.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The rows whose outcome is known.</summary>
    public JudgedRows Judged { get; }

    /// <summary>Whether the file has a column of outcomes.</summary>
    public bool HasOutcomes { get; private set; }

    /// <summary>One sentence when the file lacks inputs of the model; null when it has all.</summary>
    public string? MissingWarning { get; private set; }

    /// <summary>Scores a file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="label">The outcome column asked for; null for the model's own.</param>
    /// <param name="positive">The value asked for that means converted; null for the model's own.</param>
    /// <param name="progress">Told how much of the file is done.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The file is damaged, has no rows, or does not belong to the model.</exception>
    public static ScoredLeads Read(
        ConversionModel model, string path, string? label, string? positive, IProgress<TrainingStep> progress, CancellationToken stop)
    {
        var leads = new ScoredLeads(model, path);
        using var rows = CsvRows.Open(path);
        var columns = ScoreColumns.Match(model, rows.Header, rows.FileName, null);
        var outcome = OutcomeColumn.Find(model, rows.Header, rows.FileName, label, positive);
        (leads.HasOutcomes, leads.MissingWarning) = (outcome is not null, columns.MissingWarning);

        var row = new RowEncoder(model.Schema);
        while (rows.Read())
        {
            columns.Fill(row, rows);
            var features = row.Encode();
            var score = model.Score(features);
            leads._scores.Add(score);
            if (outcome?.Read(rows[outcome.Index]) is { } converted)
                leads.Judged.Add(features, score, converted);
            if (leads._scores.Count % RowsBetweenReports == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress.Report(new TrainingStep("Scoring", rows.Fraction, rows.FileName));
            }
        }

        return leads._scores.Count > 0
            ? leads
            : throw new InvalidDataException($"{rows.FileName} has a header and no rows; a report needs leads to explain.");
    }

    /// <summary>The predictions of some rows with their reasons, and whether they converted; null where that is not known.</summary>
    /// <param name="chosen">Rows, counted from 0.</param>
    /// <param name="label">The outcome column asked for; null for the model's own.</param>
    /// <param name="positive">The value asked for that means converted; null for the model's own.</param>
    /// <param name="cutoff">The moment as of which the rows stand.</param>
    /// <returns>In the order of <paramref name="chosen"/>.</returns>
    public IReadOnlyList<(LeadPrediction Prediction, bool? Converted)> Explain(
        IReadOnlyList<int> chosen, string? label, string? positive, DateTimeOffset cutoff)
    {
        using var rows = CsvRows.Open(_path);
        var columns = ScoreColumns.Match(_model, rows.Header, rows.FileName, null);
        var outcome = OutcomeColumn.Find(_model, rows.Header, rows.FileName, label, positive);
        var found = new Dictionary<int, (LeadPrediction, bool?)>();
        for (var number = 0; found.Count < chosen.Count && rows.Read(); number++)
        {
            if (!chosen.Contains(number))
                continue;
            var row = new RowEncoder(_model.Schema);
            columns.Fill(row, rows);
            var id = columns.IdColumn < 0 ? null : rows[columns.IdColumn];
            found[number] = (_model.Predict(row, id, cutoff), outcome?.Read(rows[outcome.Index]));
        }

        return [.. chosen.Select(number => found[number])];
    }
}
