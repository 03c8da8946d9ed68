using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

public sealed class LeadFeatureBuilderTests
{
    [Fact]
    public void An_event_received_after_the_cutoff_changes_no_feature()
    {
        var builder = new LeadFeatureBuilder();
        var visit = DaysAgo(3, "page_view");
        var late = Event("demo_request", Cutoff.AddDays(-1), receivedAt: Cutoff.AddDays(2));

        Assert.Equal(Build(builder, [visit]), Build(builder, [visit, late]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(30 * TimeSpan.TicksPerDay, 1)]
    [InlineData((30 * TimeSpan.TicksPerDay) + 1, 0)]
    public void A_window_holds_its_start_and_not_the_cutoff(long ticksBefore, double expected) =>
        Assert.Equal(expected, Feature("page_view_count_30d", Event("page_view", Cutoff.AddTicks(-ticksBefore), receivedAt: Cutoff.AddTicks(-1 - ticksBefore))));

    [Fact]
    public void An_event_received_at_the_cutoff_is_not_known() =>
        Assert.Equal(0, Feature("page_view_count_ever", Event("page_view", Cutoff.AddDays(-1), receivedAt: Cutoff)));

    [Fact]
    public void Copies_of_an_event_count_once_and_the_one_received_first_counts()
    {
        var first = Event("page_view", Cutoff.AddDays(-3), Cutoff.AddDays(-3), "same");
        var resent = Event("page_view", Cutoff.AddDays(-1), Cutoff.AddDays(-1), "same");

        Assert.Equal(1, Feature("page_view_count_ever", resent, first));
        Assert.Equal(3, Feature("days_since_page_view", resent, first));
    }

    [Fact]
    public void The_same_id_from_two_sources_is_two_events()
    {
        var web = Event("page_view", Cutoff.AddDays(-3), id: "7");

        Assert.Equal(2, Feature("page_view_count_ever", web, web with { Source = "other" }));
    }

    [Fact]
    public void An_offset_is_another_way_to_write_the_same_instant()
    {
        var builder = new LeadFeatureBuilder();
        var utc = Event("page_view", Cutoff.AddDays(-3), id: "a");
        var berlin = utc with { OccurredAt = utc.OccurredAt.ToOffset(TimeSpan.FromHours(2)), ReceivedAt = utc.ReceivedAt.ToOffset(TimeSpan.FromHours(-9)) };

        Assert.Equal(Build(builder, [utc]), Build(builder, [berlin], Cutoff.ToOffset(TimeSpan.FromHours(5.5))));
    }

    [Fact]
    public void Our_own_touches_are_not_the_leads_engagement()
    {
        EngagementEvent[] ours = [DaysAgo(1, "email_sent"), DaysAgo(2, "call_attempted"), DaysAgo(3, "reply", ("direction", "out"))];

        Assert.Equal(3, Feature("own_touch_count_30d", ours));
        Assert.Equal(3, Feature("unanswered_touches", ours));
        Assert.Equal(0, Feature("engagement_count_ever", ours));
        Assert.Equal(0, Feature("email_count_90d", ours));
        Assert.Equal(0, Feature("reply_count_ever", ours));
    }

    [Fact]
    public void A_reply_of_the_lead_is_counted_and_answers_our_touches()
    {
        EngagementEvent[] events = [DaysAgo(5, "email_sent"), DaysAgo(4, "reply", ("direction", "in")), DaysAgo(1, "call_attempted")];

        Assert.Equal(1, Feature("reply_count_ever", events));
        Assert.Equal(1, Feature("unanswered_touches", events));
    }

    [Fact]
    public void An_unknown_kind_is_kept_and_counted()
    {
        Assert.Equal(1, Feature("other_count_30d", DaysAgo(3, "carrier_pigeon")));
        Assert.Equal(1, Feature("engagement_count_ever", DaysAgo(3, "carrier_pigeon")));
    }

    [Fact]
    public void However_many_different_pages_there_are_each_counts_once()
    {
        EngagementEvent[] visits = [.. Enumerable.Range(0, 300).Select(i => DaysAgo(40 - (i / 10.0), "page_view", ("page", $"page-{i % 150}")))];

        Assert.Equal(150, Feature("distinct_pages_ever", visits));
        Assert.Equal(150, Feature("distinct_pages_30d", visits));
    }

    [Fact]
    public void A_property_is_found_among_many()
    {
        (string, string)[] many = [.. Enumerable.Range(0, 8).Select(i => ($"p{i}", "x")), ("page", "pricing")];

        Assert.Equal(1, Feature("pricing_visit_count_ever", DaysAgo(3, "page_view", many)));
    }

    [Fact]
    public void Clicks_within_two_seconds_of_delivery_are_a_machines()
    {
        var sent = DaysAgo(3.4, "email_sent", ("mail", "m1"));
        var scanned = Event("email_clicked", sent.OccurredAt.AddSeconds(1.5), properties: ("mail", "m1"));
        var human = Event("email_clicked", sent.OccurredAt.AddMinutes(5), properties: ("mail", "m1"));

        Assert.Equal(1, Feature("machine_event_count_ever", sent, scanned, human));
        Assert.Equal(1, Feature("email_click_count_ever", sent, scanned, human));
        Assert.Equal(1, Feature("engagement_count_ever", sent, scanned, human));
    }

    [Fact]
    public void A_click_in_one_mail_is_not_a_machines_because_another_mail_went_out()
    {
        var sent = DaysAgo(3.4, "email_sent", ("mail", "m2"));
        var human = Event("email_clicked", sent.OccurredAt.AddSeconds(1), properties: ("mail", "m1"));

        Assert.Equal(0, Feature("machine_event_count_ever", sent, human));
    }

    [Fact]
    public void Different_links_of_a_mail_within_two_seconds_are_a_machines_and_a_double_click_is_not()
    {
        var first = DaysAgo(3.4, "email_clicked", ("mail", "m1"), ("link", "a"));
        var doubled = Event("email_clicked", first.OccurredAt.AddSeconds(1), properties: [("mail", "m1"), ("link", "a")]);
        var other = Event("email_clicked", first.OccurredAt.AddSeconds(1), properties: [("mail", "m1"), ("link", "b")]);

        Assert.Equal(0, Feature("machine_event_count_ever", first, doubled));
        Assert.Equal(2, Feature("machine_event_count_ever", first, other));
    }

    [Fact]
    public void A_log_with_bare_dates_shows_no_bursts()
    {
        EngagementEvent[] sameDay = [DaysAgo(3, "email_sent"), DaysAgo(3, "email_opened"), DaysAgo(3, "email_clicked", ("link", "a")), DaysAgo(3, "email_clicked", ("link", "b"))];

        Assert.Equal(0, Feature("machine_event_count_ever", sameDay));
        Assert.Equal(2, Feature("email_click_count_ever", sameDay));
    }

    [Fact]
    public void An_open_that_says_machine_is_a_machines()
    {
        Assert.Equal(1, Feature("machine_event_count_ever", DaysAgo(3, "email_opened", ("machine", "true"))));
        Assert.Equal(0, Feature("email_open_count_ever", DaysAgo(3, "email_opened", ("machine", "true"))));
        Assert.Equal(1, Feature("email_open_count_ever", DaysAgo(3, "email_opened", ("machine", "false"))));
    }

    [Fact]
    public void A_burst_whose_delivery_is_not_known_yet_is_not_recognised_yet()
    {
        var sent = Event("email_sent", Cutoff.AddDays(-3.4), receivedAt: Cutoff.AddDays(1));
        var click = Event("email_clicked", sent.OccurredAt.AddSeconds(1));

        Assert.Equal(0, Feature("machine_event_count_ever", sent, click));
    }

    [Fact]
    public void A_pricing_visit_and_a_case_study_are_told_by_their_property()
    {
        Assert.Equal(1, Feature("pricing_visit_count_30d", DaysAgo(3, "page_view", ("page", "https://x.example/Pricing?a=1")), DaysAgo(3, "page_view", ("page", "/docs"))));
        Assert.Equal(1, Feature("case_study_download_count_30d", DaysAgo(3, "content_download", ("content", "case_study")), DaysAgo(3, "content_download", ("content", "whitepaper"))));
        Assert.Equal(1, Feature("case_study_download_count_30d", DaysAgo(3, "case_study_download")));
    }

    [Fact]
    public void Engagement_fades_by_half_in_14_days() =>
        Assert.Equal(1.5, Feature("engagement_decayed", DaysAgo(14, "page_view"), Event("page_view", Cutoff.AddTicks(-1))), 9);

    [Fact]
    public void A_sequence_counts_only_in_its_order_and_within_30_days()
    {
        Assert.Equal(1, Feature("content_then_reply_count_ever", DaysAgo(10, "content_download"), DaysAgo(5, "email_replied")));
        Assert.Equal(5, Feature("days_since_content_then_reply", DaysAgo(10, "content_download"), DaysAgo(5, "email_replied")));
        Assert.Equal(0, Feature("content_then_reply_count_ever", DaysAgo(5, "content_download"), DaysAgo(10, "email_replied")));
        Assert.Equal(0, Feature("content_then_reply_count_ever", DaysAgo(5, "content_download"), DaysAgo(5, "email_replied")));
        Assert.Equal(0, Feature("content_then_reply_count_ever", DaysAgo(40, "content_download"), DaysAgo(5, "email_replied")));
    }

    [Fact]
    public void A_lead_that_comes_back_shows_how_long_it_was_silent()
    {
        EngagementEvent[] events = [DaysAgo(150, "page_view"), DaysAgo(10, "page_view"), DaysAgo(9, "page_view")];

        Assert.Equal(140, Feature("rewarm_silence_days", events));
        Assert.Equal(1, Feature("rewarm_count", events));
        Assert.True(double.IsNaN(Feature("rewarm_silence_days", events[..1])));
    }

    [Fact]
    public void Silence_is_measured_against_the_leads_own_rhythm() =>
        Assert.Equal(2, Feature("silence_ratio", DaysAgo(30, "page_view"), DaysAgo(20, "page_view"), DaysAgo(20, "page_view")), 9);

    [Fact]
    public void Rising_frequency_is_a_trend_above_one()
    {
        Assert.True(Feature("trend_7d", DaysAgo(20, "page_view"), DaysAgo(3, "page_view"), DaysAgo(2, "page_view")) > 2);
        Assert.True(Feature("trend_7d", DaysAgo(20, "page_view"), DaysAgo(15, "page_view"), DaysAgo(12, "page_view")) < 1);
        Assert.True(double.IsNaN(Feature("trend_7d", DaysAgo(40, "page_view"))));
    }

    [Fact]
    public void Exploring_without_activating_is_a_signal_of_its_own()
    {
        EngagementEvent[] explores = [DaysAgo(9, "trial_started"), DaysAgo(5, "feature_used"), DaysAgo(4, "feature_used"), DaysAgo(3, "feature_used")];

        Assert.Equal(1, Feature("explored_not_activated", explores));
        Assert.Equal(0, Feature("explored_not_activated", [.. explores, DaysAgo(1, "activation_milestone")]));
        Assert.Equal(8, Feature("days_to_activation", [.. explores, DaysAgo(1, "activation_milestone")]));
        Assert.True(double.IsNaN(Feature("explored_not_activated", DaysAgo(1, "page_view"))));
    }

    [Fact]
    public void An_intent_spike_is_measured_against_the_own_baseline()
    {
        EngagementEvent[] events = [DaysAgo(60, "intent_signal", ("score", "20")), DaysAgo(50, "intent_signal", ("score", "40")), DaysAgo(3, "intent_signal", ("score", "80"))];

        Assert.Equal(50, Feature("intent_spike", events));
        Assert.Equal(0, Feature("engagement_count_ever", events));
        Assert.True(double.IsNaN(Feature("intent_spike", events[2])));
    }

    [Fact]
    public void A_lead_without_events_has_counts_of_zero_and_nothing_else()
    {
        var builder = new LeadFeatureBuilder();
        var features = Build(builder, []);

        Assert.All(builder.Definitions.Zip(features), pair => Assert.True(
            pair.Second == 0 || double.IsNaN(pair.Second) || pair.First.Name == "tenure_days", $"{pair.First.Name} is {pair.Second}"));
        Assert.Equal(200, features[0]);
    }

    [Fact]
    public void Every_feature_has_a_stable_name_and_words_for_a_marketer()
    {
        var definitions = new LeadFeatureBuilder().Definitions;

        Assert.InRange(definitions.Count, 100, 200);
        Assert.All(definitions, definition =>
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", definition.Name);
            Assert.Matches(@"^\p{Lu}[^_]+$", definition.DisplayName);
            Assert.EndsWith(".", definition.Definition, StringComparison.Ordinal);
            Assert.NotEmpty(definition.Unit);
        });
        Assert.Equal(definitions.Count, definitions.Select(definition => definition.DisplayName).Distinct().Count());
    }

    [Fact]
    public void Room_for_another_number_of_features_is_refused()
    {
        var builder = new LeadFeatureBuilder();
        var error = Assert.Throws<ArgumentException>(() => builder.Build(Some.Lead, [], Cutoff, new double[3]));

        Assert.StartsWith(
            $"There are {builder.Definitions.Count} features and room for 3. Hand in room for exactly as many as there are definitions.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_of_an_own_catalog_gets_its_own_features()
    {
        var catalog = SignalCatalogFile.Parse(
            """{ "signals": { "podcast": { "display": "Podcasts played", "family": "content", "counts": ["podcast_played"] } } }""", "signals.json");
        var builder = new LeadFeatureBuilder(catalog);
        var place = builder.Definitions.ToList().FindIndex(definition => definition.Name == "podcast_count_30d");

        Assert.Equal(1, Build(builder, [DaysAgo(1, "podcast_played")])[place]);
        Assert.Equal("Podcasts played in the last 30 days", builder.Definitions[place].DisplayName);
    }

    [Fact]
    public void Many_threads_may_build_at_once()
    {
        var builder = new LeadFeatureBuilder();
        var leads = new CrmSimulator(new SimulationOptions { LeadCount = 200 }).Simulate().Select(lead => lead.History).ToList();
        var alone = leads.ConvertAll(history => Build(builder, history.Events, Cutoff, history.Lead));
        var together = new double[leads.Count][];

        Parallel.For(0, leads.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Build(builder, leads[i].Events, Cutoff, leads[i].Lead));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Two_features_of_one_name_are_refused()
    {
        var catalog = SignalCatalogFile.Parse(
            """{ "signals": { "email": { "display": "Mails", "family": "email", "counts": ["email_opened"] } } }""", "signals.json");

        var error = Assert.Throws<ArgumentException>(() => new LeadFeatureBuilder(catalog));

        Assert.StartsWith(
            "Two features would be named 'email_count_30d'. Rename the signal or sequence that it comes from.", error.Message, StringComparison.Ordinal);
    }
}
