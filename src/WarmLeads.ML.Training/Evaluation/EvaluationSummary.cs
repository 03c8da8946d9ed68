using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Puts the judged parts together: figures with intervals, gains, segments, alarms and the verdict.</summary>
sealed class EvaluationSummary
{
    // Beyond this a model of what was known before the outcome is not to be believed.
    const double TooGood = 0.97, SilentAuc = 0.9;

    const int MostSegments = 20, FewestInSegment = 50;

    readonly SnapshotSource _source;
    readonly HistoryOptions _how;
    readonly HistoryEvaluationOptions _evaluation;
    readonly IReadOnlyList<JudgedPart> _parts;
    readonly IReadOnlyList<LeakWarning> _leaks;
    readonly TrainingOptions _options;
    readonly int[] _rows, _leads;
    readonly float[] _labels, _weights;
    readonly string[] _names;
    readonly Dictionary<string, double[]> _probabilities;

    public EvaluationSummary(
        SnapshotSource source, HistoryOptions how, HistoryEvaluationOptions evaluation, IReadOnlyList<JudgedPart> parts,
        IReadOnlyList<LeakWarning> leaks, TrainingOptions options)
    {
        (_source, _how, _evaluation, _parts, _leaks, _options) = (source, how, evaluation, parts, leaks, options);
        _rows = [.. parts.SelectMany(part => part.Split.Test)];
        _leads = [.. _rows.Select(row => source.Snapshots[row].Lead)];
        _labels = [.. _rows.Select(row => source.Snapshots[row].Converted ? 1f : 0f)];
        _weights = source.Weights(_rows);
        _names = [.. JudgedPart.Names.Where(name => parts[0].Probabilities.ContainsKey(name))];
        _probabilities = _names.ToDictionary(
            name => name, name => parts.SelectMany(part => part.Probabilities[name]).ToArray(), StringComparer.Ordinal);
    }

    public HistoryEvaluation Write()
    {
        var bootstrap = new GroupBootstrap(_leads, _weights);
        var figures = _names.ToDictionary(name => name, name => Figures(bootstrap, _probabilities[name]), StringComparer.Ordinal);
        var gains = _names.Skip(1).ToDictionary(
            name => name, name => Interval(bootstrap, weights => LogLoss(_probabilities[name], weights) - LogLoss(_probabilities["model"], weights)),
            StringComparer.Ordinal);
        var alarms = Alarms(figures, gains, bootstrap);
        return new HistoryEvaluation
        {
            Target = _how.Target,
            Rows = _rows.Length,
            Leads = _leads.Distinct().Count(),
            Positives = _labels.Count(label => label > 0.5f),
            Cutoffs = [.. _parts.Select(Result)],
            Figures = figures,
            LogLossGain = gains,
            Gains = Gains(),
            AtThreshold = ConfusionMatrix.Of(_probabilities["model"], _labels, _weights, _evaluation.Threshold),
            CalibrationCurve = CalibrationCurve.Create(_probabilities["model"], _labels, 10, _weights),
            SegmentColumn = _evaluation.Segment,
            Segments = _evaluation.Segment is { } column ? Segments(column, _leads) : [],
            Leaks = _leaks,
            Alarms = alarms,
            Verdict = Verdict(figures, gains, alarms),
        };
    }

    CutoffResult Result(JudgedPart part)
    {
        var test = part.Split.Test;
        float[] labels = [.. test.Select(row => _source.Snapshots[row].Converted ? 1f : 0f)];
        var model = part.Probabilities["model"];
        var metrics = BinaryClassificationMetrics.Evaluate(model, labels, _source.Weights(test));
        return new CutoffResult(
            part.Split.From, part.Split.Train.Length, test.Length, metrics.PositiveCount, part.Table.BaseRate, model.Average(),
            metrics.AreaUnderRocCurve, metrics.LogLoss, metrics.ExpectedCalibrationError, part.Capacity);
    }

