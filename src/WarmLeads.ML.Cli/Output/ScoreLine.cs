using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>
/// The lines of a score file: what names the row, `probability`, `score`, the interval and the chances within other horizons where
/// they are asked for, and the strongest contributions.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="reasons">How many contributions each line has; 0 for none.</param>
/// <param name="withInterval">Whether each line has `probability_low` and `probability_high`; empty where the model does not know them.</param>
/// <param name="withHorizons">Whether each line has the chance within each horizon that the model answers.</param>
/// <param name="format">Whose names the columns have, one of <see cref="CrmNames.Formats"/>.</param>
sealed class ScoreLine(ConversionModel model, int reasons, bool withInterval, bool withHorizons, string format)
{
    /// <summary>How score files are written: quoted as RFC 4180 says and only when they must be, lines that end in LF.</summary>
    public static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The header line.</summary>
    /// <param name="id">The column that names the lead; null when there is none.</param>
    /// <param name="others">The columns that come after it.</param>
    public string Header(string? id, params IEnumerable<string> others)
    {
        var line = new StringWriter();
        using (var csv = new CsvWriter(line, Format))
        {
            string[] chances = withHorizons ? [.. model.Chances(0).Select(chance => $"probability_{chance.Days}d")] : [];
            string[] interval = withInterval ? ["probability_low", "probability_high"] : [];
            var told = Enumerable.Range(1, reasons).SelectMany(i => (string[])[$"reason_{i}", $"points_{i}"]);
            if (id is not null)
                csv.WriteField(CrmNames.Of(format, id, isId: true));
            foreach (var name in (IEnumerable<string>)[.. others, "probability", "score", .. interval, .. chances, .. told])
                csv.WriteField(CrmNames.Of(format, name, isId: false));
            csv.NextRecord();
        }

        return line.ToString();
    }

    /// <summary>Writes what follows what names the row, and ends the line.</summary>
    /// <param name="csv">Takes the line.</param>
    /// <param name="row">The row, filled.</param>
    /// <param name="id">The lead; null where no column names it.</param>
    /// <param name="cutoff">The moment as of which the row stands.</param>
    public void Write(CsvWriter csv, RowEncoder row, string? id, DateTimeOffset cutoff)
    {
        var prediction = reasons > 0 ? model.Predict(row, id, cutoff) : null;
        var score = prediction?.Score ?? model.Score(row.Encode());
        WriteNumber(csv, prediction?.Probability ?? ConversionModel.Probability(score));
        WriteNumber(csv, score);
        if (withInterval)
        {
            var interval = model.Identity.Certainty?.At(score);
            WriteNumber(csv, interval?.Low);
            WriteNumber(csv, interval?.High);
        }

        if (withHorizons)
        {
            foreach (var chance in model.Chances(score))
                WriteNumber(csv, chance.Probability);
        }

        for (var i = 0; i < reasons; i++)
        {
            var signal = i < prediction!.Contributions.Count ? prediction.Contributions[i] : null;
            csv.WriteField(signal?.Name ?? "");
            WriteNumber(csv, signal?.Points);
        }

        csv.NextRecord();
    }

    // The shortest text that reads back to the same bits.
    static void WriteNumber(CsvWriter csv, double? value) => csv.WriteField(value?.ToString("R", CultureInfo.InvariantCulture) ?? "");
}
