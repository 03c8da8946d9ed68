using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads criteria learn`: patience by segment from the survival curves of a history, as a new file of criteria.</summary>
sealed class CriteriaLearnCommand : Command
{
    readonly Terminal _terminal;
    readonly HistoryOption _history = new();
    readonly Option<string?> _criteria = CriteriaOption.Create("--criteria", "The criteria in use; the shipped ones unless given.");
    readonly Option<string> _out = new("--out") { Description = "Where the criteria with what was learned go.", HelpName = "criteria.json", Required = true };
    readonly Option<string?> _version = new("--name")
    {
        Description = "Names the criteria that are written; `learned-` and the day of the history unless given.", HelpName = "NAME",
    };

    readonly Option<int> _horizon = SpanOption.Days("--horizon", "The time within which a conversion counts.", 30);
    readonly Option<double> _below = NumberOption.Decimal(
        "--stop-below", "The chance within the horizon, in percent, below which touching a lead no longer pays; a fifth of the mean open lead's unless given.",
        0, 0.0001, 99.9);

    readonly Option<bool> _json = JsonOutput.Option();

    public CriteriaLearnCommand(Terminal terminal)
        : base("learn", "Learn from a history how long a silence of each segment is borne, and write criteria that say so; nothing in use changes.")
    {
        _terminal = terminal;
        _history.History.Required = true;
        foreach (Option option in (Option[])[_history.History, _history.Mapping, _history.AsOf, _criteria, _out, _version, _horizon, _below, _json])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_horizon) is { Implicit: false } && result.GetValue(_horizon) == 0)
                result.AddError("criteria learn needs a --horizon of days.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var criteria = CriteriaOption.Read(parsed.GetValue(_criteria));
        using var history = await _history.ReadAsync(parsed, stop);
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        var options = new SurvivalOptions
        {
            Now = history.AsOf,
            HorizonDays = parsed.GetValue(_horizon),
            StopBelow = parsed.GetResult(_below) is { Implicit: false } ? parsed.GetValue(_below) / 100 : null,
            Segment = criteria.SegmentAttribute,
            ConvertedBy = history.ConvertedBy,
        };
        var path = parsed.GetRequiredValue(_out);
        using var output = OutputFile.Create(path, "--out");
        var view = await RunningProgress.ShowAsync(_terminal, progress => Task.Run(() => HistorySurvival.Of(history, options, progress, stop), stop));
        var learned = LearnedPatience.Of(criteria, view, parsed.GetValue(_version) ?? $"learned-{history.AsOf.UtcDateTime:yyyy-MM-dd}");
        output.Writer.Write(CriteriaFile.Format(learned.Criteria));
        output.Complete();
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, new { learned.Criteria.Version, Out = path, view.StopBelow, learned.Segments });
        else
            Show(learned, path, criteria.SegmentAttribute);
        return ExitCode.Ok;
    }

    void Show(LearnedPatience learned, string path, string attribute)
    {
        foreach (var finding in learned.Segments)
        {
            var who = finding.Segment.Length == 0 ? "All leads together" : $"{attribute} {finding.Segment}";
            var change = finding.Learned is { } days
                ? FormattableString.Invariant($"patience {finding.BeforeDays:0.#} -> {days.Days} days")
                : FormattableString.Invariant($"patience stays {finding.BeforeDays:0.#} days");
            _terminal.Output.WriteLine($"{who} ({Figures.Count(finding.Leads)} leads, {Figures.Count(finding.Conversions)} conversions): {change}. {finding.Why}");
        }
        _terminal.Output.WriteLine(
            $"Criteria {learned.Criteria.Version} are in {path}; nothing in use has changed. Try them with `criteria try --criteria`, then name them in the service's setting Pool:Criteria.");
    }
}
