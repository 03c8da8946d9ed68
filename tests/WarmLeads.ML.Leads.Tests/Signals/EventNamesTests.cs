namespace WarmLeads.ML.Leads.Tests;

public sealed class EventNamesTests
{
    [Theory]
    [InlineData("Demo Requested", "demo_request")]
    [InlineData("demoRequested", "demo_request")]
    [InlineData("demo-requested", "demo_request")]
    [InlineData("Email Link Clicked", "email_clicked")]
    [InlineData("page_view", "page_view")]
    [InlineData("Viewed  Pricing!", "viewed_pricing")]
    [InlineData("Opened PDF", "opened_pdf")]
    [InlineData("Über uns", "über_uns")]
    [InlineData("🎉", "🎉")]
    public void A_name_is_a_kind_in_words_or_the_shipped_kind_of_its_meaning(string name, string kind) =>
        Assert.Equal(kind, SignalCatalog.Default.Names.KindOf(name));

    [Fact]
    public void A_configured_name_goes_first_and_is_written_back()
    {
        var catalog = SignalCatalogFile.Parse("""{ "names": { "Demo Requested": "callback", "X": "page_view" } }""", "signals.json");
        Assert.Equal(("callback", "page_view", "x"), (catalog.Names.KindOf("Demo Requested"), catalog.Names.KindOf("X"), catalog.Names.KindOf("x")));
        var again = SignalCatalogFile.Parse(SignalCatalogFile.Format(catalog.Tracking(["own"])), "signals.json");
        Assert.Equal(catalog.Names.Own.OrderBy(pair => pair.Key), again.Names.Own.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_kind_that_is_no_text_is_refused() =>
        Assert.Equal(
            "signals.json: name 'X' is a number, not a text. Write a text in quotes.",
            Assert.Throws<InvalidDataException>(() => SignalCatalogFile.Parse("""{ "names": { "X": 7 } }""", "signals.json")).Message);

    [Fact]
    public void A_long_name_has_as_many_characters_as_a_kind_may_have() =>
        Assert.Equal(200, SignalCatalog.Default.Names.KindOf(new string('x', 500)).Length);
}
