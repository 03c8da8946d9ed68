using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads explain`: one lead of a file, or of a folder of lead history, in words and bars.</summary>
sealed class ExplainCommand : Command
{
    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly ModelOptions _model = new();
    readonly Option<string?> _id = new("--id") { Description = "The lead's id, in the model's id column.", HelpName = "ID" };
    readonly Option<int> _row = NumberOption.Whole(
        "--row", "The lead's row in the file instead of its id, counted from 1 below the header.", 0, 1, int.MaxValue);

    readonly Option<string?> _idColumn = new("--id-column")
    {
        Description = "The column that holds the ids; the model's own id column unless given.", HelpName = "COLUMN",
    };

    readonly HistoryOption _history = new();
    readonly Option<int> _top = NumberOption.Whole("--top", "Signals with a bar of their own.", 10, 1, 1000);
    readonly Option<bool> _json = JsonOutput.Option();

    public ExplainCommand(Terminal terminal, TimeProvider clock)
        : base("explain", "Explain one lead's chance: what moves it, and by how much.")
    {
        (_terminal, _clock) = (terminal, clock);
        _model.AddTo(this);
        foreach (Option option in (Option[])[_id, _row, _idColumn, _top, _json])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_id) is null == (result.GetResult(_row) is null or { Implicit: true }))
                result.AddError("explain needs either --id or --row to know which lead.");
        });
        _history.AddTo(this, _model.Data, [], [_row, _idColumn]);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var model = ConversionModel.Load(parsed.GetRequiredValue(_model.Model));
        var prediction = parsed.GetValue(_history.History) is not null
            ? await PredictFromHistoryAsync(model, parsed, stop)
            : PredictFromFile(model, parsed);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, prediction);
        else
            Show(model, prediction, parsed.GetValue(_top));
        return ExitCode.Ok;
    }

    async Task<LeadPrediction> PredictFromHistoryAsync(ConversionModel model, ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetRequiredValue(_history.History)!;
        HistoryFolder.RefuseFlat(model, folder);
        using var history = await _history.ReadAsync(parsed, stop);
        var id = parsed.GetValue(_id);
        var lead = history.Leads.FirstOrDefault(lead => lead.Lead.Id == id)
            ?? throw new InvalidDataException($"The history in {folder} has no lead '{id}'; check the id.");
        return lead.IsOpenAt(history.AsOf)
            ? new LeadScorer(new LeadFeatureBuilder()).Predict(model, lead, history.AsOf)
            : throw new InvalidDataException(
                $"Lead '{id}' is not open as of {history.AsOf:yyyy-MM-dd}, so there is no chance to explain; choose another day with --as-of.");
    }

    LeadPrediction PredictFromFile(ConversionModel model, ParseResult parsed)
    {
        using var rows = CsvRows.Open(parsed.GetRequiredValue(_model.Data)!);
        var id = parsed.GetValue(_id);
        var idColumn = parsed.GetValue(_idColumn);
        if (id is not null && (idColumn ?? model.Schema.IdColumn) is null)
            throw new InvalidDataException($"Model '{model.Name}' has no id column; name the column with --id-column, or take --row.");
        var columns = ScoreColumns.Match(model, rows.Header, rows.FileName, idColumn, "--id-column");
        if (id is not null && columns.IdColumn < 0)
        {
            throw new InvalidDataException(
                $"{rows.FileName} has no column '{model.Schema.IdColumn}', which holds the ids; name the column with --id-column, or take --row.");
        }

        GoTo(rows, columns, id, parsed.GetValue(_row));
        var row = new RowEncoder(model.Schema);
        columns.Fill(row, rows);
        var prediction = model.Predict(row, columns.IdColumn < 0 ? null : rows[columns.IdColumn], _clock.GetUtcNow());
        return columns.MissingWarning is { } missing
            ? prediction with { Warnings = [missing, .. prediction.Warnings] }
            : prediction;
    }

    static void GoTo(CsvRows rows, ScoreColumns columns, string? id, int number)
    {
        long count = 0;
        while (rows.Read())
        {
            count++;
            if (id is null ? count == number : rows[columns.IdColumn] == id)
                return;
        }

        throw new InvalidDataException(id is null
            ? $"{rows.FileName} has {Figures.Count(count)} rows; there is no row {Figures.Count(number)}."
            : $"{rows.FileName} has no lead '{id}' in column '{columns.IdName}' of its {Figures.Count(count)} rows; check the id.");
    }

    void Show(ConversionModel model, LeadPrediction prediction, int top)
    {
        var who = prediction.LeadId is null ? "This lead" : $"Lead {prediction.LeadId}";
        var within = prediction.HorizonDays is { } days ? $" within {days} days" : "";
        _terminal.Output.WriteLine(
            $"{who} converts{within} with a chance of {Figures.Percent(prediction.Probability)} (from {Figures.Percent(prediction.BaseProbability)} for a lead of which nothing is known; " +
            $"predicted: {model.Target}; model '{model.Name}' {model.Version}).");
        if (prediction.Horizons.Count > 1)
            _terminal.Output.WriteLine($"Sooner and later: {string.Join(", ", prediction.Horizons.Select(chance => $"{Figures.Percent(chance.Probability)} within {chance.Days} days"))}.");
        foreach (var reason in prediction.Reasons)
            _terminal.Output.WriteLine("  - " + reason);
        _terminal.Output.WriteLine();
        TerminalBars.Write(_terminal.Results, prediction, top);
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine("From the base, the bars in percentage points add up to the chance.");
        foreach (var warning in prediction.Warnings)
            _terminal.Warn(warning);
    }
}
