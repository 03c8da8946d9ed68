using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Puts a model's figures beside its baselines and says in words what they mean.</summary>
public static class QualityJudge
{
    /// <summary>Judges probabilities of rows that nothing was fitted on.</summary>
    /// <param name="split">How the rows were chosen, in words.</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="model">The model's probabilities, shape [rows].</param>
    /// <param name="baseRate">The training part's conversion rate, 0..1.</param>
    /// <param name="logisticRegression">Logistic regression's probabilities, shape [rows].</param>
    /// <param name="weights">Shape [rows], 1 on average; null for all 1.</param>
    /// <param name="groups">The lead of each row, for intervals; null when each row is its own.</param>
    /// <param name="parts">How many parts of the rows were judged in turn by models of the others, for intervals; 1 where they were set aside once.</param>
    /// <param name="threshold">Probability from which on leads are called, for the confusion matrix; null to call as many as are expected to convert.</param>
    public static QualityReport Judge(
        string split, float[] labels, double[] model, double baseRate, double[] logisticRegression, float[]? weights = null, int[]? groups = null, int parts = 1,
        double? threshold = null)
    {
        var constant = new double[labels.Length];
        Array.Fill(constant, baseRate);
        return new QualityReport
        {
            Split = split,
            Model = BinaryClassificationMetrics.Evaluate(model, labels, weights),
            BaseRate = BinaryClassificationMetrics.Evaluate(constant, labels, weights),
            LogisticRegression = BinaryClassificationMetrics.Evaluate(logisticRegression, labels, weights),
            LogisticRegressionStandardError = PairedLoss.StandardError(labels, model, logisticRegression, weights),
            ObservedRate = weights is null
                ? labels.Average(label => (double)label)
                : labels.Zip(weights, (label, weight) => (double)label * weight).Sum() / weights.Sum(weight => (double)weight),
            Intervals = FigureIntervals.Of(labels, model, weights, groups, parts),
            CalibrationCurve = CalibrationCurve.Create(model, labels, 10, weights),
            AtThreshold = ConfusionMatrix.Of(model, labels, weights, threshold),
            LiftCurve = LiftCurve.Create(model, labels, 20, weights),
        };
    }

    /// <summary>What must be said when the probabilities cannot be taken at their word; null when they can.</summary>
    /// <param name="figures">The figures on rows that nothing was fitted on.</param>
    /// <param name="baseRate">Conversion rate of what was learnt from, 0..1.</param>
    public static string? CalibrationAlarm(BinaryClassificationMetrics figures, double baseRate) =>
        CalibrationAlarm(figures, baseRate, (double)figures.PositiveCount / figures.Count, null);

    // Both rates weighted alike: where leads are looked at several times, unweighted rows tell of those that stayed open.
    static string? CalibrationAlarm(BinaryClassificationMetrics figures, double baseRate, double rate, FigureInterval? interval)
    {
        const double farOff = 0.05, errors = 4, errorsOfInterval = 1.96;
        var chance = interval is { } known
            ? (known.High - known.Low) / (2 * errorsOfInterval)
            : Math.Sqrt(rate * (1 - rate) / figures.Count);
        if (figures.ExpectedCalibrationError < farOff || Math.Abs(rate - baseRate) < errors * chance)
            return null;
        return $"The calibration cannot be trusted: {Figures.Percent(baseRate)} of what was learnt from converted and {Figures.Percent(rate)} of what was judged, " +
            $"and the probabilities are off by {100 * figures.ExpectedCalibrationError:0.0} percentage points on average. Rank leads with them; retrain as soon as newer outcomes are known.";
    }

    /// <summary>The judgement in one or two sentences, and what must be said when a baseline is better.</summary>
    /// <param name="quality">The figures.</param>
    /// <param name="baseRate">Conversion rate of what was learnt from, 0..1.</param>
    /// <returns>The verdict, and warnings that stand on the card.</returns>
    public static (string Verdict, IReadOnlyList<string> Warnings) Verdict(QualityReport quality, double baseRate)
    {
        var (model, rate, logistic) = (quality.Model, quality.BaseRate, quality.LogisticRegression);
        List<string> warnings = [];
        if (model.LogLoss >= rate.LogLoss)
        {
            warnings.Add(
                $"On rows it was not trained on, the model's log-loss {model.LogLoss:0.0000} is no better than {rate.LogLoss:0.0000} for giving " +
                "everyone the same rate: do not rank leads with it; it needs more outcomes or better columns.");
        }

        var lag = new Lag(model.LogLoss, logistic.LogLoss, rate.LogLoss);
        var isSure = model.LogLoss - logistic.LogLoss > 2 * quality.LogisticRegressionStandardError;
        var isClearlyBehind = isSure && lag.Matters;
        var behind = isClearlyBehind ? "clearly better" : isSure ? "a little better" : "a little better, within chance";
        if (model.LogLoss > logistic.LogLoss)
        {
            warnings.Add(
                $"On rows it was not trained on, logistic regression is {behind} ({lag.InWords}): " +
                "the table is small or its effects are straight lines; more outcomes will help the model.");
        }

        if (model.LogLoss >= rate.LogLoss || isClearlyBehind)
            return ($"Not ready to rely on: {warnings[0]}", warnings);

        var gain = 1 - model.LogLoss / rate.LogLoss;
        var off = model.ExpectedCalibrationError;
        var alarm = CalibrationAlarm(
            model, baseRate, quality.ObservedRate ?? (double)model.PositiveCount / model.Count, quality.Intervals?.Rate);
        if (alarm is not null)
            warnings.Add(alarm);
        var verdict =
            $"{(alarm is null ? "Fit for use" : "Fit to rank leads, not to tell their chance")}: of {Figures.Count(model.Count)} leads it was not trained on, the tenth it ranks highest converts " +
            $"{model.LiftAt10Percent:0.0} times as often as the average lead (AUC {model.AreaUnderRocCurve:0.000}{Range(quality.Intervals)}); its probabilities carry " +
            $"{Figures.Percent(gain)} less surprise than the base rate and are off by {100 * off:0.0} percentage points on average." +
            (model.LogLoss > logistic.LogLoss ? $" Logistic regression is {behind} here ({lag.InWords})." : "");
        return (verdict, warnings);
    }

    static string Range(QualityIntervals? intervals) => intervals is { } known ? $", in truth {known.Auc.Low:0.00} to {known.Auc.High:0.00}" : "";
}
