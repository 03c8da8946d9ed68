using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>Runs one command line: parses, does, and turns every way to fail into one sentence and an exit code.</summary>
sealed class CommandLine(RootCommand root, Option<bool> verbose, Terminal terminal)
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="stop">Cancels the job; what it had begun to write is removed.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken stop)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            terminal.Error.WriteLine($"error: {FirstMistake(parsed)}");
            terminal.Error.WriteLine($"'{Name(parsed)} --help' lists the options.");
            return ExitCode.BadInput;
        }

        var invocation = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Program cancels the token on Ctrl-C and lets the command clean up.
        };
        try
        {
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Error.WriteLine("error: cancelled; nothing was written.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (IsBadInput(e))
        {
            terminal.Error.WriteLine("error: " + e.Message);
            Detail(parsed, e);
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            terminal.Error.WriteLine($"error: {Name(parsed)} failed: {OneLine(e.Message)}");
            if (!Detail(parsed, e))
                terminal.Error.WriteLine("The same command with --verbose shows where.");
            return ExitCode.Failed;
        }
    }

    // The first mistake is the one to correct; those after it often follow from it.
    static string FirstMistake(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var known = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));
            return $"'{parsed.UnmatchedTokens[0]}' means nothing to {Name(parsed)}, which knows {string.Join(", ", known)}.";
        }

        return command.Subcommands.Count > 0
            ? $"{Name(parsed)} needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."
            : parsed.Errors[0].Message;
    }

    // What the rooms throw for a caller's mistake; their messages are sentences for the user. Classes derived from
    // ArgumentException are for the programmer's mistakes, as is one that names a parameter.
    static bool IsBadInput(Exception e) => e switch
    {
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException => true,
        ArgumentException { ParamName: null } => e.GetType() == typeof(ArgumentException),
        _ => false,
    };

    bool Detail(ParseResult parsed, Exception e)
    {
        if (!parsed.GetValue(verbose))
            return false;
        terminal.Error.WriteLine(e.ToString());
        return true;
    }

    static string Name(ParseResult parsed) =>
        parsed.CommandResult is { Command: RootCommand }
            ? "warmleads"
            : Parent(parsed) is { } parent ? $"warmleads {parent} {parsed.CommandResult.Command.Name}" : "warmleads " + parsed.CommandResult.Command.Name;

    static string? Parent(ParseResult parsed) =>
        parsed.CommandResult.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand and var parent } ? parent.Name : null;

    static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
