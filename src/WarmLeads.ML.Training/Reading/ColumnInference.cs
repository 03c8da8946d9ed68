using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Tells from its texts what a column is: numeric, boolean, date, categorical, or nothing that a model can learn from.</summary>
/// <remarks>
/// Left out are columns with no value, one value, a value of its own for each row (identifiers), or sentences.
/// A measure such as an income stays however many different values it has: only names and strict order tell an integer
/// identifier from a measure.
/// </remarks>
public sealed class ColumnInference(IReadOnlyList<string> missingMarkers)
{
    // Fewer rows than this may differ by chance.
    const int RowsForIdentifier = 50;
    const double IdentifierShare = 0.99, NamedIdentifierShare = 0.5;
    const double FreeTextShare = 0.5, FreeTextLength = 40;
    const double ReadableShare = 0.95;

    /// <summary>Judges every column of a table.</summary>
    public IReadOnlyList<ColumnFinding> Infer(FlatTable table) => [.. table.Columns.Select(Infer)];

    /// <summary>Judges one column.</summary>
    public ColumnFinding Infer(TextColumn column)
    {
        var texts = ColumnTexts.Of(column, missingMarkers);
        var finding = new ColumnFinding
        {
            Name = column.Name,
            Rows = column.Codes.Length,
            Missing = texts.MissingRows,
            MissingTexts = ColumnTexts.MostFrequentFirst(texts.Missing),
            Distinct = texts.Present.Count,
            Summary = "",
        };
        finding = WhyDropped(column, texts) is { } reason
            ? finding with { DroppedReason = reason }
            : WithKind(finding, texts);
        return finding with { Summary = FindingWords.Summarise(finding) };
    }

    static string? WhyDropped(TextColumn column, ColumnTexts texts)
    {
        var (rows, distinct) = (texts.PresentRows, texts.Present.Count);
        if (distinct == 0)
            return "no value in any row";
        if (distinct == 1 && texts.MissingRows == 0)
            return $"constant: always '{FindingWords.Shorten(texts.Present[0].Text)}'";
        if (texts.Instants == distinct)
            return null;

        var values = $"{distinct:#,0} different values in {rows:#,0} rows";
        var share = (double)distinct / rows;
        var isNamedId = IdentifierNames.Matches(column.Name);
        if (texts.Numbers >= ReadableShare * distinct)
        {
            if (!texts.AreIntegers)
                return null;
            if (isNamedId && rows > 2 && share >= (rows < RowsForIdentifier ? 1 : NamedIdentifierShare))
                return $"identifier: {values}, and named like one";
            return rows >= RowsForIdentifier && distinct == rows && IsInOrder(column, texts)
                ? $"identifier: {rows:#,0} integers in strict order, like a row number"
                : null;
        }

        if (isNamedId && rows > 2 && share >= (rows < RowsForIdentifier ? 1 : NamedIdentifierShare))
            return $"identifier: {values}, and named like one";
        if (rows >= RowsForIdentifier && share > FreeTextShare && texts.MeanLength > FreeTextLength)
            return $"free text: {values}, {texts.MeanLength:0} characters on average";
        return rows >= RowsForIdentifier && share >= IdentifierShare && !texts.AreDatesWithSlashes
            ? $"identifier: {values}"
            : null;
    }

    static ColumnFinding WithKind(ColumnFinding finding, ColumnTexts texts)
    {
        var distinct = texts.Present.Count;
        if (distinct == 2 && (texts.Numbers == 0 || texts.AreTruths))
            return finding with { Kind = ColumnKind.Boolean, Levels = FalseFirst(texts.Present) };
        if (texts.Numbers == distinct)
            return finding with { Kind = ColumnKind.Numeric };
        if (texts.Instants == distinct)
            return finding with { Kind = ColumnKind.Date };
        if (texts.NumberRows >= ReadableShare * texts.PresentRows && texts.Numbers > RowsForIdentifier)
            return Mostly(finding, texts, ColumnKind.Numeric, "numbers", texts.NumberRows, ColumnTexts.IsNumber);
        if (texts.InstantRows >= ReadableShare * texts.PresentRows && texts.Instants > RowsForIdentifier)
            return Mostly(finding, texts, ColumnKind.Date, "dates", texts.InstantRows, ColumnTexts.IsInstant);

        var categorical = finding with
        {
            Kind = ColumnKind.Categorical,
            Levels = ColumnTexts.MostFrequentFirst(texts.Present),
        };
        return texts.AreDatesWithSlashes
            ? categorical with
            {
                Warnings =
                [
                    $"Column '{finding.Name}' holds dates such as '{texts.Present[0].Text}' that do not say which part is the day; " +
                    "it is used as categories. Write them as 2026-12-31 to use them as dates.",
                ],
            }
            : categorical;
    }

    static ColumnFinding Mostly(
        ColumnFinding finding, ColumnTexts texts, ColumnKind kind, string noun, int readable, Func<string, bool> isReadable)
    {
        var others = ColumnTexts.MostFrequentFirst(texts.Present.Where(text => !isReadable(text.Text)));
        var listed = string.Join(", ", others.Take(5).Select(other => $"'{FindingWords.Shorten(other.Text)}'"));
        return finding with
        {
            Kind = kind,
            Warnings =
            [
                $"Column '{finding.Name}' holds {noun} in {readable:#,0} of {texts.PresentRows:#,0} rows; the others ({listed}" +
                $"{(others.Count > 5 ? ", …" : "")}) count as missing.",
            ],
        };
    }

    // Strictly rising or strictly falling in the order of the rows.
    static bool IsInOrder(TextColumn column, ColumnTexts texts)
    {
        var (last, direction) = (double.NaN, 0);
        foreach (var code in column.Codes)
        {
            if (texts.IsMissing[code])
                continue;
            if (!ValueText.TryParseNumber(column.Texts[code], out var value))
                return false;
            if (!double.IsNaN(last))
            {
                var step = Math.Sign(value - last);
                if (step == 0 || (direction != 0 && step != direction))
                    return false;
                direction = step;
            }

            last = value;
        }

        return true;
    }

    static List<TextCount> FalseFirst(IReadOnlyList<TextCount> two) =>
    [
        .. two.OrderBy(level => ValueText.TryParseTruth(level.Text, out var truth) ? (truth ? 2 : 0) : 1)
            .ThenBy(level => level.Text, StringComparer.Ordinal),
    ];
}
