using System.Diagnostics;

namespace WarmLeads.ML.Cli.Tests;

public sealed class NotebookTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_recipe_trains_explains_and_writes_a_page()
    {
        var page = _folder.Path("report.html");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "run", Path.Combine(Repository(), "notebooks", "01-train-and-explain.cs"), "--", page, "1" },
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        // A build server that outlives the run would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output + await error);
        Assert.StartsWith("3000 leads with ", output, StringComparison.Ordinal);
        Assert.Contains("Base and points sum to the chance exactly: True", output, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WarmLeads.ML.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
