using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

public sealed class SignalCatalogTests
{
    [Theory]
    [InlineData("content_download", SignalFamily.Content)]
    [InlineData("page_view", SignalFamily.Website)]
    [InlineData("email_clicked", SignalFamily.Email)]
    [InlineData("meeting_held", SignalFamily.Outreach)]
    [InlineData("demo_request", SignalFamily.Inquiry)]
    [InlineData("chatbot_conversation", SignalFamily.Chat)]
    [InlineData("activation_milestone", SignalFamily.Product)]
    [InlineData("intent_signal", SignalFamily.Intent)]
    [InlineData("carrier_pigeon", SignalFamily.Other)]
    public void A_kind_belongs_to_a_family_and_an_unknown_one_to_other(string kind, SignalFamily family) =>
        Assert.Equal(family, SignalCatalog.Default.FamilyOf(kind));

    [Fact]
    public void What_we_do_is_told_from_what_the_lead_does_whatever_the_kind()
    {
        Assert.True(SignalCatalog.Default.MeaningOf(DaysAgo(1, "email_sent")).IsOwnTouch);
        Assert.True(SignalCatalog.Default.MeaningOf(DaysAgo(1, "carrier_pigeon", ("direction", "outbound"))).IsOwnTouch);
        Assert.False(SignalCatalog.Default.MeaningOf(DaysAgo(1, "reply", ("direction", "in"))).IsOwnTouch);
        Assert.True(SignalCatalog.Default.MeaningOf(DaysAgo(1, "email_unsubscribed")).IsCooling);
    }

    [Fact]
    public void An_own_file_adds_to_the_shipped_catalog_and_replaces_parts_of_it()
    {
        var catalog = SignalCatalogFile.Parse(
            """
            {
              // comments are allowed
              "kinds": { "podcast_played": { "family": "content", "traits": ["warm"] }, "page_view": { "family": "other" } },
              "signals": { "pricing_visit": { "display": "Price page", "family": "website", "counts": [{ "kind": "page_view", "property": "url", "contains": ["preise"] }] } },
              "sequences": { "price_then_demo": { "display": "Price, then demo", "first": "pricing_visit", "then": "demo_request", "within_days": 7 } },
            }
            """, "signals.json");

        Assert.Equal(SignalFamily.Content, catalog.FamilyOf("podcast_played"));
        Assert.Equal(SignalFamily.Other, catalog.FamilyOf("page_view"));
        Assert.Equal(SignalFamily.Inquiry, catalog.FamilyOf("demo_request"));
        Assert.Equal(SignalCatalog.Default.TrackedSignals.Count, catalog.TrackedSignals.Count);
        var place = catalog.TrackedSignals.ToList().FindIndex(signal => signal.DisplayName == "Price page");
        Assert.Equal("pricing_visit", catalog.TrackedSignals[place].Name);
        Assert.NotEqual(0UL, catalog.MeaningOf(DaysAgo(1, "page_view", ("url", "/Preise"))).TrackedSignals & (1UL << place));
        Assert.Equal(new SignalSequence("price_then_demo", "Price, then demo", "pricing_visit", "demo_request", 7), catalog.Sequences[^1]);
    }

    [Fact]
    public void A_catalog_that_is_written_and_read_again_means_the_same()
    {
        var text = SignalCatalogFile.Format(SignalCatalog.Default);
        var read = SignalCatalogFile.Parse(text, "signals.json");

        Assert.Equal(text, SignalCatalogFile.Format(read));
        Assert.Equal(SignalCatalog.Default.Kinds, read.Kinds);
        Assert.Equal(new LeadFeatureBuilder().Definitions, new LeadFeatureBuilder(read).Definitions);
    }

