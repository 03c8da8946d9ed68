namespace WarmLeads.ML.Reports.Tests;

public sealed class MessageTests
{
    [Fact]
    public async Task A_message_says_one_thing_and_where_to_go()
    {
        var page = await Page.MessageAsync(new MessagePage("Lead unknown", "The store has no lead 'L-1'. Look for it in the ranked list.", "/"));
        Assert.Equal("Lead unknown", page.All("title").Single().Value);
        Assert.Contains("All leads Lead unknown The store has no lead 'L-1'. Look for it in the ranked list.", page.Text, StringComparison.Ordinal);
        Assert.Contains("/", page.All("a").Select(link => link.Attribute("href")!.Value));
    }
}
