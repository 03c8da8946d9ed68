using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli.Tests;

public sealed class AdviceCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_history_tells_of_touches_is_written_as_advice_on_top_of_the_advice_in_use()
    {
        (await Cli.RunAsync("sample", "--leads", "2500", "--out", _folder.Path("crm"))).Done();
        var (inUse, file) = (_folder.Write("advice.json", """{ "warm_touch_days": 9 }"""), _folder.Path("learned.json"));

        var run = (await Cli.RunAsync("advice", "learn", "--history", _folder.Path("crm"), "--advice", inUse, "--out", file, "--json")).Done().Json;

        var rules = AdviceFile.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "learned.json");
        Assert.Equal(9, rules.WarmTouchDays);
        Assert.Equal(2500, run.GetProperty("leads").GetInt32());
        Assert.Equal(run.GetProperty("effects").EnumerateArray().Select(effect => effect.GetProperty("name").GetString()), rules.Effects.Select(effect => effect.Name));
        // Touches of the simulation depend on nothing that is hidden, and do nothing.
        Assert.Contains("share_content", rules.Effects.Select(effect => effect.Name));
        Assert.DoesNotContain(rules.Effects, effect => effect.IsClear);

        var words = (await Cli.RunAsync("advice", "learn", "--history", _folder.Path("crm"), "--out", file)).Done().Output;
        Assert.EndsWith(
            $"Advice of 2,500 leads is in {file}; nothing in use has changed. Name it in the service's setting Pool:Advice.\n", words, StringComparison.Ordinal);
    }
}