    [Theory]
    [InlineData("{ \"kinds\": \n { x } }", "signals.json line 2 column 4: this is not JSON. Correct the text there.")]
    [InlineData("[]", "signals.json: the file is a list, not an object. Write it in braces.")]
    [InlineData("""{ "kind": {} }""", "signals.json: the file has 'kind', which means nothing here; known are shipped, kinds, signals, sequences, names. Correct or remove it.")]
    [InlineData("""{ "shipped": 1 }""", "signals.json: the file has a number as 'shipped'. Write true or false.")]
    [InlineData("""{ "kinds": [] }""", "signals.json: the file has a list as 'kinds'. Write it in braces.")]
    [InlineData("""{ "kinds": { "a": {} } }""", "signals.json: kind 'a' has no 'family'. Add it.")]
    [InlineData("""{ "kinds": { "a": { "family": "mails" } } }""",
        "signals.json: kind 'a' has the family 'mails', which is unknown; known are other, content, website, email, outreach, inquiry, chat, product, intent, fit, engagement. Choose one of them.")]
    [InlineData("""{ "kinds": { "a": { "family": "email", "traits": ["ours"] } } }""",
        "signals.json: kind 'a' has the trait 'ours', which is unknown; known are none, own_touch, cooling, decisive, warm, mail_delivery, mail_open, mail_click. Choose one of them.")]
    [InlineData("""{ "kinds": { "a": { "family": "email", "traits": [1] } } }""", "signals.json: kind 'a' has something in 'traits' that is not a text. Write texts in quotes.")]
    [InlineData("""{ "kinds": { "a": { "family": "fit" } } }""", "signals.json: Kind 'a' has the family Fit, which no event can have. Choose another family.")]
    [InlineData("""{ "signals": { "a": { "display": "A", "family": "email", "counts": [] } } }""", "signals.json: Signal 'a' counts no events. Name at least one kind.")]
    [InlineData("""{ "signals": { "A": { "display": "A", "family": "email", "counts": ["x"] } } }""",
        "signals.json: Signal 'A' has a name that features cannot start with. Use lower-case letters, digits and _, a letter first.")]
    [InlineData("""{ "signals": { "a": { "display": "A", "family": "email", "counts": [{ "kind": "x", "property": "p" }] } } }""",
        "signals.json: Signal 'a' looks at property 'p' of 'x' without saying what it must contain. List at least one text.")]
    [InlineData("""{ "shipped": false, "sequences": { "s": { "display": "S", "first": "a", "then": "b" } } }""",
        "signals.json: Sequence 's' names signal 'a', which is not tracked; tracked are none. Correct the name, or track the signal.")]
    [InlineData("""{ "sequences": { "s": { "display": "S", "first": "reply", "then": "reply", "within_days": 0 } } }""",
        "signals.json: Sequence 's' must end within more than 0 days, not 0.")]
    [InlineData("""{ "kinds": { "a": { "family": "email" }, "a": { "family": "chat" } } }""", "signals.json: Kind 'a' is there twice. Keep one of the two.")]
    [InlineData("""{ "kinds": { "page_view": { "family": "email" }, "page_view": { "family": "chat" } } }""", "signals.json: Kind 'page_view' is there twice. Keep one of the two.")]
    public void A_wrong_file_is_refused_with_what_is_wrong_and_what_to_do(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => SignalCatalogFile.Parse(json, "signals.json")).Message);

    [Fact]
    public void Kinds_of_somebody_elses_log_can_be_tracked_by_themselves()
    {
        var catalog = SignalCatalog.Default.Tracking(["A_Submitted", "A Submitted", "demo_request", "meeting_booked", "call_attempted"]);
        var builder = new LeadFeatureBuilder(catalog);
        double Count(string signal, string kind) =>
            Build(builder, [DaysAgo(1, kind)])[builder.Definitions.ToList().FindIndex(definition => definition.Name == $"{signal}_count_30d")];

        Assert.Equal(
            ["kind_a_submitted", "kind_a_submitted_2", "kind_call_attempted"],
            catalog.TrackedSignals.Skip(SignalCatalog.Default.TrackedSignals.Count).Select(signal => signal.Name));
        Assert.Equal(1, Count("kind_a_submitted", "A_Submitted"));
        Assert.Equal(0, Count("kind_a_submitted", "A Submitted"));
        Assert.Equal(1, Count("kind_call_attempted", "call_attempted"));
        Assert.False(catalog.Knows("A_Submitted"));
        Assert.Equal(catalog.TrackedSignals.Count, SignalCatalogFile.Parse(SignalCatalogFile.Format(catalog), "signals.json").TrackedSignals.Count);
    }

    [Fact]
    public void More_signals_than_can_be_tracked_are_refused()
    {
        var signals = Enumerable.Range(0, 63).Select(i => new TrackedSignal($"s{i}", $"S{i}", SignalFamily.Other, "k")).ToList();

        var error = Assert.Throws<ArgumentException>(() => new SignalCatalog([], signals, []));

        Assert.Equal("There are 63 signals to track, and at most 62 are possible. Leave some out, or count several kinds as one signal.", error.Message);
    }
}
