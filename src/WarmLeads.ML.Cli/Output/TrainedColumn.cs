using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>A column that training looked at.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kind">What its values were taken for; null when it was left out.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="MissingTexts">The texts that counted as missing, the empty text among them.</param>
/// <param name="Summary">The finding in one line.</param>
sealed record TrainedColumn(string Name, ColumnKind? Kind, int Missing, IReadOnlyList<string> MissingTexts, string Summary)
{
    /// <summary>The column of a finding.</summary>
    public static TrainedColumn From(ColumnFinding finding) => new(
        finding.Name, finding.Kind, finding.Missing, [.. finding.MissingTexts.Select(text => text.Text)], finding.Summary);
}
