using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads import`: files of a CRM or a tracker into the store; or how somebody's files can be read as a lead history.</summary>
sealed class ImportCommand : Command
{
    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly Argument<string[]> _files = new("FILE")
    {
        Description =
            "HubSpot, Salesforce and Dynamics exports as CSV, recognised by their headers; Segment calls, one on a line; our own leads.csv, events.csv, " +
            "outcomes.csv. Each may be gzip.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<string?> _store = new("--store")
    {
        Description = "The store: a file for SQLite, or \"Host=…;Database=…;Username=…\" for PostgreSQL.", HelpName = "STORE",
    };

    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Read the files and say what is in them; nothing is stored." };
    readonly Option<double> _offset = NumberOption.Decimal(
        "--utc-offset", "Hours from UTC of times that do not say theirs, such as 2 or -5.5.", 0, -14, 14);

    readonly Option<string?> _signals = new("--signals")
    {
        Description = "A signals.json whose `names` say which kind the name of a Segment call is; the shipped names unless given.", HelpName = "signals.json",
    };

    readonly Option<string?> _plan = new("--plan")
    {
        Description = "Instead: a folder of somebody's CSV files to look at; a mapping for --history is proposed and nothing is changed.", HelpName = "DIR",
    };

    readonly Option<string?> _out = new("--out")
    {
        Description = "With --plan: where the proposed mapping goes, for you to correct; printed unless given.", HelpName = HistoryMapping.FileName,
    };

    public ImportCommand(Terminal terminal, TimeProvider clock)
        : base("import", "Store the files of a CRM or a tracker, or propose how to read somebody's CSV files as a lead history.")
    {
        (_terminal, _clock) = (terminal, clock);
        Add(_files);
        foreach (Option option in (Option[])[_store, _dryRun, _offset, _signals, _plan, _out])
            Add(option);
        Validators.Add(result =>
        {
            var (files, isPlan) = (result.GetValue(_files) ?? [], result.GetValue(_plan) is not null);
            if (isPlan == files.Length > 0)
                result.AddError(isPlan ? "import takes files or --plan, not both." : "import needs files and --store, or a folder with --plan.");
            else if (!isPlan && result.GetValue(_store) is null && !result.GetValue(_dryRun))
                result.AddError("import needs --store, where the files go, or --dry-run.");
            else if (!isPlan && result.GetValue(_out) is not null)
                result.AddError("--out goes with --plan only.");
        });
        SetAction((parsed, stop) => parsed.GetValue(_plan) is { } folder ? ProposeAsync(folder, parsed.GetValue(_out), stop) : ImportAsync(parsed, stop));
    }

    async Task<int> ImportAsync(ParseResult parsed, CancellationToken stop)
    {
        var names = Names(parsed.GetValue(_signals));
        var counts = new ImportCounts();
        List<(string Path, IImportFile File)> files = [];
        try
        {
            // Recognised before anything is stored.
            foreach (var path in parsed.GetValue(_files)!)
                files.Add((path, Open(path, names, TimeSpan.FromHours(parsed.GetValue(_offset)))));
            await using var store = parsed.GetValue(_dryRun) ? null : LeadStoreFactory.Create(parsed.GetValue(_store)!);
            if (store is not null)
                await store.InitializeAsync(stop);
            await RunningProgress.ShowAsync(_terminal, async progress =>
            {
                var job = new ImportJob(store, counts, _clock);
                foreach (var ((path, file), place) in files.OrderBy(item => item.File.Order).Select((item, place) => (item, place)))
                {
                    await job.RunAsync(
                        path, file, part => progress.Report(new TrainingStep(file.Shape, (place + part) / files.Count, Path.GetFileName(path))), stop);
                }

                return counts;
            });
        }
        finally
        {
            foreach (var (_, file) in files)
                file.Dispose();
        }

        foreach (var (path, file) in files)
            _terminal.Output.WriteLine($"{Path.GetFileName(path)}: {file.Shape}");
        Tell(counts, isDryRun: parsed.GetValue(_dryRun));
        return ExitCode.Ok;
    }

    IImportFile Open(string path, EventNames names, TimeSpan offset)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(Directory.Exists(path) ? $"{path} is a folder; give the files in it." : $"{path} does not exist; check the path.", path);
        return (IImportFile?)SegmentImportFile.TryOpen(path, names, _clock.GetUtcNow()) ?? CsvImportFile.Open(path, offset);
    }

    static EventNames Names(string? path) => path is null
        ? SignalCatalog.Default.Names
        : File.Exists(path) ? SignalCatalogFile.Parse(File.ReadAllText(path), Path.GetFileName(path)).Names
        : throw new FileNotFoundException($"{path} does not exist; check the path.", path);

    void Tell(ImportCounts counts, bool isDryRun)
    {
        foreach (var problem in counts.Problems)
            _terminal.Warn(problem);
        if (counts.Wrong > counts.Problems.Count)
            _terminal.Warn($"{Figures.Count(counts.Wrong - counts.Problems.Count)} more rows are wrong.");
        if (counts.RowsBefore > 0)
            _terminal.Output.WriteLine($"Taken up where an earlier import had stopped: {Figures.Count(counts.RowsBefore)} rows were stored by it.");
        _terminal.Output.WriteLine(
            $"{Figures.Count(counts.Rows)} rows: {Figures.Count(counts.Leads)} leads, {Figures.Count(counts.Events)} events{New(counts.NewEvents)}, " +
            $"{Figures.Count(counts.Outcomes)} outcomes{New(counts.NewOutcomes)}, {Figures.Count(counts.Consents)} consents, {Figures.Count(counts.Aliases)} former ids; " +
            $"{Figures.Count(counts.PassedOver)} rows tell of nothing that is kept, {Figures.Count(counts.Wrong)} are wrong and were left out.");
        if (isDryRun)
            _terminal.Output.WriteLine("Nothing was stored.");

        string New(long count) => isDryRun ? "" : $" ({Figures.Count(count)} new)";
    }

    async Task<int> ProposeAsync(string folder, string? path, CancellationToken stop)
    {
        var mapping = MappingPlanner.Propose(folder, stop);
        if (path is null)
        {
            _terminal.Output.Write(mapping.ToText());
            return ExitCode.Ok;
        }

        using var output = OutputFile.Create(path, "--out");
        await output.Writer.WriteAsync(mapping.ToText());
        output.Complete();
        foreach (var reason in mapping.Reasons!)
            _terminal.Output.WriteLine(reason);
        _terminal.Output.WriteLine($"Proposed mapping: {path}; correct it, then give it with --mapping, or put it into the folder as {HistoryMapping.FileName}.");
        return ExitCode.Ok;
    }
}
