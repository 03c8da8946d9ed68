namespace WarmLeads.ML.Cli.Tests;

public sealed class SampleCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sample_is_a_history_with_the_truth_in_a_file_apart()
    {
        var run = await Cli.RunAsync("sample", "--leads", "40", "--out", _folder.Path("crm"), "--end", "2026-06-30");

        Assert.Matches(
            @"^40 leads, [\d,]+ events, \d+ outcomes \(\d+ converted\) up to 2026-06-30: leads\.csv, events\.csv, outcomes\.csv, truth\.csv in .*crm\n$",
            run.Done().Output);
        Assert.Equal(
            ["events.csv", "leads.csv", "outcomes.csv", "truth.csv"],
            Directory.EnumerateFiles(_folder.Path("crm")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(41, File.ReadLines(_folder.Path("crm/leads.csv")).Count());
        Assert.Equal(41, File.ReadLines(_folder.Path("crm/truth.csv")).Count());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        foreach (var (folder, seed) in new[] { ("a", "3"), ("b", "3"), ("c", "4") })
            (await Cli.RunAsync("sample", "--leads", "20", "--seed", seed, "--out", _folder.Path(folder))).Done();

        Assert.Equal(File.ReadAllBytes(_folder.Path("a/events.csv")), File.ReadAllBytes(_folder.Path("b/events.csv")));
        Assert.NotEqual(File.ReadAllBytes(_folder.Path("a/events.csv")), File.ReadAllBytes(_folder.Path("c/events.csv")));
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var run = await Cli.RunAsync(["sample", "--leads", "20", "--out", _folder.Path("crm")], stop.Token);

        Assert.Equal((1, "error: cancelled; nothing was written.\n"), (run.ExitCode, run.Error));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_named()
    {
        var path = _folder.Write("crm", "");

        var run = await Cli.RunAsync("sample", "--out", path);

        Assert.Equal((2, $"error: {path} is a file; give --out the name of a folder.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--leads takes a whole number from 1 to 10000000; '0' is not one.", "--leads", "0")]
    [InlineData("--end takes a day such as 2026-06-30; '30.6.2026' is not one.", "--end", "30.6.2026")]
    public async Task Values_out_of_range_are_refused(string sentence, params string[] options)
    {
        var run = await Cli.RunAsync(["sample", "--out", _folder.Path("crm"), .. options]);

        Assert.Equal((2, $"error: {sentence}\n'warmleads sample --help' lists the options.\n"), (run.ExitCode, run.Error));
    }
}
