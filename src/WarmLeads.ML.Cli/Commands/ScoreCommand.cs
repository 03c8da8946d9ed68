using System.CommandLine;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads score`: every row of a file gets its probability, in the file's order, whatever its size.</summary>
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

    readonly Option<int> _threads = NumberOption.Whole(
        "--threads", "Threads to use; the result does not depend on it.", Environment.ProcessorCount, 1, 1024);

    readonly Option<bool> _json = JsonOutput.Option();

    public ScoreCommand(Terminal terminal, TimeProvider clock)
        : base("score", "Score the leads of a file of any size.")
    {
        (_terminal, _clock) = (terminal, clock);
        _model.AddTo(this);
        foreach (Option option in (Option[])[_out, _id, _explain, _threads, _json])
            Add(option);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var model = ConversionModel.Load(parsed.GetRequiredValue(_model.Model));
        var path = parsed.GetRequiredValue(_out);
        using var rows = CsvRows.Open(parsed.GetRequiredValue(_model.Data));
        var columns = ScoreColumns.Match(model, rows.Header, rows.FileName, parsed.GetValue(_id));
        using var output = OutputFile.Create(path, "--out");
        WarnOfMissing(model, columns, rows.FileName);

        var scoring = new BatchScoring(model, columns, parsed.GetValue(_explain), _clock.GetUtcNow());
        await RunningProgress.ShowAsync(_terminal, async progress =>
        {
            await scoring.RunAsync(
                rows, output.Writer, parsed.GetValue(_threads),
                (fraction, count) => progress.Report(new TrainingStep("Scoring", fraction, $"{rows.FileName}, {Figures.Count(count)} rows so far")), stop);
            return scoring.Rows;
        });
        output.Complete();

        WarnOfOddities(scoring.Oddities);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Output, new ScoreResult(
                path, scoring.Rows, model.Name, model.Version, model.Hash, columns.IdName, columns.Missing, scoring.Oddities));
        }
        else
        {
            _terminal.Output.WriteLine($"{Figures.Count(scoring.Rows)} rows scored by model '{model.Name}' {model.Version} into {path}.");
        }

        return ExitCode.Ok;
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
