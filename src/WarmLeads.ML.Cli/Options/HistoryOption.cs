using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>What goes with a folder of lead history and not with a file, and the other way round.</summary>
static class HistoryOption
{
    /// <summary>The option that says as of when a history is looked at.</summary>
    public static Option<DateTimeOffset?> AsOf() => DateOption.Create(
        "--as-of", "For a folder of lead history: the day as of which it is looked at; the day after its last event unless given.");

    /// <summary>Refuses options that mean nothing for a file.</summary>
    /// <param name="command">The command.</param>
    /// <param name="data">The option that names the file or folder.</param>
    /// <param name="options">The options.</param>
    public static void RefuseWithFile(Command command, Option<string> data, IReadOnlyList<Option> options) =>
        Refuse(command, data, options, isFolder: false, "goes with a folder of lead history only; --data names a file.");

    /// <summary>Refuses options that mean nothing for a folder of lead history.</summary>
    /// <param name="command">The command.</param>
    /// <param name="data">The option that names the file or folder.</param>
    /// <param name="options">The options.</param>
    public static void RefuseWithFolder(Command command, Option<string> data, IReadOnlyList<Option> options) =>
        Refuse(command, data, options, isFolder: true, "goes with a CSV file only; --data names a folder of lead history.");

    static void Refuse(Command command, Option<string> data, IReadOnlyList<Option> options, bool isFolder, string why) =>
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is not { } path || Directory.Exists(path) != isFolder)
                return;
            foreach (var option in options)
            {
                if (result.GetResult(option) is { Implicit: false })
                {
                    result.AddError($"{option.Name} {why}");
                    return;
                }
            }
        });
}
