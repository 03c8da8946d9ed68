using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads advice learn`: the lift of touches and the ceiling of their number, from a history, as a new advice.json.</summary>
sealed class AdviceLearnCommand : Command
{
    readonly Terminal _terminal;
    readonly HistoryOption _history = new();
    readonly Option<string?> _model = new("--model")
    {
        Description = "The model by whose chances leads are alike; without one, leads are that engaged alike.", HelpName = "models/leads",
    };

    readonly Option<string?> _advice = new("--advice") { Description = "The advice in use; the shipped one unless given.", HelpName = "advice.json" };
    readonly Option<string> _out = new("--out") { Description = "Where the advice with what was learned goes.", HelpName = "advice.json", Required = true };
    readonly Option<int> _horizon = SpanOption.Days("--horizon", "The time within which a conversion counts.", 30);
    readonly Option<bool> _json = JsonOutput.Option();

    public AdviceLearnCommand(Terminal terminal)
        : base("learn", "Learn from a history which touches go with more conversions among leads alike, and how many leads bear; nothing in use changes.")
    {
        _terminal = terminal;
        _history.History.Required = true;
        foreach (Option option in (Option[])[_history.History, _history.Mapping, _history.AsOf, _model, _advice, _out, _horizon, _json])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_horizon) is { Implicit: false } && result.GetValue(_horizon) == 0)
                result.AddError("advice learn needs a --horizon of days.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var rules = Read(parsed.GetValue(_advice));
        HistoryModel? model = null;
        if (parsed.GetValue(_model) is { } named)
        {
            var loaded = ConversionModel.Load(named);
            HistoryFolder.RefuseFlat(loaded, parsed.GetRequiredValue(_history.History)!);
            model = new HistoryModel(loaded);
        }

        using var history = await _history.ReadAsync(parsed, stop);
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        var study = new TouchStudy(SignalCatalog.Default, new TouchStudyOptions
        {
            Now = history.AsOf,
            HorizonDays = parsed.GetValue(_horizon),
            ConvertedBy = history.ConvertedBy,
            Chance = model is null ? null : (lead, at) => model.Look(lead, at).Probability,
            NoTouches = rules.NoTouches,
        });
        var path = parsed.GetRequiredValue(_out);
        using var output = OutputFile.Create(path, "--out");
        var found = await Task.Run(
            () =>
            {
                study.Add(history.Leads, stop);
                return study.Finish(stop);
            }, stop);
        output.Writer.Write(AdviceFile.Format(found.In(rules)));
        output.Complete();
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, new { Out = path, found.Leads, found.Effects, found.TooFew, found.Ceiling });
        else
            Show(found, path);
        return ExitCode.Ok;
    }

    static AdviceRules Read(string? path)
    {
        if (path is null)
            return new AdviceRules();
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} is not there; name a file of advice, or leave --advice out for what is shipped.");
        return AdviceFile.Parse(File.ReadAllText(path), Path.GetFileName(path));
    }

    void Show(TouchFindings found, string path)
    {
        var output = _terminal.Output;
        foreach (var effect in found.Effects)
        {
            output.WriteLine(
                $"{effect.Name} ({Figures.Count(effect.Converted)} of {Figures.Count(effect.Looks)} converted after it, {Figures.Count(effect.OtherConverted)} of {Figures.Count(effect.OtherLooks)} without it): " +
                $"{effect.InWords}{(effect.IsClear ? "" : " That may be chance, so advice does not speak of it.")}");
        }

        foreach (var name in found.TooFew)
            output.WriteLine($"{name}: too few looks or conversions to say anything.");
        output.WriteLine(found.Ceiling?.InWords ?? "No number of touches was found from which on more leads turn away after each.");
        output.WriteLine($"Advice of {Figures.Count(found.Leads)} leads is in {path}; nothing in use has changed. Name it in the service's setting Pool:Advice.");
    }
}
