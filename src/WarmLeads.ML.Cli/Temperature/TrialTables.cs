using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>What two sets of criteria would have done, side by side.</summary>
static class TrialTables
{
    /// <summary>Draws the tables.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="comparison">The figures.</param>
    public static void Write(Terminal terminal, TrialComparison comparison)
    {
        var (tried, current) = (comparison.Tried, comparison.Current);
        terminal.Output.WriteLine(
            $"{Figures.Count(tried.Leads)} leads of {comparison.History} replayed from {comparison.Since.UtcDateTime:yyyy-MM-dd} to {comparison.Until.UtcDateTime:yyyy-MM-dd}, " +
            $"each midnight with what was known then; {Figures.Count(tried.Conversions)} converted.");
        terminal.Output.WriteLine(
            $"{Figures.Count(comparison.LeadsMovedOtherwise)} leads would have moved otherwise; '{tried.CriteriaVersion}' alone catches " +
            $"{Figures.Count(comparison.CaughtOnlyByTried)} conversions, '{current.CriteriaVersion}' alone {Figures.Count(comparison.CaughtOnlyByCurrent)}.");

        var table = NewTable(terminal, "", tried.CriteriaVersion, $"{current.CriteriaVersion} (in use)");
        Row("leads ever warm", result => Figures.Count(result.LeadsWarm));
        Row("leads ever hot", result => Figures.Count(result.LeadsHot));
        Row("leads ever MQL", result => Figures.Count(result.LeadsMql));
        Row($"conversions caught: hot in the {CriteriaTrial.HorizonDays} days before", result => Figures.Count(result.Caught));
        Row("conversions missed", result => Figures.Count(result.Missed));
        Row("days from hot to conversion, median", result => result.MedianNoticeDays is { } days ? Figures.Number(Math.Round(days, 1)) : "-");
        Row(
            $"times hot that converted within {CriteriaTrial.HorizonDays} days",
            result => result.HotSpellsDecided == 0 ? "-" : $"{Figures.Count(result.HotSpellsPaid)} of {Figures.Count(result.HotSpellsDecided)}");
        foreach (var kind in (TransitionKind[])[TransitionKind.State, TransitionKind.Heating, TransitionKind.Cooling, TransitionKind.Rewarmed])
            Row($"alerts a week: {Name(kind)}", result => result.AlertsAWeek.GetValueOrDefault(kind).ToString("0.0", CultureInfo.InvariantCulture));
        terminal.Results.Write(table);

        var months = NewTable(terminal, "month", $"warm, {tried.CriteriaVersion}", $"warm, {current.CriteriaVersion}", $"hot, {tried.CriteriaVersion}", $"hot, {current.CriteriaVersion}");
        foreach (var month in tried.Months.Concat(current.Months).Select(item => item.Month).Distinct().Order())
        {
            var (one, other) = (tried.Months.FirstOrDefault(item => item.Month == month), current.Months.FirstOrDefault(item => item.Month == month));
            months.AddRow(
                new Text(month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), Cell(one?.TurnedWarm), Cell(other?.TurnedWarm), Cell(one?.TurnedHot), Cell(other?.TurnedHot));
        }
        terminal.Results.Write(months);

        void Row(string name, Func<TrialResult, string> figure) => table.AddRow(new Text(name), new Text(figure(tried)), new Text(figure(current)));
    }

    static Text Cell(int? count) => new(Figures.Count(count ?? 0));

    static string Name(TransitionKind kind) => kind switch
    {
        TransitionKind.State => "turned hot",
        TransitionKind.Heating => "heating",
        TransitionKind.Cooling => "cooling",
        _ => "re-warmed",
    };

    static Table NewTable(Terminal terminal, params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(terminal.Results.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(new Text(columns[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        return table;
    }
}
