using System.CommandLine;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>
/// `warmleads score`: every row of a file gets its probability, in the file's order, whatever its size; of a folder of lead
/// history, every lead that is open.
/// </summary>
sealed class ScoreCommand : Command
{
    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly ModelOptions _model = new();
    readonly Option<string> _out = new("--out")
    {
        Description = "Where the scores go: a CSV file, gzip when it ends in .gz.", HelpName = "scores.csv", Required = true,
    };

    readonly Option<string?> _id = new("--id")
    {
        Description = "The column that names the lead; the model's own id column unless given.", HelpName = "COLUMN",
    };

    readonly Option<int> _explain = NumberOption.Whole(
        "--explain", "Strongest contributions to write with each score.", 0, 0, 1000);

    readonly Option<bool> _horizons = new("--horizons")
    {
        Description = "With --history: write the chance within each horizon that the model answers, in columns such as probability_90d.",
    };

    readonly Option<bool> _interval = new("--interval")
    {
        Description = "Write how sure each probability is, in the columns probability_low and probability_high: 95 %, for the share that converts among leads of such a score.",
    };

    readonly Option<string> _format = new("--format")
    {
        Description = "Whose names the columns have: csv for our own, or those that an import into the CRM expects (hubspot, salesforce, dynamics).",
        HelpName = "csv|hubspot|salesforce|dynamics",
        DefaultValueFactory = _ => CrmNames.Formats[0],
    };

    readonly HistoryOption _history = new();
    readonly Option<int> _threads = NumberOption.Whole(
        "--threads", "Threads to use; the result does not depend on it.", Environment.ProcessorCount, 1, 1024);

    readonly Option<bool> _json = JsonOutput.Option();

