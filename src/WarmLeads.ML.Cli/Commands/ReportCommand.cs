using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads report`: the explanation report for marketers, one file that opens without network or script.</summary>
sealed class ReportCommand : Command
{
    // A model of the final outcome has no horizon to ask for.
    const int StandardHorizonDays = 30;

    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly ModelOptions _model = new();
    readonly Option<string> _out = new("--out")
    {
        Description = "Where the report goes.", HelpName = "report.html", Required = true,
    };

    readonly Option<string?> _label = new("--label")
    {
        Description = "The column that says whether the lead converted; the model's own label column unless given.",
        HelpName = "COLUMN",
    };

    readonly Option<string?> _positive = new("--positive")
    {
        Description = "The value of the label that means converted; the model's own unless given.", HelpName = "VALUE",
    };

    readonly Option<string?> _segment = new("--segment")
    {
        Description = "With --history: an attribute by whose values it is told how long leads stay warm.", HelpName = "COLUMN",
    };

    readonly HistoryOption _history = new();

    public ReportCommand(Terminal terminal, TimeProvider clock)
        : base("report", "Write the explanation report of a model: how good it is, which signals matter, five leads explained.")
    {
        (_terminal, _clock) = (terminal, clock);
        _model.AddTo(this);
        foreach (Option option in (Option[])[_out, _label, _positive, _segment])
            Add(option);
        _history.AddTo(this, _model.Data, [_segment], [_label, _positive]);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var modelPath = parsed.GetRequiredValue(_model.Model);
        var model = ConversionModel.Load(modelPath);
        var card = ReadCard(model, modelPath);
        var data = parsed.GetValue(_model.Data);
        var path = parsed.GetRequiredValue(_out);
        using var output = OutputFile.Create(path, "--out", data);

        var judge = new ReportQuality(model, card);
        var leads = await RunningProgress.ShowAsync(_terminal, progress => parsed.GetValue(_history.History) is not null
            ? ReadHistoryAsync(model, judge, parsed, progress, stop)
            : Task.Run(() => ReadFile(model, judge, parsed, progress, stop), stop));
        foreach (var warning in leads.Warnings)
            _terminal.Warn(warning);

        await using var pages = new PageRenderer();
        await output.Writer.WriteAsync(await pages.RenderReportAsync(new ExplanationReport(
            card, leads.Quality, leads.Note, [.. leads.Examples.Select(example => example.Prediction)],
            [.. leads.Examples.Select(example => example.Converted)])
        {
            MadeAt = _clock.GetUtcNow(),
            Survival = leads.Survival,
        }));
        output.Complete();
        _terminal.Output.WriteLine($"Report on model '{model.Name}' {model.Version} and {Figures.Count(leads.Count)} leads of {leads.Name}: {path}");
        return ExitCode.Ok;
    }

    ReportedLeads ReadFile(ConversionModel model, ReportQuality judge, ParseResult parsed, RunningProgress progress, CancellationToken stop)
    {
        var (label, positive) = (parsed.GetValue(_label), parsed.GetValue(_positive));
        var leads = ScoredLeads.Read(model, parsed.GetRequiredValue(_model.Data)!, label, positive, progress, stop);
        var (quality, note) = judge.Judge(leads, stop);
        var examples = leads.Explain(ExampleLeads.Choose(leads.Scores, model.BaseScore), label, positive, _clock.GetUtcNow());
        return new ReportedLeads(leads.FileName, leads.Scores.Count, quality, note, examples, leads.MissingWarning is { } missing ? [missing] : []);
    }

    async Task<ReportedLeads> ReadHistoryAsync(
        ConversionModel model, ReportQuality judge, ParseResult parsed, RunningProgress progress, CancellationToken stop)
    {
        var folder = parsed.GetRequiredValue(_history.History)!;
        HistoryFolder.RefuseFlat(model, folder);
        using var history = await _history.ReadAsync(parsed, stop);
        var open = history.Leads.Where(lead => lead.IsOpenAt(history.AsOf)).ToArray();
        if (open.Length == 0)
            throw new InvalidDataException($"No lead of {folder} is open as of {history.AsOf:yyyy-MM-dd}; choose another day with --as-of.");

        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var predictions = open.Select(lead => scorer.Predict(model, lead, history.AsOf)).ToArray();
        var examples = ExampleLeads.Choose([.. predictions.Select(prediction => prediction.Score)], model.BaseScore);
        var (quality, note) = judge.JudgeOpen(history.Name);
        var study = await Task.Run(() => HistorySurvival.Read(history, new SurvivalOptions
        {
            Now = history.AsOf,
            HorizonDays = model.HorizonDays ?? StandardHorizonDays,
            Segment = parsed.GetValue(_segment),
            ConvertedBy = history.ConvertedBy,
        }, progress, stop), stop);
        var whyNot = study.WhyNot();
        return new ReportedLeads(
            history.Name, open.Length, quality, note, [.. examples.Select(row => (predictions[row], (bool?)null))],
            whyNot is null ? history.Problems : [.. history.Problems, $"{whyNot} The report leaves that section out."])
        {
            Survival = whyNot is null ? await Task.Run(study.Finish, stop) : null,
        };
    }

    static ModelCard ReadCard(ConversionModel model, string modelPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(ConversionModel.FindFile(modelPath))!, FileModelRegistry.CardFileName);
        if (!File.Exists(file))
        {
            throw new InvalidDataException(
                $"There is no model card '{file}', which a report needs; give the folder of a version, as `warmleads train` prints it.");
        }

        var card = ModelCardJson.Read(File.ReadAllText(file), $"'{file}'");
        return card.Hash == model.Hash
            ? card
            : throw new InvalidDataException($"'{file}' is not the card of the model beside it; publish the model again.");
    }
}
