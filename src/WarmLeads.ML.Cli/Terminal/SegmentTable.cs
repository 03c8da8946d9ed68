using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>What each segment has of its own, and how good the model is in it with and without.</summary>
static class SegmentTable
{
    /// <summary>Draws the table and says why segments have what they have.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="report">The segments.</param>
    public static void Write(Terminal terminal, SegmentReport report)
    {
        var console = terminal.Results;
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii).AddColumn(new TableColumn(new Text(report.Column)));
        foreach (var name in (string[])["leads", "converted", "judged", "AUC pooled", "AUC", "log-loss pooled", "log-loss", "± of the difference"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn("kept");
        foreach (var segment in report.Segments)
        {
            var quality = segment.Quality;
            table.AddRow(
                new Text(segment.Segment), new Text(Figures.Count(segment.Leads)), new Text(Figures.Count(segment.Converted)),
                new Text(Figures.Count(quality?.Rows ?? 0)), Number(quality?.PooledAuc), Number(quality?.Auc), Number(quality?.PooledLogLoss),
                Number(quality?.LogLoss), Number(quality?.StandardError), new Text(Kept(segment)));
        }

        console.Write(table);
        terminal.Output.WriteLine(report.InWords());
        foreach (var segment in report.Segments.Where(segment => segment.LeadsNeeded is null))
            terminal.Output.WriteLine($"  {segment.Reason}");
    }

    static string Kept(SegmentModel segment) => segment switch
    {
        { LeadsNeeded: not null } => "pooled, too few outcomes",
        { Part: SegmentPart.Offset } => "level of its own",
        { Part: SegmentPart.Trees } => segment.Trees == 1 ? "1 tree of its own" : $"{segment.Trees} trees of its own",
        _ => "pooled",
    };

    static Text Number(double? value) =>
        new(value is not { } figure || double.IsNaN(figure) ? "-" : figure.ToString("0.0000", CultureInfo.InvariantCulture));
}
