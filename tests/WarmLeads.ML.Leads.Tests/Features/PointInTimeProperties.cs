using FsCheck;
using FsCheck.Fluent;
using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

/// <summary>What must hold for any history: the future and the order of arrival have no effect, to the bit.</summary>
public sealed class PointInTimeProperties
{
    readonly LeadFeatureBuilder _builder = new();

    [Fact]
    public void Whatever_becomes_known_after_the_cutoff_changes_no_feature() => ForAnyHistory((events, random) =>
    {
        var altered = new List<EngagementEvent>();
        foreach (var item in events)
        {
            if (IsKnown(item))
                altered.Add(item);
            else if (random.Next(2) == 0)
                altered.Add(NotKnown(item with { Kind = "demo_request", Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["machine"] = "true" } }, random));
        }
        for (var more = random.Next(20); more > 0; more--)
            altered.Add(NotKnown(RandomHistory.Event(random, events), random));
        return (events, altered);
    });

    [Fact]
    public void The_order_of_arrival_changes_no_feature() => ForAnyHistory((events, random) =>
    {
        var shuffled = events.ToArray();
        random.Shuffle(shuffled);
        return (events, shuffled);
    });

    [Fact]
    public void Sending_events_again_changes_no_feature() => ForAnyHistory((events, random) =>
    {
        var repeated = events.SelectMany(item => Enumerable.Repeat(item, 1 + random.Next(3))).ToArray();
        random.Shuffle(repeated);
        return (events, repeated);
    });

    [Fact]
    public void A_builder_that_served_other_leads_measures_the_same() => ForAnyHistory((events, random) =>
    {
        Build(_builder, RandomHistory.Make(random.Next()));
        return (events, events);
    });

    static bool IsKnown(EngagementEvent item) => item.OccurredAt < Cutoff && item.ReceivedAt < Cutoff;

    static EngagementEvent NotKnown(EngagementEvent item, Random random) => random.Next(2) == 0
        ? item with { ReceivedAt = Cutoff.AddSeconds(random.Next(100_000)) }
        : item with { OccurredAt = Cutoff.AddSeconds(random.Next(100_000)) };

    void ForAnyHistory(Func<List<EngagementEvent>, Random, (IReadOnlyList<EngagementEvent> One, IReadOnlyList<EngagementEvent> Other)> vary) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var (one, other) = vary(RandomHistory.Make(seed), new Random(seed));
            var (expected, actual) = (Build(_builder, one), Build(_builder, other));
            for (var i = 0; i < expected.Length; i++)
            {
                if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]))
                    return false.Label($"{_builder.Definitions[i].Name}: {expected[i]:R} and {actual[i]:R}");
            }
            return true.Label("same");
        }));
}
