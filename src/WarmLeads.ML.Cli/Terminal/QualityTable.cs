using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>A model's held-out figures, each beside its baselines.</summary>
static class QualityTable
{
    /// <summary>Draws the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="quality">The figures.</param>
    public static void Write(IAnsiConsole console, QualityReport quality)
    {
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii)
            .AddColumn("")
            .AddColumn(new TableColumn("model").RightAligned())
            .AddColumn(new TableColumn("base rate").RightAligned())
            .AddColumn(new TableColumn("logistic regression").RightAligned())
            .AddColumn("");
        Row("AUC", "0.0000", "higher is better", metrics => metrics.AreaUnderRocCurve);
        Row("log-loss", "0.0000", "lower is better", metrics => metrics.LogLoss);
        Row("Brier score", "0.0000", "lower is better", metrics => metrics.BrierScore);
        Row("calibration error", "0.0000", "lower is better", metrics => metrics.ExpectedCalibrationError);
        Row("lift at 10 %", "0.00", "higher is better", metrics => metrics.LiftAt10Percent);
        console.Write(table);

        void Row(string name, string format, string direction, Func<BinaryClassificationMetrics, double> figure) => table.AddRow(
            new Text(name),
            new Text(Figure(figure(quality.Model), format)),
            new Text(Figure(figure(quality.BaseRate), format)),
            new Text(Figure(figure(quality.LogisticRegression), format)),
            new Text(direction));
    }

    static string Figure(double value, string format) =>
        double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
