using System.CommandLine;

namespace WarmLeads.ML.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_is_no_mistake()
    {
        var run = await Cli.RunAsync("sample", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("--leads", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_the_commands_are_listed()
    {
        var run = await Cli.RunAsync();

        Assert.Equal(
            (2, "error: warmleads needs a command: train, evaluate, score, explain, report, criteria, advice, threshold, import, survival, features, sample, sweep, serve.\n'warmleads --help' lists the options.\n"),
            (run.ExitCode, run.Error));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task An_unknown_option_is_answered_with_those_that_exist()
    {
        var run = await Cli.RunAsync("sample", "--out", _folder.Path("crm"), "--lead", "3");

        Assert.Equal(
            (2, "error: '--lead' means nothing to warmleads sample, which knows --leads, --seed, --out, --end.\n" +
            "'warmleads sample --help' lists the options.\n"), (run.ExitCode, run.Error));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task A_required_option_is_asked_for()
    {
        var run = await Cli.RunAsync("sample");

        Assert.Equal(
            (2, "error: Option '--out' is required.\n'warmleads sample --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_callers_mistake_is_one_sentence_and_exit_code_2(Exception mistake)
    {
        Assert.Equal((2, $"error: {mistake.Message}\n"), await FailAsync(mistake));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_ours_is_one_sentence_and_exit_code_1(Exception fault)
    {
        Assert.Equal(
            (1, $"error: warmleads work failed: {fault.Message.ReplaceLineEndings(" ")}\nThe same command with --verbose shows where.\n"), await FailAsync(fault));
    }

    [Fact]
    public async Task Verbose_shows_where_a_fault_happened()
    {
        var (exitCode, error) = await FailAsync(new InvalidOperationException("It broke."), "--verbose");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: warmleads work failed: It broke.\nSystem.InvalidOperationException: It broke.\n   at ", error, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Mistakes =>
    [
        new InvalidDataException("leads.csv line 3: one field too many."),
        new FileNotFoundException("leads.csv does not exist; check the path."),
        new ArgumentException("'a b' is not a model name."),
    ];

    public static TheoryData<Exception> Faults =>
    [
        new InvalidOperationException("It broke\nin two."),
        new ArgumentNullException("value"),
        new ArgumentException("Shapes differ.", "rows"),
        new OperationCanceledException("Nobody asked for this."),
    ];

    static async Task<(int ExitCode, string Error)> FailAsync(Exception problem, params string[] args)
    {
        var command = new Command("work");
        command.SetAction(Task<int> (_, _) => throw problem);
        var verbose = new Option<bool>("--verbose") { Recursive = true };
        using var error = new StringWriter { NewLine = "\n" };
        var line = new CommandLine(new RootCommand { verbose, command }, verbose, new Terminal(TextWriter.Null, error));
        return (await line.RunAsync(["work", .. args], CancellationToken.None), error.ToString());
    }
}
