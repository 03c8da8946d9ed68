using System.Globalization;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Says a finding in one line.</summary>
static class FindingWords
{
    const int LevelsShown = 4, LongestShown = 40;

    public static string Summarise(ColumnFinding finding)
    {
        var what = finding.DroppedReason is { } reason ? $"left out, {reason}"
            : finding.Kind switch
            {
                ColumnKind.Numeric => $"numeric, {finding.Distinct:#,0} different values",
                ColumnKind.Date => $"date, {finding.Distinct:#,0} different values",
                ColumnKind.Boolean => $"boolean, {Levels(finding.Levels)}",
                _ => $"categorical, {finding.Distinct:#,0} {(finding.Distinct == 1 ? "value" : "values")}: {Levels(finding.Levels)}",
            };
        if (finding.Missing == 0)
            return what;
        var share = (100.0 * finding.Missing / finding.Rows).ToString("0.0", CultureInfo.InvariantCulture);
        var texts = finding.MissingTexts.Select(text =>
            text.Text.Length == 0 ? $"{text.Rows:#,0} empty" : $"{text.Rows:#,0} '{text.Text}'");
        return $"{what}; missing in {finding.Missing:#,0} rows ({share} %: {string.Join(", ", texts)})";
    }

    public static string Shorten(string text) =>
        (text.Length <= LongestShown ? text : $"{text[..LongestShown]}…").ReplaceLineEndings(" ");

    static string Levels(IReadOnlyList<TextCount> levels) =>
        string.Join(", ", levels.Take(LevelsShown).Select(level => $"{Shorten(level.Text)} {level.Rows:#,0}")) +
        (levels.Count > LevelsShown ? ", …" : "");
}
