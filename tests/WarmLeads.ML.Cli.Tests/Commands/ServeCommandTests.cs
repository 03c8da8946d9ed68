namespace WarmLeads.ML.Cli.Tests;

public sealed class ServeCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_service_starts_with_its_own_options_and_stops_when_asked()
    {
        (await Cli.RunAsync("sample", "--leads", "400", "--out", _folder.Path("crm"))).Done();
        using var stop = new CancellationTokenSource();
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new LineWriter(line =>
        {
            if (line.Contains("on http://", StringComparison.Ordinal))
                address.TrySetResult(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
        });
        using var error = new StringWriter();

        var run = Program.RunAsync(
            ["serve", "--urls", "http://127.0.0.1:0", "--root", _folder.Root, "--sample", _folder.Path("crm"), "--budget", "1"],
            new Terminal(output, error), TimeProvider.System, stop.Token);

        await Task.WhenAny(address.Task, run);
        Assert.True(address.Task.IsCompleted, error.ToString());
        using var client = new HttpClient();
        Assert.True((await client.GetAsync(await address.Task + "/health/ready")).IsSuccessStatusCode);
        await stop.CancelAsync();
        Assert.Equal(0, await run);
    }

    [Fact]
    public async Task An_option_that_the_service_does_not_have_is_answered_with_those_it_has()
    {
        var run = await Cli.RunAsync("serve", "--port", "80");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("'--port' is no option of the service; known are --root, ", run.Error, StringComparison.Ordinal);
    }

    // Hands each line on as soon as it is written.
    sealed class LineWriter(Action<string> line) : StringWriter
    {
        public override void WriteLine(string? value) => line(value ?? "");
    }
}
