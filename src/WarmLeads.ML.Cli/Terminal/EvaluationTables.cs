using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>What judging a pipeline on a history showed, as tables.</summary>
static class EvaluationTables
{
    static readonly string[] s_metrics = ["AUC", "log-loss", "Brier", "calibration error", "lift at 10 %"];

    /// <summary>Draws the tables.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="result">What was found.</param>
    public static void Write(Terminal terminal, HistoryEvaluation result)
    {
        terminal.Output.WriteLine(
            $"{Figures.Count(result.Rows)} snapshots of {Figures.Count(result.Leads)} leads, {Figures.Count(result.Positives)} converted ({result.Target}); " +
            "each judged by a model of what was known at its cut-off, made of other leads. In brackets: 95 % intervals over leads.");
        Table(terminal, ["cut-off", "learnt", "judged", "converted", "predicted", "AUC", "log-loss", "calibration error", "size"],
            result.Cutoffs.Select(cutoff => (string[])
            [
                cutoff.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Figures.Count(cutoff.Learnt), Figures.Count(cutoff.Rows),
                Figures.Percent((double)cutoff.Positives / cutoff.Rows), Figures.Percent(cutoff.MeanProbability),
                Text(cutoff.Auc, "0.0000"), Text(cutoff.Logloss, "0.0000"), Text(cutoff.Ece15, "0.0000"), cutoff.Capacity,
            ]));
        Table(terminal, ["", .. s_metrics], result.Figures.Select(pair => (string[])
        [
            pair.Key.Replace('_', ' '), Text(pair.Value.Auc, "0.000"), Text(pair.Value.Logloss, "0.0000"), Text(pair.Value.Brier, "0.0000"),
            Text(pair.Value.Ece15, "0.0000"), Text(pair.Value.Lift10, "0.00"),
        ]));
        Table(terminal, ["log-loss saved against", "nats"], result.LogLossGain.Select(pair => (string[])[pair.Key.Replace('_', ' '), Text(pair.Value, "0.0000")]));
        if (result.Horizons.Count > 0)
            HorizonTable.Write(terminal.Results, result.Horizons);
        Table(terminal, ["called", "conversions found", "lift", "calls per conversion"], result.Gains.Where((_, i) => i is 0 or 1 or 3 or 5 or 9 or 19).Select(gain => (string[])
        [
            Figures.Percent(gain.Share), Figures.Percent(gain.Captured), Text(gain.Lift, "0.00"), Text(gain.CallsPerConversion, "0.0"),
        ]));
        terminal.Output.WriteLine(AtThreshold(result.AtThreshold, "snapshots"));
        Table(terminal, ["predicted", "happened", "snapshots"], result.CalibrationCurve.Select(bin => (string[])
        [
            Figures.Percent(bin.MeanProbability), Figures.Percent(bin.PositiveRate), Text(bin.Weight, "#,0"),
        ]));
        if (result.SegmentColumn is { } column)
        {
            Table(terminal, [column, "snapshots", "converted", "predicted", "AUC", "log-loss"], result.Segments.Select(segment => (string[])
            [
                segment.Segment.Length == 0 ? "(none)" : segment.Segment, Figures.Count(segment.Rows), Figures.Percent((double)segment.Positives / segment.Rows),
                Figures.Percent(segment.MeanProbability), Text(segment.Auc, "0.000"), Text(segment.Logloss, "0.0000"),
            ]));
        }

        foreach (var alarm in result.Alarms)
            terminal.Warn(alarm);
        terminal.Output.WriteLine(result.Verdict);
    }

    /// <summary>What calling from a threshold on brings, as a sentence.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="what">What was counted.</param>
    public static string AtThreshold(ConfusionMatrix matrix, string what) =>
        $"Called from {Figures.Percent(matrix.Threshold)} on, {Figures.Percent(matrix.Called)} of the {what}: {Figures.Percent(matrix.Precision)} of these convert (precision), " +
        $"{Figures.Percent(matrix.Recall)} of all conversions are among them (recall), F1 {Text(matrix.F1, "0.000")}, accuracy {Text(matrix.Accuracy, "0.000")}; " +
        $"{Text(matrix.TruePositives, "#,0")} called rightly and {Text(matrix.FalsePositives, "#,0")} in vain, {Text(matrix.FalseNegatives, "#,0")} missed and {Text(matrix.TrueNegatives, "#,0")} rightly left.";

    static void Table(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(terminal.Results.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii);
        for (var i = 0; i < columns.Length; i++)
            table.AddColumn(i == 0 ? new TableColumn(new Text(columns[i])) : new TableColumn(new Text(columns[i])).RightAligned());
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        terminal.Results.Write(table);
    }

    static string Text(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);

    static string Text(BootstrapInterval value, string format) =>
        $"{Text(value.Estimate, format)} ({Text(value.Low, format)} to {Text(value.High, format)})";
}
