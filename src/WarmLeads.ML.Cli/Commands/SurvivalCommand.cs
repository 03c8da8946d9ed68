using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads survival`: how long leads of a history stay warm, and after how much silence it is time to stop.</summary>
sealed class SurvivalCommand : Command
{
    readonly Terminal _terminal;
    readonly Option<string> _history = new("--history")
    {
        Description = "A folder of lead history: leads.csv, events.csv and outcomes.csv, as `sample` writes them, or what a mapping says.",
        HelpName = "DIR",
        Required = true,
    };

    readonly HistoryOption _shared = new();
    readonly Option<int> _horizon = SpanOption.Days("--horizon", "The time within which a conversion counts.", 30);
    readonly Option<string?> _segment = new("--segment")
    {
        Description = "An attribute whose values are looked at one by one; a small one gets the figures of all leads, and that is said.",
        HelpName = "COLUMN",
    };

    readonly Option<double> _below = NumberOption.Decimal(
        "--stop-below", "The chance within the horizon, in percent, below which touching a lead no longer pays; a fifth of the mean open lead's unless given.",
        0, 0.0001, 99.9);

    readonly Option<double> _cost = NumberOption.Decimal("--touch-cost", "What touching a lead for one horizon costs; with --value instead of --stop-below.", 0, 0.000001, 1e9);
    readonly Option<double> _value = NumberOption.Decimal("--value", "What a conversion is worth, in the same currency; above --touch-cost.", 0, 0.000001, 1e12);
    readonly Option<bool> _json = JsonOutput.Option();

    public SurvivalCommand(Terminal terminal)
        : base("survival", "Say how long leads stay warm, and after how much silence it is time to stop, by segment, with intervals.")
    {
        _terminal = terminal;
        foreach (Option option in (Option[])[_history, _shared.Mapping, _shared.AsOf, _horizon, _segment, _below, _cost, _value, _json])
            Add(option);
        Validators.Add(result =>
        {
            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
            if (IsGiven(_cost) != IsGiven(_value))
                result.AddError("--touch-cost and --value go together: the one over the other is the chance below which it is time to stop.");
            else if (IsGiven(_cost) && IsGiven(_below))
                result.AddError("survival takes --stop-below, or --touch-cost with --value, not both.");
            else if (IsGiven(_cost) && result.GetValue(_cost) >= result.GetValue(_value))
                result.AddError("--touch-cost must be below --value; a lead that costs more than a conversion is worth is never touched.");
            if (IsGiven(_horizon) && result.GetValue(_horizon) == 0)
                result.AddError("survival needs a --horizon of days.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetRequiredValue(_history);
        using var history = await HistoryFolder.ReadAsync(folder, HistoryMapping.Find(folder, parsed.GetValue(_shared.Mapping)), parsed.GetValue(_shared.AsOf), stop);
        foreach (var problem in history.Problems)
            _terminal.Warn(problem);
        var options = new SurvivalOptions
        {
            Now = history.AsOf,
            HorizonDays = parsed.GetValue(_horizon),
            StopBelow = parsed.GetResult(_below) is { Implicit: false } ? parsed.GetValue(_below) / 100
                : parsed.GetResult(_cost) is { Implicit: false } ? parsed.GetValue(_cost) / parsed.GetValue(_value)
                : null,
            Segment = parsed.GetValue(_segment),
            ConvertedBy = history.ConvertedBy,
        };
        var view = await RunningProgress.ShowAsync(_terminal, progress => Task.Run(() => HistorySurvival.Of(history, options, progress, stop), stop));
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, view);
        else
            Show(view);
        return ExitCode.Ok;
    }

    void Show(SurvivalView view)
    {
        _terminal.Output.WriteLine($"As of {view.AsOf:yyyy-MM-dd}, {Figures.Count(view.All.Leads)} leads, {Figures.Count(view.All.Conversions)} converted.");
        Write($"Chance of conversion within {view.HorizonDays} days of a lead that is open and has been silent for", view.All.BySilence);
        Write($"Chance of conversion within {view.HorizonDays} days of a lead that is open so long after its registration", view.All.ByAge);
        Write("Share of all leads that has converted so long after their registration", view.All.Converted);
        if (view.Segments.Count > 0)
            WriteSegments(view);
        foreach (var curve in (SurvivalCurve[])[view.All, .. view.Segments])
            _terminal.Output.WriteLine(view.InWords(curve));
    }

    void Write(string title, IReadOnlyList<SurvivalPoint> points)
    {
        const int shown = 12;
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine(title + ":");
        var table = Table("days", "chance", "95 % interval", "leads");
        foreach (var point in points.Where((_, i) => points.Count <= shown || i == points.Count - 1 || i % ((points.Count / shown) + 1) == 0))
        {
            table.AddRow(
                point.Days.ToString(CultureInfo.InvariantCulture), Figures.Percent(point.Chance),
                $"{Figures.Percent(point.Low)} to {Figures.Percent(point.High)}", Figures.Count(point.Leads));
        }

        _terminal.Results.Write(table);
    }

    void WriteSegments(SurvivalView view)
    {
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine($"By {view.SegmentColumn}, days of silence until the chance is half of that right after an engagement, and until it is time to stop:");
        var table = Table("segment", "leads", "converted", "at once", "halved", "stop", "95 % interval", "figures of");
        foreach (var curve in view.Segments)
        {
            table.AddRow(
                Markup.Escape(curve.Segment), Figures.Count(curve.Leads), Figures.Count(curve.Conversions),
                curve.BySilence.Count == 0 ? "-" : Figures.Percent(curve.BySilence[0].Chance), Days(curve.Halved, curve), Days(curve.Stop, curve),
                SurvivalView.Range(curve.Stop, curve.LongestDays), curve.IsPooled ? "all leads" : "its own");
        }

        _terminal.Results.Write(table);
    }

    Table Table(params string[] columns)
    {
        var table = new Table().Border(_terminal.Results.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    static string Days(SurvivalSpan span, SurvivalCurve curve) => span.Days?.ToString(CultureInfo.InvariantCulture) ?? $"more than {curve.LongestDays}";
}
