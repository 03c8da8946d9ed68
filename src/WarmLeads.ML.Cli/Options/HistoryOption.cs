using System.CommandLine;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>The options that name a folder of lead history, and what goes with one and not with a file.</summary>
sealed class HistoryOption
{
    /// <summary>The folder.</summary>
    public Option<string?> History { get; } = new("--history")
    {
        Description = "A folder of lead history instead of a file: leads.csv, events.csv and outcomes.csv, as `sample` writes them, or what a mapping says.",
        HelpName = "DIR",
    };

    /// <summary>The mapping.</summary>
    public Option<string?> Mapping { get; } = new("--mapping")
    {
        Description = "How the files of --history are read; its mapping.json where it has one unless given. `import --plan` proposes one.",
        HelpName = "mapping.json",
    };

    /// <summary>The moment.</summary>
    public Option<DateTimeOffset?> AsOf { get; } = InstantOption.Create(
        "--as-of", "With --history: the moment as of which it is looked at; the midnight after its last event unless given.");

    /// <summary>The fixed age.</summary>
    public Option<TimeSpan?> CutoffAfter { get; } = SpanOption.Create(
        "--cutoff-after", "With --history: look at each lead once, so long after its registration, such as 24h or 7d.");

    /// <summary>Offers the options on a command and refuses what does not go together.</summary>
    /// <param name="command">The command.</param>
    /// <param name="data">The option that names a file instead.</param>
    /// <param name="withHistory">More options of the command that go with a folder only.</param>
    /// <param name="withFile">Options of the command that go with a file only.</param>
    /// <param name="fileIs">What the file is, in words.</param>
    public void AddTo(
        Command command, Option<string?> data, IReadOnlyList<Option> withHistory, IReadOnlyList<Option> withFile,
        string fileIs = "a CSV file of leads")
    {
        Option[] own = [Mapping, AsOf];
        command.Add(History);
        foreach (var option in own)
            command.Add(option);
        command.Validators.Add(result =>
        {
            var (file, folder) = (result.GetValue(data), result.GetValue(History));
            if (file is null == folder is null)
            {
                result.AddError(file is null
                    ? $"{command.Name} needs {data.Name}, {fileIs}, or --history, a folder of lead history."
                    : $"{command.Name} takes {data.Name} or --history, not both.");
                return;
            }

            if (file is not null && Directory.Exists(file))
            {
                result.AddError($"{data.Name} takes a CSV file and names a folder; give a folder of lead history with --history.");
                return;
            }

            if (folder is not null && File.Exists(folder))
            {
                result.AddError($"--history takes a folder and names a file; give a CSV file with {data.Name}.");
                return;
            }

            var (refused, with) = folder is null ? ([.. own, .. withHistory], "--history") : (withFile, data.Name);
            var given = refused.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (given is not null)
                result.AddError($"{given.Name} goes with {with} only.");
        });
    }

    /// <summary>Reads the folder that was named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, there is no lead, or the mapping does not fit.</exception>
    public Task<HistoryFolder> ReadAsync(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetRequiredValue(History)!;
        return HistoryFolder.ReadAsync(folder, HistoryMapping.Find(folder, parsed.GetValue(Mapping)), parsed.GetValue(AsOf), stop);
    }
}
