using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>A lead's chance as a sum that the eye can follow: base, signed bars, chance, as printed.</summary>
static class TerminalBars
{
    // Cells on each side of the axis.
    const int HalfWidth = 20;

    /// <summary>Draws the bars.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="prediction">The lead's prediction.</param>
    /// <param name="most">Signals with a bar of their own; the others share one.</param>
    public static void Write(IAnsiConsole console, LeadPrediction prediction, int most)
    {
        var bars = ContributionBars.Create(prediction, most);
        var table = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("signal"))
            .AddColumn(new TableColumn("points").RightAligned().NoWrap())
            .AddColumn(new TableColumn("bar").NoWrap());
        table.AddRow(new Text("base"), new Text(Percent(bars.BaseTenths)));
        foreach (var bar in bars.Shown)
            Row($"{bar.Signal.DisplayName}: {bar.Signal.Value ?? "missing"}", bar.Tenths, bar.Signal.Points);
        if (bars.Folded.Count > 0)
            Row($"{bars.Folded.Count} other {(bars.Folded.Count == 1 ? "signal" : "signals")}", bars.FoldedTenths, bars.FoldedPoints);
        table.AddRow(new Text("chance to convert"), new Text(Percent(bars.ProbabilityTenths)));
        console.Write(table);

        void Row(string label, int tenths, double points)
        {
            var cells = (int)Math.Round(HalfWidth * Math.Abs(points) / bars.LongestPoints);
            var block = new string(console.Profile.Capabilities.Unicode ? '█' : '#', cells);
            table.AddRow(
                new Text(label), new Text(Signed(tenths)),
                points < 0
                    ? new Text(block.PadLeft(HalfWidth) + "|", new Style(Color.Blue))
                    : new Text(new string(' ', HalfWidth) + "|" + block, new Style(Color.Orange1)));
        }
    }

    static string Percent(int tenths) => (tenths / 10.0).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    // The blanks under the percent signs keep the decimal points in one column; the table cuts ordinary ones.
    static string Signed(int tenths) =>
        (tenths / 10.0).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + "\u00a0\u00a0";
}
