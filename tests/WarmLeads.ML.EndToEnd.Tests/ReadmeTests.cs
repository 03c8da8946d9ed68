using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>Runs the commands of the README as they stand there, in a copy of the repository's data, on a port of its own.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    static readonly string s_root = FindRoot();
    readonly string _work = Directory.CreateTempSubdirectory("warmleads-readme-").FullName;

    [Fact]
    public void The_test_command_is_the_one_that_ci_runs()
    {
        Assert.Contains("bash tests/run", Commands());
        Assert.Contains("bash tests/run", File.ReadAllText(Path.Combine(s_root, ".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_main_command_serves_and_the_request_of_the_readme_is_answered()
    {
        var port = FreePort();
        var main = Assert.Single(Commands(), command => command.StartsWith("dotnet run --project src/WarmLeads.ML.Api", StringComparison.Ordinal));
        using var service = Start(main + " --no-build", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["WarmLeads__Urls"] = $"http://localhost:{port}",
            ["WarmLeads__Store"] = Path.Combine(_work, "store", "warmleads.db"),
            ["WarmLeads__Models"] = Path.Combine(_work, "models"),
            ["WarmLeads__BudgetSeconds"] = "3",
        });
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
            await UntilReady(http, service);

            var curls = Commands().Where(command => command.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(curls);
            foreach (var curl in curls)
            {
                var (code, output, _) = await Run(curl.Replace("localhost:5080", $"localhost:{port}", StringComparison.Ordinal), _work);
                Assert.Equal(0, code);
                Assert.Contains("\"probability\":", output, StringComparison.Ordinal);
                Assert.Contains("\"leadId\":\"new-1\"", output, StringComparison.Ordinal);
            }
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_commands_of_the_command_line_work_one_after_another()
    {
        var commands = Commands().Where(command => command.Contains("WarmLeads.ML.Cli", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(commands);
        var project = Path.Combine(s_root, "src", "WarmLeads.ML.Cli");
        foreach (var command in commands)
        {
            // Run where the files may be left, with what the tests have built.
            var here = command.Replace("--project src/WarmLeads.ML.Cli", $"--no-build --project {project}", StringComparison.Ordinal);
            var (code, output, error) = await Run(here, _work);
            Assert.True(code == 0, $"{command} ended with {code}: {error} {output}");
        }

        Assert.True(File.Exists(Path.Combine(_work, "crm", "scores.csv")));
    }

    [Fact]
    public void The_mapping_of_the_readme_is_one_and_no_property_is_missing_from_it()
    {
        var readme = File.ReadAllText(Path.Combine(s_root, "README.md"));
        var sample = JsonBlock().Matches(readme).Select(block => block.Groups[1].Value).Single(block => block.Contains("\"instants\"", StringComparison.Ordinal));

        var mapping = HistoryMapping.Parse(sample, "README.md");

        Assert.Equal(["activity", "lifecycle"], mapping.Events.Kind);
        Assert.Equal(TimeSpan.FromHours(1), mapping.AssumedOffset);
        foreach (var part in (Type[])[typeof(LeadMapping), typeof(EventMapping), typeof(OutcomeMapping)])
        {
            Assert.All(part.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly), property =>
                Assert.Contains($"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}\"", readme, StringComparison.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    /// <summary>Lines of the README's `sh` blocks.</summary>
    static string[] Commands() =>
    [
        .. ShellBlock().Matches(File.ReadAllText(Path.Combine(s_root, "README.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    static async Task UntilReady(HttpClient http, Process service)
    {
        var stop = TestContext.Current.CancellationToken;
        while (true)
        {
            Assert.False(service.HasExited, "The service ended before it was ready.");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // The port is not open yet: the next look will tell.
            }

            await Task.Delay(200, stop);
        }
    }

    static Process Start(string command, IReadOnlyDictionary<string, string> settings)
    {
        var start = Shell(command, s_root);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static async Task<(int Code, string Output, string Error)> Run(string command, string folder)
    {
        using var process = Process.Start(Shell(command, folder))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    static ProcessStartInfo Shell(string command, string folder) => new("bash", ["-c", $"exec {command}"])
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WarmLeads.ML.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
