using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads threshold`: the chance from which on leads go to sales, from what too early and too late cost and the calls there are.</summary>
sealed class ThresholdCommand : Command
{
    readonly Terminal _terminal;
    readonly HistoryOption _history = new();
    readonly Option<string?> _model = new("--model") { Description = "With --history: the model that scores the leads.", HelpName = "models/leads" };
    readonly Option<DateTimeOffset?> _from = DateOption.Create("--from", "With --history: the first day of looks; choose one after the model was trained.");
    readonly Option<string?> _scores = new("--scores")
    {
        Description = "A CSV file of scored leads of which it is known what became of them, instead of a history.", HelpName = "scores.csv",
    };

    readonly Option<string> _probability = new("--probability")
    {
        Description = "With --scores: the column with the chances.", HelpName = "COLUMN", DefaultValueFactory = _ => "probability",
    };

    readonly Option<string?> _outcome = new("--outcome") { Description = "With --scores: the column that says whether the lead converted.", HelpName = "COLUMN" };
    readonly Option<string?> _value = new("--value") { Description = "With --scores: the column with what a conversion is worth, for --value-lost.", HelpName = "COLUMN" };
    readonly Option<double> _weeks = NumberOption.Decimal("--weeks", "With --scores: the weeks within which the leads came.", 1, 0.1, 1000);
    readonly Option<double> _costEarly = NumberOption.Decimal("--cost-early", "What a call costs that comes too early: the lead does not convert within the horizon.", 0, 0, 1e12);
    readonly Option<double> _costLate = NumberOption.Decimal("--cost-late", "What it costs when nobody called a lead that converts.", 0, 0, 1e12);
    readonly Option<double> _valueLost = NumberOption.Decimal("--value-lost", "Instead of --cost-late: the share of a lead's value that is lost when nobody called.", 0, 0, 1);
    readonly Option<int> _reps = NumberOption.Whole("--reps", "People who call.", 1, 1, 100_000);
    readonly Option<double> _calls = NumberOption.Decimal("--calls-per-week", "Calls that each of them can make a week; no limit unless given.", 0, 0.01, 1e6);
    readonly Option<int> _seed = NumberOption.Whole("--seed", "The same seed gives the same intervals.", 1, 0, int.MaxValue);
    readonly Option<bool> _json = JsonOutput.Option();

    public ThresholdCommand(Terminal terminal)
        : base("threshold", "Choose the chance from which on leads go to sales: least cost of calls too early and too late, within the calls there are.")
    {
        _terminal = terminal;
        _costEarly.Required = true;
        foreach (Option option in (Option[])[_scores, _probability, _outcome, _value, _weeks, _costEarly, _costLate, _valueLost, _reps, _calls, _model, _from, _seed, _json])
            Add(option);
        _history.AddTo(this, _scores, [_model, _from], [_probability, _outcome, _value, _weeks], "a CSV file of scored leads");
        Validators.Add(result =>
        {
            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
            if (IsGiven(_costLate) == IsGiven(_valueLost))
                result.AddError("threshold needs the cost of too late: either --cost-late or --value-lost.");
            if (result.GetValue(_history.History) is not null && result.GetValue(_model) is null)
                result.AddError("threshold needs --model, which scores the leads of --history.");
            if (result.GetValue(_scores) is not null && result.GetValue(_outcome) is null)
                result.AddError("threshold needs --outcome, the column that says whether the lead converted.");
            if (result.GetValue(_scores) is not null && IsGiven(_valueLost) != IsGiven(_value))
                result.AddError("--value and --value-lost go together with --scores: the column with the worth, and the share of it that is lost.");
            if (IsGiven(_reps) && !IsGiven(_calls))
                result.AddError("--reps needs --calls-per-week, the calls that each can make.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        double? valueLost = parsed.GetResult(_valueLost) is { Implicit: false } ? parsed.GetValue(_valueLost) : null;
        var paths = parsed.GetValue(_scores) is { } scores
            ? await Task.Run(() => HandoffPaths.OfScores(
                scores, parsed.GetValue(_probability)!, parsed.GetValue(_outcome)!, parsed.GetValue(_value), valueLost, parsed.GetValue(_weeks), stop), stop)
            : await OfHistoryAsync(parsed, valueLost, stop);
        var costs = new HandoffCosts(parsed.GetValue(_costEarly), parsed.GetValue(_costLate))
        {
            CallsAWeek = parsed.GetResult(_calls) is { Implicit: false } ? parsed.GetValue(_reps) * parsed.GetValue(_calls) : null,
        };
        var choice = HandoffThreshold.Choose(paths.Leads, costs, paths.Weeks, parsed.GetValue(_seed));
        var result = ThresholdResult.Of(paths.Leads, costs, choice);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, result);
        else
            ThresholdTable.Write(_terminal, result);
        return ExitCode.Ok;
    }

    async Task<HandoffPaths> OfHistoryAsync(ParseResult parsed, double? valueLost, CancellationToken stop)
    {
        var model = ConversionModel.Load(parsed.GetRequiredValue(_model)!);
        HistoryFolder.RefuseFlat(model, parsed.GetRequiredValue(_history.History)!);
        var from = parsed.GetValue(_from);
        CriteriaTryCommand.WarnOfSeen(_terminal, model, from);
        using var history = await _history.ReadAsync(parsed, stop);
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        return await Task.Run(() => HandoffPaths.OfHistory(history, new HistoryModel(model), from, valueLost, stop), stop);
    }
}
