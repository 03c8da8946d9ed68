using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>
/// The columns of a score file: the id when there is one, `probability`, `score`, the chances within other horizons when they are
/// asked for, and the strongest contributions.
/// </summary>
static class ScoreLine
{
    /// <summary>How score files are written: quoted as RFC 4180 says and only when they must be, lines that end in LF.</summary>
    public static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The header line.</summary>
    /// <param name="idName">The id column's name; null when there is none.</param>
    /// <param name="reasons">How many contributions each line has.</param>
    public static string Header(string? idName, int reasons) => Header(idName is null ? [] : [idName], reasons);

    /// <summary>The header line.</summary>
    /// <param name="first">The columns that come first.</param>
    /// <param name="reasons">How many contributions each line has.</param>
    /// <param name="horizons">Days of the horizons whose chances each line has; null for none.</param>
    public static string Header(IReadOnlyList<string> first, int reasons, IReadOnlyList<int>? horizons = null)
    {
        var line = new StringWriter();
        using (var csv = new CsvWriter(line, Format))
        {
            foreach (var name in first)
                csv.WriteField(name);
            csv.WriteField("probability");
            csv.WriteField("score");
            foreach (var days in horizons ?? [])
                csv.WriteField($"probability_{days}d");
            for (var i = 1; i <= reasons; i++)
            {
                csv.WriteField($"reason_{i}");
                csv.WriteField($"points_{i}");
            }

            csv.NextRecord();
        }

        return line.ToString();
    }

    /// <summary>Writes probability and score.</summary>
    public static void Write(CsvWriter csv, double score)
    {
        WriteNumber(csv, ConversionModel.Probability(score));
        WriteNumber(csv, score);
    }

    /// <summary>Writes the chances within horizons.</summary>
    public static void Write(CsvWriter csv, IReadOnlyList<HorizonChance> chances)
    {
        foreach (var chance in chances)
            WriteNumber(csv, chance.Probability);
    }

    /// <summary>Writes probability, score, the chances within horizons when asked for, and the strongest contributions by name, in percentage points.</summary>
    public static void Write(CsvWriter csv, LeadPrediction prediction, int reasons, bool withHorizons = false)
    {
        WriteNumber(csv, prediction.Probability);
        WriteNumber(csv, prediction.Score);
        if (withHorizons)
            Write(csv, prediction.Horizons);
        foreach (var signal in prediction.Contributions.Take(reasons))
        {
            csv.WriteField(signal.Name);
            WriteNumber(csv, signal.Points);
        }

        for (var i = prediction.Contributions.Count; i < reasons; i++)
        {
            csv.WriteField("");
            csv.WriteField("");
        }
    }

    // The shortest text that reads back to the same bits.
    static void WriteNumber(CsvWriter csv, double value) => csv.WriteField(value.ToString("R", CultureInfo.InvariantCulture));
}
