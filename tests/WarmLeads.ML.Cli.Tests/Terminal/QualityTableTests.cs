using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli.Tests;

public sealed class QualityTableTests
{
    [Fact]
    public void Every_figure_stands_beside_its_baselines()
    {
        var output = new StringWriter();

        QualityTable.Write(new Terminal(output, TextWriter.Null).Results, new QualityReport
        {
            Split = "a fifth at random, seed 0",
            Model = Figures(0.91234, 0.31, 0.1, 0.012, 3.456),
            BaseRate = Figures(0.5, 0.66, 0.23, 0, 1),
            LogisticRegression = Figures(double.NaN, 0.4, 0.12, 0.034, 2.9),
            CalibrationCurve = [],
            LiftCurve = [],
        });

        Assert.Equal(
        [
            "                       model   base rate   logistic regression",
            "───────────────────────────────────────────────────────────────────────────────────",
            "  AUC                 0.9123      0.5000                     -   higher is better",
            "  log-loss            0.3100      0.6600                0.4000   lower is better",
            "  Brier score         0.1000      0.2300                0.1200   lower is better",
            "  calibration error   0.0120      0.0000                0.0340   lower is better",
            "  lift at 10 %          3.46        1.00                  2.90   higher is better",
        ], output.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
    }

    static BinaryClassificationMetrics Figures(double auc, double logLoss, double brier, double ece, double lift) => new()
    {
        Count = 100, PositiveCount = 30, AreaUnderRocCurve = auc, AreaUnderPrecisionRecallCurve = 0.5, LogLoss = logLoss,
        BrierScore = brier, ExpectedCalibrationError = ece, LiftAt10Percent = lift,
    };
}