    JudgedFigures Figures(GroupBootstrap bootstrap, double[] probabilities)
    {
        BootstrapInterval Of(Func<BinaryClassificationMetrics, double> figure) => Interval(bootstrap, weights => Metric(probabilities, _labels, weights, figure));
        // Percentiles of the bootstrap are too narrow for these two where outcomes are few.
        var few = FigureIntervals.Of(_labels, probabilities, _weights, _leads);
        BootstrapInterval Widened(BootstrapInterval drawn, FigureInterval? known) => known is { } range ? drawn with { Low = range.Low, High = range.High } : drawn;
        return new JudgedFigures(
            Widened(Of(metrics => metrics.AreaUnderRocCurve), few?.Auc), Of(metrics => metrics.AreaUnderPrecisionRecallCurve), Widened(Of(metrics => metrics.LogLoss), few?.LogLoss),
            Of(metrics => metrics.BrierScore), Of(metrics => metrics.ExpectedCalibrationError), Of(metrics => metrics.LiftAt10Percent));
    }

    BootstrapInterval Interval(GroupBootstrap bootstrap, Func<ReadOnlySpan<float>, double> metric) =>
        bootstrap.Interval(metric, _options.Seed, _evaluation.Draws, numberOfThreads: _options.NumberOfThreads);

    static double Metric(double[] probabilities, float[] labels, ReadOnlySpan<float> weights, Func<BinaryClassificationMetrics, double> figure) =>
        figure(BinaryClassificationMetrics.Evaluate(probabilities, labels, weights));

    double LogLoss(double[] probabilities, ReadOnlySpan<float> weights)
    {
        double sum = 0, all = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum -= weights[i] * Math.Log(Math.Max(_labels[i] > 0.5f ? probabilities[i] : 1 - probabilities[i], 1e-15));
            all += weights[i];
        }

