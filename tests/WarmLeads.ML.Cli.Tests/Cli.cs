using System.Text.Json;

namespace WarmLeads.ML.Cli.Tests;

/// <summary>One run of a command line, in this process.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
sealed record Cli(int ExitCode, string Output, string Error)
{
    /// <summary>The object on standard output; fails when there is anything else.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command line as the process would, redirected.</summary>
    public static Task<Cli> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    /// <summary>Runs a command line that may be cancelled.</summary>
    public static async Task<Cli> RunAsync(string[] args, CancellationToken stop)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await Program.RunAsync(args, new Terminal(output, error), TimeProvider.System, stop);
        return new Cli(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The run, which must have ended well.</summary>
    public Cli Done()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Error}\n{Output}");
        return this;
    }
}
