using System.Diagnostics;
using System.Text.Json;

namespace WarmLeads.ML.EndToEnd.Tests;

[Collection(ServiceCollection.Name)]
public sealed class FirstStartTests(RunningService service)
{
    [Fact]
    public void It_says_what_it_loaded_trains_with_visible_progress_and_says_where_it_is()
    {
        Assert.Matches(@"Loaded the sample history of .*: 3000 leads, \d+ events, \d+ outcomes, all moved by \d+ days so that the newest event happened at ", service.Output);
        Assert.Contains("Training model 'conversion', at most about 4 s:", service.Output, StringComparison.Ordinal);
        Assert.Contains("100 %  ", service.Output, StringComparison.Ordinal);
        Assert.Contains("Version 0001 is published. There is no serving model; the new one has log-loss ", service.Output, StringComparison.Ordinal);
        Assert.Contains($"API description  {service.Address}/swagger (OpenAPI: {service.Address}/openapi/v1.json)", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_curl_works_as_pasted()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed; `apt install curl` installs it.");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{service.Curl} --silent --fail"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var answer = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);

        var prediction = JsonDocument.Parse(answer).RootElement;
        var shown = 100 * prediction.GetProperty("probability").GetDouble() - 100 * prediction.GetProperty("baseProbability").GetDouble();
        Assert.Equal(shown, prediction.GetProperty("contributions").EnumerateArray().Sum(one => one.GetProperty("points").GetDouble()));
        Assert.EndsWith($"/v1/leads/{prediction.GetProperty("leadId").GetString()}/prediction", service.Curl, StringComparison.Ordinal);
    }
}