        return sum / all;
    }

    List<CalledShare> Gains()
    {
        double all = 0, converted = 0;
        for (var i = 0; i < _labels.Length; i++)
        {
            all += _weights[i];
            converted += _weights[i] * _labels[i];
        }

        return
        [
            .. LiftCurve.Create(_probabilities["model"], _labels, 20, _weights)
                .Select(point => new CalledShare(point.Share, point.CapturedShare, point.Lift, 1 / (point.Lift * converted / all))),
        ];
    }

    List<SegmentResult> Segments(string column, int[] leads)
    {
        var model = _probabilities["model"];
        return
        [
            .. Enumerable.Range(0, _rows.Length).GroupBy(i => _source.Attribute(column, _rows[i]), StringComparer.Ordinal)
                .Where(group => group.Count() >= FewestInSegment)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostSegments)
                .Select(group =>
                {
                    int[] rows = [.. group];
                    float[] labels = [.. rows.Select(i => _labels[i])];
                    double[] probabilities = [.. rows.Select(i => model[i])];
                    var bootstrap = new GroupBootstrap([.. rows.Select(i => leads[i])], [.. rows.Select(i => _weights[i])]);
                    return new SegmentResult(
                        group.Key, rows.Length, labels.Count(label => label > 0.5f), probabilities.Average(),
                        Interval(bootstrap, weights => Metric(probabilities, labels, weights, metrics => metrics.AreaUnderRocCurve)),
                        Interval(bootstrap, weights => Metric(probabilities, labels, weights, metrics => metrics.LogLoss)));
                }),
        ];
    }

    List<string> Alarms(Dictionary<string, JudgedFigures> figures, Dictionary<string, BootstrapInterval> gains, GroupBootstrap bootstrap)
    {
        List<string> alarms = [.. _leaks.Select(leak => leak.Message)];
        if (IsTooGood(figures))
        {
            alarms.Add(
                $"The AUC of {figures["model"].Auc.Estimate:0.000} is too good to be true: something of the features is only known once the outcome is. " +
                "Look at the strongest signals of the card and leave out what is written afterwards.");
        }

        var probabilities = _probabilities["model"];
        var off = Interval(bootstrap, weights =>
        {
            double sum = 0, all = 0;
            for (var i = 0; i < probabilities.Length; i++)
            {
                sum += weights[i] * (_labels[i] - probabilities[i]);
                all += weights[i];
            }

            return sum / all;
        });
        var mean = probabilities.Zip(_weights, (p, weight) => p * weight).Sum() / _weights.Sum();
        if ((off.Low > 0 || off.High < 0) && Math.Abs(off.Estimate) > 0.1 * Math.Min(mean, 1 - mean))
        {
            alarms.Add(
                $"The base rate moved: {Scoring.Figures.Percent(mean)} were predicted to convert and {Scoring.Figures.Percent(mean + off.Estimate)} did " +
                $"(difference {100 * off.Estimate:+0.0;-0.0} points, 95 % interval {100 * off.Low:+0.0;-0.0} to {100 * off.High:+0.0;-0.0}): " +
                "trust the order of leads, not the size of the probabilities, until newer outcomes are learnt from.");
        }

        foreach (var (name, gain) in gains.Where(pair => pair.Value.Estimate < 0))
        {
            alarms.Add(
                $"{char.ToUpperInvariant(name[0])}{name[1..].Replace('_', ' ')} has a {(gain.High < 0 ? "clearly" : "slightly")} lower log-loss than the model " +
                $"(by {-gain.Estimate:0.0000}, 95 % interval {-gain.High:0.0000} to {-gain.Low:0.0000}).");
        }

        return alarms;
    }

    // Where the latest engagement alone ranks nearly as well, leads have either long been silent or not: there is nothing to settle.
    static bool IsTooGood(Dictionary<string, JudgedFigures> figures) =>
        figures["model"].Auc.Estimate > TooGood && figures["recency"].Auc.Estimate < SilentAuc;

    string Verdict(Dictionary<string, JudgedFigures> figures, Dictionary<string, BootstrapInterval> gains, List<string> alarms)
    {
        var model = figures["model"];
        var isUseful = gains["base_rate"].Low > 0;
        var ahead = gains.Where(pair => pair.Value.High < 0)
            .Select(pair => (Name: pair.Key.Replace('_', ' '), Lag: new Lag(model.Logloss.Estimate, figures[pair.Key].Logloss.Estimate, figures["base_rate"].Logloss.Estimate)))
            .ToArray();
        var lagged = ahead.Where(other => other.Lag.Matters).Select(other => other.Name).ToArray();
        var what = $"On {Scoring.Figures.Count(_rows.Length)} snapshots that came after what was learnt, of other leads, the AUC is {model.Auc.Estimate:0.000} " +
            $"({model.Auc.Low:0.000} to {model.Auc.High:0.000}) and the tenth ranked highest converts {model.Lift10.Estimate:0.0} times as often as the average " +
            $"({model.Lift10.Low:0.0} to {model.Lift10.High:0.0}); probabilities are off by {100 * model.Ece15.Estimate:0.0} points on average, " +
            $"where exact ones would seem off by {100 * CalibrationChance.ErrorOfExact(_probabilities["model"], _weights, _options.Seed):0.0} with so few leads.";
        if (IsTooGood(figures) || _leaks.Count > 0)
            return $"Settle first whether the outcome leaks into the features: {alarms[0]} {what}";
        if (!isUseful)
            return $"Not ready to rely on: the model cannot be told from the base rate with so few outcomes. {what}";
        return lagged.Length > 0
            ? $"Not ready to rely on: {string.Join(" and ", lagged)} is clearly better. {what}"
            : $"Fit for use. {what}{string.Concat(ahead.Select(other => $" With {other.Name} the surprise is a little less here ({other.Lag.InWords})."))}";
    }
}
