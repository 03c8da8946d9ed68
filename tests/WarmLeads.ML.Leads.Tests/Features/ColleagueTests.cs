using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

public sealed class ColleagueTests
{
    static readonly Lead s_lead = new("L1", Cutoff.AddDays(-100)) { AccountId = "A1" };
    readonly LeadFeatureBuilder _builder = new(SignalCatalog.Default, withColleagues: true);

    [Fact]
    public void Colleagues_count_for_the_account_and_the_leads_own_events_do_not()
    {
        EngagementEvent[] account =
        [
            DaysAgo(3, "page_view"), Of("L2", DaysAgo(14, "page_view")), Of("L2", DaysAgo(5, "demo_request")), Of("L3", DaysAgo(60, "quote_request")),
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
    public void A_builder_that_measures_colleagues_refuses_an_account_without_its_events()
    {
        var error = Assert.Throws<ArgumentException>(() => _builder.Build(s_lead, [], Cutoff, new double[_builder.Definitions.Count]));

        Assert.StartsWith(
            "Lead 'L1' belongs to account 'A1', and the builder measures colleagues. Hand in the account's events too.", error.Message, StringComparison.Ordinal);
    }

    static EngagementEvent Of(string leadId, EngagementEvent item) => item with { LeadId = leadId };

    double Feature(string name, EngagementEvent[] account) =>
        Build([], account)[_builder.Definitions.ToList().FindIndex(definition => definition.Name == name)];

    double[] Build(EngagementEvent[] events, EngagementEvent[] account)
    {
        var features = new double[_builder.Definitions.Count];
        _builder.Build(s_lead, events, account, Cutoff, features);
        return features;
    }
}
