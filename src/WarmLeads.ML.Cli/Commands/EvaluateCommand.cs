using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads evaluate`: the whole pipeline judged on rows that nothing of it was fitted on.</summary>
sealed class EvaluateCommand : Command
{
    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly DataOptions _data = new();
    readonly HistoryOption _history = new();
    readonly SnapshotOptions _snapshots = new();
    readonly FitOptions _fit = new();
    readonly Option<string?> _foldColumn = new("--fold-column")
    {
        Description = "A column whose every value is a fold, judged by a model of all the others.", HelpName = "COLUMN",
    };

    readonly Option<string?> _splitColumn = new("--split-column")
    {
        Description = "A column with the values train and test.", HelpName = "COLUMN",
    };

    readonly Option<int> _folds = NumberOption.Whole(
        "--folds", "Random folds with equal shares of conversions; how rows are set aside when nothing else is said.", 5, 2, 100);

    readonly Option<double> _testFraction = NumberOption.Decimal(
        "--test-fraction", "Share of the newest rows, by --time or --rows-in-time-order, or of the newest leads of --history, that is the test.", 0.2, 0.01, 0.99);

    readonly Option<int> _cutoffs = NumberOption.Whole(
        "--cutoffs", "With --history: cut-offs in the test period; at each a model is made of what was known then.", 3, 1, 50);

    readonly Option<string?> _segment = new("--segment")
    {
        Description = "With --history: an attribute by whose values the figures are parted too.", HelpName = "COLUMN",
    };

    readonly Option<double> _threshold = NumberOption.Decimal(
        "--threshold", "With --history: the probability from which on leads are called, for precision and recall; as many as are expected to convert unless given.", 0, 0, 1);

    readonly Option<bool> _json = JsonOutput.Option();

    public EvaluateCommand(Terminal terminal, TimeProvider clock)
        : base("evaluate", "Judge the pipeline out of sample: in folds, on a given split, or forward in time.")
    {
        (_terminal, _clock) = (terminal, clock);
        _data.AddTo(this);
        Option[] ofHistory = [_history.CutoffAfter, .. _snapshots.All, _cutoffs, _segment, _threshold];
        Option[] ofFile = [_foldColumn, _splitColumn, _folds];
        _history.AddTo(this, _data.Data, ofHistory, [.. _data.OfFile, .. ofFile]);
        foreach (var option in (Option[])[.. ofHistory, .. ofFile, _testFraction])
            Add(option);
        _fit.AddTo(this);
        Add(_json);
        Validators.Add(result =>
        {
            if (result.GetValue(_data.Data) is not null && result.GetValue(_data.Label) is null)
                result.AddError("evaluate needs --label, the column that says whether the lead converted.");
            Option[] ways = [_foldColumn, _splitColumn, _folds, _data.Time, _data.RowsInTimeOrder];
            var chosen = ways.Where(way => result.GetResult(way) is { Implicit: false }).Select(way => way.Name).ToArray();
            if (chosen.Length > 1)
                result.AddError($"evaluate sets rows aside in one way; choose one of {string.Join(", ", chosen)}.");
            if (result.GetResult(_testFraction) is { Implicit: false } && result.GetResult(_data.Time) is null && !result.GetValue(_data.RowsInTimeOrder) && result.GetValue(_history.History) is null)
                result.AddError("--test-fraction needs --time, the column that tells which rows are the newest, or --rows-in-time-order.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = _fit.Read(parsed, "leads", _clock);
        if (parsed.GetValue(_history.History) is not null)
            return await EvaluateHistoryAsync(options, parsed, stop);
        var flat = _data.Read(parsed);
        var how = new EvaluationOptions
        {
            FoldColumn = parsed.GetValue(_foldColumn),
            SplitColumn = parsed.GetValue(_splitColumn),
            TestFraction = parsed.GetValue(_testFraction),
            Folds = parsed.GetValue(_folds),
            Seed = options.Seed,
        };
        var result = await RunningProgress.ShowAsync(_terminal, progress =>
            Task.Run(() => new ConversionEvaluator(options).EvaluateFlat(flat, how, progress, stop), stop));
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, result);
        else
            Show(result);
        return ExitCode.Ok;
    }

    async Task<int> EvaluateHistoryAsync(TrainingOptions options, ParseResult parsed, CancellationToken stop)
    {
        List<string> problems = [];
        var result = await RunningProgress.ShowAsync(_terminal, async progress =>
        {
            using var history = await _history.ReadAsync(parsed, stop);
            problems.AddRange(history.Problems);
            var how = _snapshots.Read(
                parsed, history, parsed.GetValue(_history.CutoffAfter),
                parsed.GetResult(_testFraction) is { Implicit: false } ? parsed.GetValue(_testFraction) : null) with { Exclude = parsed.GetValue(_data.Exclude) ?? [] };
            return await new HistoryEvaluator(options, new LeadScorer(new LeadFeatureBuilder())).EvaluateAsync(
                history.Leads.ToAsyncEnumerable(), how,
                new HistoryEvaluationOptions { Cutoffs = parsed.GetValue(_cutoffs), Segment = parsed.GetValue(_segment), Threshold = parsed.GetResult(_threshold) is { Implicit: false } ? parsed.GetValue(_threshold) : null }, progress, stop);
        });
        foreach (var problem in problems)
            _terminal.Warn(problem);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, result);
        else
            EvaluationTables.Write(_terminal, result);
        return ExitCode.Ok;
    }

    void Show(EvaluationResult result)
    {
        _terminal.Output.WriteLine($"{result.Rows:#,0} rows, {result.Positives:#,0} converted; each fold judged by a model that never saw it.");
        var table = new Table().Border(_terminal.Results.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii)
            .AddColumn("fold");
        foreach (var name in (string[])["rows", "converted", "AUC", "log-loss", "Brier", "calibration error", "lift at 10 %", "seconds"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var fold in result.Folds)
            Row(fold.Fold, fold.Rows, fold.Positives, fold.Auc, fold.Logloss, fold.Brier, fold.Ece15, fold.Lift10, fold.TrainSeconds);
        if (result.Folds.Count > 1)
            Row("mean", result.Rows, result.Positives, result.Auc, result.Logloss, result.Brier, result.Ece15, result.Lift10, result.TrainSeconds);
        _terminal.Results.Write(table);
        foreach (var note in result.Notes)
            _terminal.Warn(note);

        void Row(string name, int rows, int positives, double auc, double logLoss, double brier, double ece, double lift, double seconds) => table.AddRow(
            new Text(name), Number(rows, "#,0"), Number(positives, "#,0"), Number(auc, "0.0000"), Number(logLoss, "0.0000"),
            Number(brier, "0.0000"), Number(ece, "0.0000"), Number(lift, "0.00"), Number(seconds, "0.0"));
    }

    static Text Number(double value, string format) =>
        new(double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture));
}
