using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

public sealed class ColleagueTests
{
    static readonly Lead s_lead = new("L1", Cutoff.AddDays(-100)) { AccountId = "A1" };
    readonly LeadFeatureBuilder _builder = new(SignalCatalog.Default, new HistoryMeasures { Colleagues = true });

    [Fact]
    public void Colleagues_count_for_the_account_and_the_leads_own_events_do_not()
    {
        EngagementEvent[][] account =
        [
            [DaysAgo(3, "page_view")], Of("L2", DaysAgo(14, "page_view"), DaysAgo(5, "demo_request")), Of("L3", DaysAgo(60, "quote_request")),
            Of("L4", DaysAgo(2, "email_sent")), Of("L5", Event("page_view", Cutoff.AddDays(-1), Cutoff)),
        ];

        Assert.Equal(1, Feature("active_colleagues_30d", account));
        Assert.Equal(2, Feature("active_colleagues_ever", account));
        Assert.Equal(2, Feature("colleague_engagement_count_30d", account));
        Assert.Equal(5, Feature("days_since_colleague_engagement", account));
        Assert.Equal(2, Feature("colleague_decisive_act_count_90d", account));
        Assert.Equal(0.5 + Math.Pow(0.5, 5 / 14.0) + Math.Pow(0.5, 60 / 14.0), Feature("colleague_engagement_decayed", account), 9);
    }

    [Fact]
    public void What_colleagues_do_changes_none_of_the_leads_own_features()
    {
        var own = new LeadFeatureBuilder();
        EngagementEvent[] events = [DaysAgo(3, "page_view"), DaysAgo(20, "content_download")];

        Assert.Equal(Some.Build(own, events, lead: s_lead), Build(events, [Of("L2", DaysAgo(1, "demo_request"))])[..own.Definitions.Count]);
    }

    [Fact]
    public void Nothing_that_a_colleague_does_or_that_is_received_from_the_cutoff_on_has_an_effect()
    {
        EngagementEvent[] known = Of("L2", DaysAgo(20, "page_view"), DaysAgo(8, "demo_request"));
        EngagementEvent[] later = Of("L2", Event("demo_request", Cutoff), Event("demo_request", Cutoff.AddDays(-1), Cutoff), Event("page_view", Cutoff.AddDays(3)));
        EngagementEvent[] newcomer = Of("L3", Event("demo_request", Cutoff.AddTicks(1)));

        Assert.Equal(Build([], [known]), Build([], [[.. known, .. later], newcomer]));
    }

