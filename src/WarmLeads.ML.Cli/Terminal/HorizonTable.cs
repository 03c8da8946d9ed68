using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>How good the chances within each horizon were on later snapshots.</summary>
static class HorizonTable
{
    /// <summary>Draws the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="horizons">A horizon a line.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<HorizonQuality> horizons)
    {
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii).AddColumn("within");
        foreach (var name in (string[])["snapshots", "converted", "mean chance", "AUC", "log-loss", "base rate's", "calibration error"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var horizon in horizons)
        {
            table.AddRow(
                new Text($"{horizon.Days} days"), new Text(Figures.Count(horizon.Rows)), new Text(Figures.Percent(horizon.Rate)),
                new Text(Figures.Percent(horizon.MeanProbability)), Number(horizon.Auc), Number(horizon.LogLoss), Number(horizon.BaseRateLogLoss),
                Number(horizon.CalibrationError));
        }

        console.Write(table);
    }

    static Text Number(double value) => new(value.ToString("0.0000", CultureInfo.InvariantCulture));
}
