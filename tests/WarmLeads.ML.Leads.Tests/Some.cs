namespace WarmLeads.ML.Leads.Tests;

/// <summary>Things that tests need, when it does not matter which.</summary>
static class Some
{
    public static readonly DateTimeOffset Cutoff = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Lead Lead = new("L1", Cutoff.AddDays(-200));

    static int s_number;

    public static EngagementEvent Event(
        string kind, DateTimeOffset occurredAt, DateTimeOffset? receivedAt = null, string? id = null, params (string Name, string Value)[] properties) =>
        new("L1", kind, occurredAt, receivedAt ?? occurredAt)
        {
            Source = "test",
            EventId = id ?? $"e{Interlocked.Increment(ref s_number)}",
            Properties = properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
        };

    public static EngagementEvent DaysAgo(double days, string kind, params (string Name, string Value)[] properties) =>
        Event(kind, Cutoff.AddDays(-days), properties: properties);

    public static double[] Build(LeadFeatureBuilder builder, IReadOnlyList<EngagementEvent> events, DateTimeOffset? cutoff = null, Lead? lead = null)
    {
        var features = new double[builder.Definitions.Count];
        builder.Build(lead ?? Lead, events, cutoff ?? Cutoff, features);
        return features;
    }

    public static double Feature(string name, params EngagementEvent[] events)
    {
        var builder = new LeadFeatureBuilder();
        var place = builder.Definitions.ToList().FindIndex(definition => definition.Name == name);
        Assert.True(place >= 0, $"There is no feature '{name}'.");
        return Build(builder, events)[place];
    }
}