    public ScoreCommand(Terminal terminal, TimeProvider clock)
        : base("score", "Score the leads of a file of any size, or the open leads of a folder of lead history.")
    {
        (_terminal, _clock) = (terminal, clock);
        _model.AddTo(this);
        foreach (Option option in (Option[])[_out, _id, _explain, _interval, _history.CutoffAfter, _horizons, _format, _threads, _json])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_history.CutoffAfter) is not null && result.GetValue(_history.AsOf) is not null)
                result.AddError("score looks at leads as of one moment or at one age; choose --as-of or --cutoff-after.");
            if (result.GetValue(_format) is { } format && !CrmNames.Formats.Contains(format, StringComparer.Ordinal))
                result.AddError($"--format is '{format}'; choose one of {string.Join(", ", CrmNames.Formats)}.");
        });
        _history.AddTo(this, _model.Data, [_history.CutoffAfter, _horizons], [_id]);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var model = ConversionModel.Load(parsed.GetRequiredValue(_model.Model));
        var result = parsed.GetValue(_history.History) is not null
            ? await ScoreHistoryAsync(model, parsed, stop)
            : await ScoreFileAsync(model, parsed, stop);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, result);
        else
            _terminal.Output.WriteLine($"{Figures.Count(result.Rows)} rows scored by model '{model.Name}' {model.Version} into {result.Out}.");
        return ExitCode.Ok;
    }

    async Task<ScoreResult> ScoreFileAsync(ConversionModel model, ParseResult parsed, CancellationToken stop)
    {
        var path = parsed.GetRequiredValue(_out);
        using var rows = CsvRows.Open(parsed.GetRequiredValue(_model.Data)!);
        var columns = ScoreColumns.Match(model, rows.Header, rows.FileName, parsed.GetValue(_id));
        var format = parsed.GetRequiredValue(_format);
        if (columns.IdName is null && format != CrmNames.Formats[0])
            throw new InvalidDataException($"{rows.FileName} has no column that names the leads, without which {format} cannot tell whose scores they are; name it with --id.");
        using var output = OutputFile.Create(path, "--out", parsed.GetRequiredValue(_model.Data)!);
        WarnOfMissing(model, columns, rows.FileName);

        var scoring = new BatchScoring(model, columns, Line(model, parsed), _clock.GetUtcNow());
        await RunningProgress.ShowAsync(_terminal, async progress =>
        {
            await scoring.RunAsync(
                rows, output.Writer, parsed.GetValue(_threads),
                (fraction, count) => progress.Report(new TrainingStep("Scoring", fraction, $"{rows.FileName}, {Figures.Count(count)} rows so far")), stop);
            return scoring.Rows;
        });
        output.Complete();
        WarnOfOddities(scoring.Oddities);
        return new ScoreResult(
            path, scoring.Rows, model.Name, model.Version, model.Hash, columns.IdName, columns.Missing, scoring.Oddities);
    }

    ScoreLine Line(ConversionModel model, ParseResult parsed) =>
        new(model, parsed.GetValue(_explain), parsed.GetValue(_interval), parsed.GetValue(_horizons), parsed.GetRequiredValue(_format));

    async Task<ScoreResult> ScoreHistoryAsync(ConversionModel model, ParseResult parsed, CancellationToken stop)
    {
        var path = parsed.GetRequiredValue(_out);
        HistoryFolder.RefuseFlat(model, parsed.GetRequiredValue(_history.History)!);
        using var history = await _history.ReadAsync(parsed, stop);
        using var output = OutputFile.Create(path, "--out");
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        var after = parsed.GetValue(_history.CutoffAfter);
        WarnOfAge(model, after);
        var scoring = new HistoryScoring(model, history, after, Line(model, parsed));
        var count = await Task.Run(() => scoring.Run(output.Writer, stop), stop);
        output.Complete();
        _terminal.Error.WriteLine(
            $"{Figures.Count(count)} of {Figures.Count(history.LeadCount)} leads are open " +
            (after is { } age ? $"{HistoryOptions.Hours(age)} after their registration" : $"as of {history.AsOf:yyyy-MM-dd}") + "; the others are not scored.");
        return new ScoreResult(
            path, count, model.Name, model.Version, model.Hash, HistoryScoring.IdName, [], new Dictionary<string, long>(StringComparer.Ordinal));
    }

    // A model that saw leads at one age only has learnt nothing of how chances change with age.
    void WarnOfAge(ConversionModel model, TimeSpan? after)
    {
        if (model.Identity.CutoffAfterHours is { } hours)
        {
            var trained = TimeSpan.FromHours(hours);
            if (after != trained)
            {
                _terminal.Warn(
                    $"Model '{model.Name}' was trained on leads {HistoryOptions.Hours(trained)} after their registration and is put to leads " +
                    (after is { } asked ? $"{HistoryOptions.Hours(asked)} after theirs" : "of every age") +
                    "; its probabilities are not calibrated for these.");
            }
        }
        else if (after is { } asked)
        {
            _terminal.Warn(
                $"Model '{model.Name}' was trained on leads at any time while they were open and is put to leads {HistoryOptions.Hours(asked)} after their registration; " +
                "train with --cutoff-after for probabilities that are calibrated for that age.");
        }
    }

    void WarnOfMissing(ConversionModel model, ScoreColumns columns, string fileName)
    {
        if (model.Schema.IdColumn is { } id && columns.IdName is null)
            _terminal.Warn($"{fileName} has no column '{id}', which names the leads; the scores stand in the file's order without ids.");
        if (columns.MissingWarning is { } missing)
            _terminal.Warn(missing);
    }

    // The most frequent first; a message for each value that was odd, with the number of rows.
    void WarnOfOddities(IReadOnlyDictionary<string, long> oddities)
    {
        const int shown = 10;
        foreach (var (message, rows) in oddities.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(shown))
            _terminal.Warn($"{message} ({Figures.Count(rows)} {(rows == 1 ? "row" : "rows")})");
        if (oddities.Count > shown)
            _terminal.Warn($"{oddities.Count - shown} more values were odd in the same ways.");
    }
}
