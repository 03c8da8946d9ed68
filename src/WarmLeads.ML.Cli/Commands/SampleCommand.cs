using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads sample`: a simulated CRM as files, with the true chance of every lead in a file apart.</summary>
sealed class SampleCommand : Command
{
    readonly Terminal _terminal;
    readonly Option<int> _leads = NumberOption.Whole("--leads", "Leads to simulate.", 5000, 1, 10_000_000);
    readonly Option<int> _seed = NumberOption.Whole("--seed", "The same seed gives the same files.", 1, 0, int.MaxValue);
    readonly Option<string> _out = new("--out")
    {
        Description = "The folder for leads.csv, events.csv, outcomes.csv and truth.csv; made when it does not exist.",
        HelpName = "DIR",
        Required = true,
    };

    readonly Option<DateTimeOffset?> _end = DateOption.Create(
        "--end", "The day on which the history ends; it is 15 months long.");

    public SampleCommand(Terminal terminal)
        : base("sample", "Simulate a CRM: leads, events, outcomes, and the truth about each lead that no trainer reads.")
    {
        _terminal = terminal;
        foreach (Option option in (Option[])[_leads, _seed, _out, _end])
            Add(option);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = new SimulationOptions { LeadCount = parsed.GetValue(_leads), Seed = parsed.GetValue(_seed) };
        if (parsed.GetValue(_end) is { } end)
            options = options with { Start = end - (options.End - options.Start), End = end };

        using var folder = OutputFolder.Open(parsed.GetRequiredValue(_out), "--out");
        var files = SampleHistory.FileNames.Select(folder.Create).ToArray();
        var counts = await Task.Run(
            () => SampleHistory.Write(options, files[0].Writer, files[1].Writer, files[2].Writer, files[3].Writer, stop), stop);
        folder.Complete();
        _terminal.Output.WriteLine(
            $"{Figures.Count(counts.Leads)} leads, {Figures.Count(counts.Events)} events, {Figures.Count(counts.Outcomes)} outcomes " +
            $"({Figures.Count(counts.Conversions)} converted) up to {options.End:yyyy-MM-dd}: {string.Join(", ", SampleHistory.FileNames)} in {folder.Path}");
        return ExitCode.Ok;
    }
}
