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

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Matches(@"^error: warmleads needs a command: (\w+, )*sample(, \w+)*\.\n'warmleads --help' lists the options\.\n$", run.Error);
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
}
