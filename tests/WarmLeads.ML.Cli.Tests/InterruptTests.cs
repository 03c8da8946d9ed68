using System.Diagnostics;

namespace WarmLeads.ML.Cli.Tests;

public sealed class InterruptTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_training_ends_with_a_sentence_and_leaves_nothing(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill, which this system lacks.");
        var data = _folder.Write("leads.csv", Some.Export(20_000));
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(CommandLine).Assembly.Location, "train", "--data", data, "--label", "Converted", "--models", _folder.Path("models"),
                "--budget", "600",
            },
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("Judging", StringComparison.Ordinal))
                break;
        }

        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString()]))
            await kill.WaitForExitAsync();
        var rest = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.EndsWith("error: cancelled; nothing was written.\n", rest, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        Assert.Equal(["leads.csv"], _folder.Names());
    }
}
