namespace WarmLeads.ML.Api.Tests;

public sealed class ServiceArgumentsTests
{
    [Fact]
    public void Options_become_settings_with_and_without_an_equals_sign()
    {
        var settings = ServiceArguments.Parse(["--store", "a.db", "--urls=http://localhost:1", "--cron="]);

        Assert.Equal(
            [("WarmLeads:Store", "a.db"), ("WarmLeads:TrainingCron", ""), ("WarmLeads:Urls", "http://localhost:1")],
            settings.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--stor", "'--stor' is no option of the service; known are --root, --store, --models, --sample, --model-name, --horizon, --budget, --seed, --cron, --urls.")]
    [InlineData("store=a.db", "'store' is no option of the service; known are --root, --store, --models, --sample, --model-name, --horizon, --budget, --seed, --cron, --urls.")]
    [InlineData("--store", "Option --store has no value; write --store VALUE.")]
    public void What_is_not_understood_is_refused_with_a_sentence(string argument, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => ServiceArguments.Parse([argument])).Message);
}
