using Spectre.Console;

namespace WarmLeads.ML.Cli;

/// <summary>Where a command writes: its result to standard output; progress, warnings and errors to standard error.</summary>
sealed class Terminal
{
    // A redirected table keeps its columns on one line; nobody has to scroll a file sideways.
    const int RedirectedWidth = 160;

    /// <summary>A terminal on two writers.</summary>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes progress, warnings and errors.</param>
    /// <param name="outputIsScreen">Whether a person looks at <paramref name="output"/>: colours are welcome.</param>
    /// <param name="errorIsScreen">Whether a person looks at <paramref name="error"/>: progress may move.</param>
    public Terminal(TextWriter output, TextWriter error, bool outputIsScreen = false, bool errorIsScreen = false)
    {
        Output = output;
        Error = error;
        ErrorIsScreen = errorIsScreen;
        Results = Console(output, outputIsScreen);
        Messages = Console(error, errorIsScreen);
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether progress may move on standard error.</summary>
    public bool ErrorIsScreen { get; }

    /// <summary>Standard output with tables and colours, plain when it is redirected.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Standard error with moving progress and colours, plain when it is redirected.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>The process's own terminal.</summary>
    public static Terminal OfProcess() => new(
        System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);

    /// <summary>Says something that the user must know although the job goes on.</summary>
    /// <param name="sentence">One sentence.</param>
    public void Warn(string sentence) => Error.WriteLine("warning: " + sentence);

    static IAnsiConsole Console(TextWriter writer, bool isScreen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isScreen ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isScreen)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
