using System.CommandLine;
using System.Globalization;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads train`: from a CRM export, or a folder of lead history, to a published model with its card.</summary>
sealed class TrainCommand : Command
{
    const int FewestTogether = 3;

    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly DataOptions _data = new();
    readonly FitOptions _fit = new();
    readonly Option<string> _name = new("--name")
    {
        Description = "The model's name; each training under a name is its next version.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "leads",
    };

    readonly Option<string> _models = new("--models")
    {
        Description = "The folder of models.", HelpName = "DIR", DefaultValueFactory = _ => "models",
    };

    readonly HistoryOption _history = new();
    readonly SnapshotOptions _snapshots = new();
    readonly Option<int[]?> _horizons = SpanOption.DayList(
        "--horizons", "With --history: other horizons that the model answers too, never less within more days; 7d,30d,90d as far as the history can tell unless given.");

    readonly Option<double> _testFraction = NumberOption.Decimal(
        "--test-fraction", "With --history: judge on this share of the newest leads, and learn only from outcomes known before them.", 0.2, 0.01, 0.99);

    readonly Option<string?> _segment = new("--segment")
    {
        Description = "A column of categories (with --history: an attribute) whose values get a part of their own in the model, as far as their outcomes bear it out.",
        HelpName = "COLUMN",
    };

    readonly Option<double> _threshold = NumberOption.Decimal(
        "--threshold", "The probability from which on leads are called, for precision and recall on the card; as many as are expected to convert unless given.", 0, 0, 1);

    readonly Option<bool> _json = JsonOutput.Option();

    public TrainCommand(Terminal terminal, TimeProvider clock)
        : base("train", "Train a model on a CRM export or a folder of lead history, judge it, and publish it as the next version of its name.")
    {
        (_terminal, _clock) = (terminal, clock);
        _data.AddTo(this);
        Option[] own = [_history.CutoffAfter, .. _snapshots.All, _horizons, _testFraction];
        _history.AddTo(this, _data.Data, own, _data.OfFile);
        foreach (var option in (Option[])[.. own, _segment, _threshold, _name, _models])
            Add(option);
        _fit.AddTo(this);
        Add(_json);
        Validators.Add(result =>
        {
            if (result.GetValue(_data.Data) is not null && result.GetValue(_data.Label) is null)
                result.AddError("train needs --label, the column that says whether the lead converted.");
            if (result.GetResult(_horizons) is { Implicit: false } && result.GetResult(_snapshots.Horizon) is { Implicit: false } && result.GetValue(_snapshots.Horizon) == 0)
                result.AddError("--horizons needs a --horizon of days; a model of the final outcome knows no time.");
        });
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        // What would stop the publishing is said before the work, not after it.
        var name = FileModelRegistry.CheckName(parsed.GetRequiredValue(_name));
        var models = parsed.GetRequiredValue(_models);
        OutputFolder.CheckWritable(models, "--models");

        var options = _fit.Read(parsed, name, _clock) with
        {
            SegmentColumn = parsed.GetValue(_segment),
            Threshold = parsed.GetResult(_threshold) is { Implicit: false } ? parsed.GetValue(_threshold) : null,
        };
        List<string> problems = [];
        var trained = await RunningProgress.ShowAsync(_terminal, progress => parsed.GetValue(_history.History) is not null
            ? FitHistoryAsync(options, parsed, problems, progress, stop)
            : Task.Run(() => new ConversionTrainer(options).FitFlat(_data.Read(parsed), progress, stop), stop));
        foreach (var problem in problems)
            _terminal.Warn(problem);

        await using var pages = new PageRenderer();
        var published = await new FileModelRegistry(models).PublishAsync(trained, (card, _) => pages.RenderModelCardAsync(card), stop);
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, TrainResult.From(published.Folder, published.Card, trained.Findings));
        else
            Show(trained, published);
        return ExitCode.Ok;
    }

    async Task<TrainedModel> FitHistoryAsync(
        TrainingOptions options, ParseResult parsed, List<string> problems, RunningProgress progress, CancellationToken stop)
    {
        progress.Report(new TrainingStep("Reading", 0, parsed.GetRequiredValue(_history.History)!));
        using var history = await _history.ReadAsync(parsed, stop);
        problems.AddRange(history.Problems);
        var how = _snapshots.Read(
            parsed, history, parsed.GetValue(_history.CutoffAfter),
            parsed.GetResult(_testFraction) is { Implicit: false } ? parsed.GetValue(_testFraction) : null) with { Horizons = parsed.GetValue(_horizons) is { Length: > 0 } horizons ? horizons : null, Exclude = parsed.GetValue(_data.Exclude) ?? [] };
        var trainer = new HistoryTrainer(options, new LeadScorer(new LeadFeatureBuilder()));
        var outcome = await trainer.FitAsync(history.Leads.ToAsyncEnumerable(), how, champion: null, progress, stop);
        return outcome.Trained;
    }

    static string Reason(DroppedColumn dropped) =>
        dropped.Reason.StartsWith("the same as ", StringComparison.Ordinal) ? "the same as others in this history"
        : dropped.Reason.StartsWith("nearly constant", StringComparison.Ordinal) ? "nearly constant in this history"
        : dropped.Reason;

    void Show(TrainedModel trained, PublishedModel published)
    {
        var card = published.Card;
        var write = _terminal.Output;
        write.WriteLine($"{card.Source}: {Figures.Count(card.Rows)} rows, {Figures.Count(card.Positives)} converted ({card.Target}).");
        write.WriteLine();
        write.WriteLine("Columns:");
        var width = trained.Findings.Select(finding => finding.Name.Length).DefaultIfEmpty().Max();
        foreach (var finding in trained.Findings)
        {
            // A column whose kind is known can still be left out, such as the only date.
            var left = finding.Kind is null ? null : card.Dropped.FirstOrDefault(drop => drop.Name == finding.Name);
            write.WriteLine($"  {finding.Name.PadRight(width)}  {finding.Summary}{(left is null ? "" : $"; left out, {left.Reason}")}");
        }

        // Of the features of events many are left out for one reason: the card has their names.
        foreach (var same in card.Dropped.Where(drop => trained.Findings.All(finding => finding.Name != drop.Name)).GroupBy(Reason))
        {
            write.WriteLine(same.Count() <= FewestTogether
                ? string.Join(Environment.NewLine, same.Select(drop => $"  {drop.Name.PadRight(width)}  left out, {drop.Reason}"))
                : $"  {same.Count()} features of events are left out, {same.Key}: {string.Join(", ", same.Take(FewestTogether).Select(drop => drop.Name))}, …");
        }

        write.WriteLine();

        write.WriteLine($"On {Figures.Count(card.Quality.Model.Count)} rows that it was not trained on ({card.Quality.Split}):");
        QualityTable.Write(_terminal.Results, card.Quality);
        if (card.Quality.AtThreshold is { } called)
            write.WriteLine(EvaluationTables.AtThreshold(called, "rows"));
        if (card.Horizons.Count > 1)
            HorizonTable.Write(_terminal.Results, card.Horizons);
        if (card.Segments is { } segments)
            SegmentTable.Write(_terminal, segments);
        write.WriteLine(card.Verdict);
        foreach (var leak in card.LeakWarnings)
            _terminal.Warn(leak.Message);
        foreach (var warning in card.Warnings)
            _terminal.Warn(warning);
        write.WriteLine();
        write.WriteLine(
            $"Model '{card.Name}' {card.Version} ({card.Training.Capacity}, {Figures.Count(card.Training.Trees)} trees) trained in " +
            $"{card.Training.TrainSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s: {published.Folder}");
    }
}
