using System.CommandLine;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads import`: how somebody's files can be read as a lead history.</summary>
sealed class ImportCommand : Command
{
    readonly Terminal _terminal;
    readonly Option<string> _plan = new("--plan")
    {
        Description = "The folder of CSV files to look at; a mapping is proposed and nothing is changed.", HelpName = "DIR", Required = true,
    };

    readonly Option<string?> _out = new("--out")
    {
        Description = "Where the proposed mapping goes, for you to correct; printed unless given.", HelpName = HistoryMapping.FileName,
    };

    public ImportCommand(Terminal terminal)
        : base("import", "Look at somebody's CSV files and propose how to read them as a lead history.")
    {
        _terminal = terminal;
        Add(_plan);
        Add(_out);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var mapping = MappingPlanner.Propose(parsed.GetRequiredValue(_plan), stop);
        if (parsed.GetValue(_out) is not { } path)
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
