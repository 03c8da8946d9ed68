namespace WarmLeads.ML.Leads.Tests;

public class HistoryMeasuresTests
{
    static readonly DateTimeOffset Cutoff = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly LeadFeatureBuilder Builder = new(
        SignalCatalog.Default, measures: new HistoryMeasures { Kinds = ["A_SENT", "a sent"], Numbers = ["amount"], Texts = ["staff"] });

    [Fact]
    public void Kinds_numbers_and_texts_of_a_history_are_measured_as_of_the_cutoff()
    {
        var features = Features(
            Event("1", "A_SENT", -40, ("amount", "10"), ("staff", "x")), Event("2", "A_SENT", -20, ("amount", "5.5")),
            Event("3", "a sent", -5, ("amount", "much"), ("staff", "y")), Event("4", "A_SENT", 0, ("amount", "1000"), ("staff", "z")));

        Assert.Equal(
            (0, 1, 2, 20, 40, 20),
            (features["kind_a_sent_count_7d"], features["kind_a_sent_count_30d"], features["kind_a_sent_count_ever"],
                features["days_since_kind_a_sent"], features["days_since_first_kind_a_sent"], features["kind_a_sent_mean_gap_days"]));
        Assert.Equal((1, double.NaN), (features["kind_a_sent_2_count_7d"], features["kind_a_sent_2_mean_gap_days"]));
        Assert.Equal(
            (5.5, 15.5, 15.5, 7.75, 10, 10, 5.5),
            (features["property_amount_sum_30d"], features["property_amount_sum_90d"], features["property_amount_sum_ever"], features["property_amount_mean"],
                features["property_amount_largest"], features["property_amount_first"], features["property_amount_latest"]));
        Assert.Equal((2, 1), (features["property_staff_distinct"], features["property_staff_changes"]));
        Assert.Equal((9.5, 3), (features["registered_hour"], features["registered_weekday"]));
    }

    [Fact]
    public void Texts_tell_the_first_and_the_latest_known_event_whatever_the_order_of_arrival()
    {
        EngagementEvent[] events = [Event("1", "A_SENT", -9, ("staff", "x")), Event("2", "call", -4), Event("3", "letter", -4, ("staff", "y")), Event("4", "end", 0)];
        var texts = new string[Builder.TextDefinitions.Count];

        Builder.ReadTexts([.. events.Reverse()], Cutoff, texts);

        Assert.Equal(["first_kind", "latest_kind", "kind_before_latest", "latest_staff"], Builder.TextDefinitions.Select(definition => definition.Name));
        Assert.Equal(["A_SENT", "letter", "call", "y"], texts);
    }

    [Fact]
    public void A_lead_without_events_has_no_texts()
    {
        var texts = new string[Builder.TextDefinitions.Count];

        Builder.ReadTexts([], Cutoff, texts);

        Assert.All(texts, Assert.Empty);
    }

    [Fact]
    public void Nothing_is_measured_besides_unless_a_history_has_it() =>
        Assert.Equal(new LeadFeatureBuilder().Definitions, new LeadFeatureBuilder(SignalCatalog.Default, measures: new HistoryMeasures()).Definitions);

    static Dictionary<string, double> Features(params EngagementEvent[] events)
    {
        var features = new double[Builder.Definitions.Count];
        // A Thursday morning.
        Builder.Build(new Lead("L1", new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.FromHours(1))), events, Cutoff, features);
        return Builder.Definitions.Zip(features).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
    }

    static EngagementEvent Event(string id, string kind, double days, params (string Name, string Text)[] properties) =>
        new("L1", kind, Cutoff.AddDays(days), Cutoff.AddDays(days))
        {
            EventId = id, Properties = properties.ToDictionary(property => property.Name, property => property.Text, StringComparer.Ordinal),
        };
}
