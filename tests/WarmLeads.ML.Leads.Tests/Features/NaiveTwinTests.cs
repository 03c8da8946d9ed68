namespace WarmLeads.ML.Leads.Tests;

public sealed class NaiveTwinTests
{
    readonly LeadFeatureBuilder _builder = new();

    [Fact]
    public void Every_feature_of_random_histories_is_what_its_definition_says()
    {
        for (var seed = 0; seed < 400; seed++)
            AssertSame(Some.Lead with { Value = seed % 3 == 0 ? null : seed }, RandomHistory.Make(seed), Some.Cutoff);
    }

    [Fact]
    public void Every_feature_of_simulated_leads_is_what_its_definition_says()
    {
        var options = new SimulationOptions { LeadCount = 60, Seed = 8 };
        foreach (var lead in new CrmSimulator(options).Simulate())
        {
            foreach (var days in (int[])[120, 300, 450])
                AssertSame(lead.History.Lead, lead.History.Events, options.Start.AddDays(days));
        }
    }

    void AssertSame(Lead lead, IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff)
    {
        var expected = new NaiveFeatures(_builder.Catalog, lead, events, cutoff).All();
        var actual = Some.Build(_builder, events, cutoff, lead);

        Assert.Equal(_builder.Definitions.Count, expected.Count);
        for (var i = 0; i < actual.Length; i++)
        {
            var (name, value) = (_builder.Definitions[i].Name, expected[_builder.Definitions[i].Name]);
            var isSame = double.IsNaN(value) ? double.IsNaN(actual[i]) : Math.Abs(actual[i] - value) <= 1e-9 * Math.Max(1, Math.Abs(value));
            Assert.True(isSame, $"{name} of lead {lead.Id} at {cutoff:O} is {actual[i]:R}, and by its definition {value:R}.");
        }
    }
}