    [Fact]
    public void Any_order_of_colleagues_and_of_arrival_gives_the_same_bits()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            EngagementEvent[][] account =
            [
                .. Enumerable.Range(1, 5).Select(lead => Of(
                    $"L{lead}", [.. Enumerable.Range(0, random.Next(8)).Select(_ => DaysAgo(100 * random.NextDouble(), random.Next(3) == 0 ? "demo_request" : "page_view"))])),
            ];
            var expected = Build(account[0], account);
            random.Shuffle(account);
            foreach (var events in account)
                random.Shuffle(events);
            Assert.Equal(expected, Build(account.SingleOrDefault(events => events is [{ LeadId: "L1" }, ..]) ?? [], account));
        }
    }

    [Fact]
    public void A_colleagues_mail_does_not_make_another_colleagues_click_a_machines()
    {
        var click = Of("L2", DaysAgo(5.3, "email_clicked"));
        var sent = Of("L3", Event("email_sent", click[0].OccurredAt.AddSeconds(-1)));

        Assert.Equal(1, Feature("colleague_engagement_count_30d", [click, sent]));
        Assert.Equal(0, Feature("colleague_engagement_count_30d", [[.. Of("L2", sent), .. click]]));
    }

    [Fact]
    public void Ids_that_start_again_with_each_lead_are_no_copies_of_each_other()
    {
        var one = Of("L2", Event("page_view", Cutoff.AddDays(-5), id: "1"));
        var other = Of("L3", Event("page_view", Cutoff.AddDays(-4), id: "1"));

        Assert.Equal(2, Feature("colleague_engagement_count_30d", [one, other]));
        Assert.Equal(1, Feature("colleague_engagement_count_30d", [[.. one, .. Of("L2", other)]]));
    }

    [Fact]
    public void Of_more_than_a_hundred_colleagues_those_with_the_newest_known_events_are_measured()
    {
        EngagementEvent[][] account = [.. Enumerable.Range(0, 250).Select(i => Of($"C{i:000}", DaysAgo(1 + (i * 37 % 250), "page_view")))];
        // Its newest event is not known yet, and the one before is older than those of all others.
        EngagementEvent[] hidden = Of("C999", DaysAgo(300, "page_view"), Event("demo_request", Cutoff.AddDays(-1), Cutoff));

        Assert.Equal(100, Feature("active_colleagues_ever", [.. account, hidden]));
        var newest = account.OrderBy(events => Cutoff - events[0].OccurredAt).Take(100).ToArray();
        Assert.Equal(Build([], newest), Build([], [hidden, .. account]));
    }

    [Fact]
    public void A_builder_that_measures_colleagues_refuses_an_account_without_its_events()
    {
        var error = Assert.Throws<ArgumentException>(() => _builder.Build(s_lead, [], Cutoff, new double[_builder.Definitions.Count]));

        Assert.StartsWith(
            "Lead 'L1' belongs to account 'A1', and the builder measures colleagues. Hand in the account's events too.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_without_an_account_needs_no_colleagues_and_has_none()
    {
        var features = Some.Build(_builder, [DaysAgo(3, "page_view")]);

        Assert.Equal([0, 0, 0, 0, double.NaN, 0, double.NaN, double.NaN, double.NaN], features[^LeadFeatureBuilder.ColleagueDefinitions.Count..]);
        Assert.Equal(Some.Build(new LeadFeatureBuilder(), [DaysAgo(3, "page_view")]).Length + 9, features.Length);
    }

    [Fact]
    public void An_intent_spike_is_measured_against_the_accounts_own_baseline()
    {
        EngagementEvent[] own = [Intent(50, 10)];
        EngagementEvent[][] account = [own, Of("L2", Intent(90, 20), Intent(10, 60), Intent(5, 35)), Of("L3", Intent(70, 60), Intent(0, 99))];

        var features = Build(own, account);

        Assert.Equal([60, 30, 30], features[^3..]);
        Assert.Equal(double.NaN, features[_builder.Definitions.ToList().FindIndex(definition => definition.Name == "intent_spike")]);

        static EngagementEvent Intent(double daysAgo, int score) => DaysAgo(daysAgo, "intent_signal", ("score", $"{score}"));
    }

    [Fact]
    public void Leads_of_an_account_share_the_events_of_all_and_one_alone_has_no_colleagues()
    {
        LeadHistory[] leads = [new(s_lead, [DaysAgo(1, "page_view")], null), new(s_lead with { Id = "L2" }, Of("L2", DaysAgo(2, "page_view")), null)];

        var together = LeadHistory.Together(leads).ToArray();

        Assert.Equal(leads.Select(history => history.Events), together[0].EventsOfAccount);
        Assert.Same(together[0].EventsOfAccount, together[1].EventsOfAccount);
        Assert.Empty(Assert.Single(LeadHistory.Together(leads[..1])).EventsOfAccount!);
    }

    [Fact]
    public void What_is_known_now_of_colleagues_is_known_as_if_it_had_arrived_when_it_happened()
    {
        EngagementEvent[] events = Of("L2", Event("page_view", Cutoff.AddDays(-5), Cutoff.AddDays(-1)), Event("page_view", Cutoff.AddDays(-1), Cutoff.AddDays(1)));
        var known = KnownNow.Of(new LeadHistory(s_lead, [], null) { EventsOfAccount = [events] }, Cutoff);

        var item = Assert.Single(Assert.Single(known.EventsOfAccount!));
        Assert.Equal((events[0].EventId, events[0].OccurredAt), (item.EventId, item.ReceivedAt));
    }

    static EngagementEvent[] Of(string leadId, params EngagementEvent[] events) => [.. events.Select(item => item with { LeadId = leadId })];

    double Feature(string name, EngagementEvent[][] account) =>
        Build([], account)[_builder.Definitions.ToList().FindIndex(definition => definition.Name == name)];

    double[] Build(EngagementEvent[] events, EngagementEvent[][] account)
    {
        var features = new double[_builder.Definitions.Count];
        _builder.Build(new LeadHistory(s_lead, events, null) { EventsOfAccount = account }, Cutoff, features);
        return features;
    }
}
