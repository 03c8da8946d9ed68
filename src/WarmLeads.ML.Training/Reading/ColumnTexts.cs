using System.Globalization;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A column's different texts, parted into missing and present, and what can be read from them.</summary>
sealed class ColumnTexts
{
    static readonly string[] SlashFormats = ["d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy"];

    readonly List<TextCount> _missing = [], _present = [];

    ColumnTexts(int textCount) => IsMissing = new bool[textCount];

    /// <summary>Whether a text of the column means "no value", shape [texts].</summary>
    public bool[] IsMissing { get; }

    public IReadOnlyList<TextCount> Missing => _missing;

    public IReadOnlyList<TextCount> Present => _present;

    public int MissingRows { get; private set; }

    public int PresentRows { get; private set; }

    /// <summary>Different texts that are numbers, and the rows that hold them.</summary>
    public int Numbers { get; private set; }

    public int NumberRows { get; private set; }

    /// <summary>Different texts that are ISO 8601 dates or instants, and the rows that hold them.</summary>
    public int Instants { get; private set; }

    public int InstantRows { get; private set; }

    /// <summary>Whether every number is a whole one.</summary>
    public bool AreIntegers { get; private set; } = true;

    /// <summary>Whether every text is a yes or a no in some spelling.</summary>
    public bool AreTruths { get; private set; } = true;

    /// <summary>Whether every text is a date whose parts stand in the order of some country.</summary>
    public bool AreDatesWithSlashes { get; private set; } = true;

    /// <summary>Mean length over the rows with a value, in characters.</summary>
    public double MeanLength { get; private set; }

    public static ColumnTexts Of(TextColumn column, IReadOnlyList<string> missingMarkers)
    {
        var texts = new ColumnTexts(column.Texts.Count);
        var counts = column.CountTexts();
        long characters = 0;
        for (var code = 0; code < counts.Length; code++)
        {
            var text = column.Texts[code];
            texts.IsMissing[code] = ValueText.IsMissing(text, missingMarkers);
            if (texts.IsMissing[code])
            {
                texts._missing.Add(new TextCount(text, counts[code]));
                texts.MissingRows += counts[code];
                continue;
            }

            characters += (long)text.Length * counts[code];
            texts.AddPresent(text, counts[code]);
        }

        texts.MeanLength = texts.PresentRows == 0 ? 0 : (double)characters / texts.PresentRows;
        return texts;
    }

    public static bool IsNumber(string text) => ValueText.TryParseNumber(text, out _);

    public static bool IsInstant(string text) => ValueText.TryParseInstant(text, out _);

    public static IReadOnlyList<TextCount> MostFrequentFirst(IEnumerable<TextCount> texts) =>
        [.. texts.OrderByDescending(text => text.Rows).ThenBy(text => text.Text, StringComparer.Ordinal)];

    void AddPresent(string text, int rows)
    {
        _present.Add(new TextCount(text, rows));
        PresentRows += rows;
        AreTruths &= ValueText.TryParseTruth(text, out _);
        AreDatesWithSlashes = AreDatesWithSlashes && DateOnly.TryParseExact(
            text, SlashFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        if (ValueText.TryParseNumber(text, out var number))
        {
            Numbers++;
            NumberRows += rows;
            AreIntegers &= number == Math.Floor(number);
        }
        else if (IsInstant(text))
        {
            Instants++;
            InstantRows += rows;
        }
    }
}
