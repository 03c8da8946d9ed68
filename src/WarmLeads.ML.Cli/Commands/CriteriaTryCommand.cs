using System.CommandLine;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads criteria try`: a history replayed under other criteria, beside those in use.</summary>
sealed class CriteriaTryCommand : Command
{
    readonly Terminal _terminal;
    readonly HistoryOption _history = new();
    readonly Option<string?> _criteria = CriteriaOption.Create("--criteria", "The criteria to try.");
    readonly Option<string?> _against = CriteriaOption.Create("--against", "The criteria in use; the shipped ones unless given.");
    readonly Option<string?> _model = new("--model")
    {
        Description = "The model whose chances the criteria look at; without one, acts alone decide.", HelpName = "models/leads",
    };

    readonly Option<DateTimeOffset?> _from = DateOption.Create(
        "--from", "Replay leads registered from this day on; choose a day after the model was trained for figures that it has not seen.");

    readonly Option<bool> _json = JsonOutput.Option();

    public CriteriaTryCommand(Terminal terminal)
        : base("try", "Replay a history under other criteria: who would have moved when, conversions caught and missed, alerts a week.")
    {
        _terminal = terminal;
        _criteria.Required = true;
        _history.History.Required = true;
        foreach (Option option in (Option[])[_history.History, _history.Mapping, _history.AsOf, _criteria, _against, _model, _from, _json])
            Add(option);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var tried = CriteriaOption.Read(parsed.GetRequiredValue(_criteria));
        var current = CriteriaOption.Read(parsed.GetValue(_against));
        var from = parsed.GetValue(_from);
        HistoryModel? model = null;
        if (parsed.GetValue(_model) is { } path)
        {
            var loaded = ConversionModel.Load(path);
            HistoryFolder.RefuseFlat(loaded, parsed.GetRequiredValue(_history.History)!);
            WarnOfSeen(_terminal, loaded, from);
            model = new HistoryModel(loaded);
        }
        using var history = await _history.ReadAsync(parsed, stop);
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        var comparison = await Task.Run(() => TrialComparison.Run(history, tried, current, model, from, stop), stop);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, comparison);
        else
            TrialTables.Write(_terminal, comparison);
        return ExitCode.Ok;
    }

    /// <summary>Says when a model is judged on outcomes that it may have learnt from.</summary>
    public static void WarnOfSeen(Terminal terminal, ConversionModel model, DateTimeOffset? from)
    {
        if (model.Identity.SeenUpTo is { } seen && !(from >= seen))
        {
            terminal.Warn(
                $"Model '{model.Name}' may have learnt from outcomes up to {seen.UtcDateTime:yyyy-MM-dd}; its chances before look better than they are. " +
                $"Train with --test-from an earlier day, and give that day to --from.");
        }
    }
}
