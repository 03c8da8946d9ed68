using System.CommandLine;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads report`: the explanation report for marketers, one file that opens without network or script.</summary>
sealed class ReportCommand : Command
{
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

    public ReportCommand(Terminal terminal, TimeProvider clock)
        : base("report", "Write the explanation report of a model: how good it is, which signals matter, five leads explained.")
    {
        (_terminal, _clock) = (terminal, clock);
        _model.AddTo(this);
        foreach (Option option in (Option[])[_out, _label, _positive])
            Add(option);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var modelPath = parsed.GetRequiredValue(_model.Model);
        var model = ConversionModel.Load(modelPath);
        var card = ReadCard(model, modelPath);
        var data = parsed.GetRequiredValue(_model.Data);
        var path = parsed.GetRequiredValue(_out);
        using var output = OutputFile.Create(path, "--out");

        var now = _clock.GetUtcNow();
        var (report, rows) = await RunningProgress.ShowAsync(_terminal, progress => Task.Run(() =>
        {
            var (label, positive) = (parsed.GetValue(_label), parsed.GetValue(_positive));
            var leads = ScoredLeads.Read(model, data, label, positive, progress, stop);
            if (leads.MissingWarning is { } missing)
                _terminal.Warn(missing);
            var (quality, note) = new ReportQuality(model, card).Judge(leads, stop);
            var examples = leads.Explain(ExampleLeads.Choose(leads.Scores, model.BaseScore), label, positive, now);
            return (new ExplanationReport(
                card, quality, note, [.. examples.Select(example => example.Prediction)], [.. examples.Select(example => example.Converted)])
            {
                MadeAt = now,
            }, leads.Scores.Count);
        }, stop));

        await using var pages = new PageRenderer();
        await output.Writer.WriteAsync(await pages.RenderReportAsync(report));
        output.Complete();
        _terminal.Output.WriteLine($"Report on model '{model.Name}' {model.Version} and {Figures.Count(rows)} leads of {Path.GetFileName(data)}: {path}");
        return ExitCode.Ok;
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
