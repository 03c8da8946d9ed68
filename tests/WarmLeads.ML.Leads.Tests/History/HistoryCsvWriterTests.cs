using static WarmLeads.ML.Leads.Tests.Some;

namespace WarmLeads.ML.Leads.Tests;

public sealed class HistoryCsvWriterTests
{
    [Fact]
    public void A_history_is_written_as_three_files()
    {
        var lead = new Lead("L1", Cutoff) { AccountId = "A1", Value = 12.5, Attributes = Attributes(("industry", "Software")) };
        var visit = Event("page_view", Cutoff.AddSeconds(1.5), Cutoff.AddDays(1).ToOffset(TimeSpan.FromHours(2)), "e1", ("page", "/pricing"), ("a", "ö"));

        var (leads, events, outcomes) = Write(["industry", "country"], new LeadHistory(lead, [visit], new Outcome("L1", OutcomeKind.Converted, Cutoff, Cutoff)));

        Assert.Equal("lead_id,created_at,industry,country,account_id,value\nL1,2025-03-01T00:00:00Z,Software,,A1,12.5\n", leads);
        Assert.Equal(
            "lead_id,kind,occurred_at,event_id,received_at,source,properties\n" +
            "L1,page_view,2025-03-01T00:00:01.5Z,e1,2025-03-02T02:00:00+02:00,test,\"{\"\"a\"\":\"\"ö\"\",\"\"page\"\":\"\"/pricing\"\"}\"\n", events);
        Assert.Equal("lead_id,outcome,occurred_at,recorded_at\nL1,converted,2025-03-01T00:00:00Z,2025-03-01T00:00:00Z\n", outcomes);
    }

    [Fact]
    public void A_field_with_a_comma_a_quote_or_a_line_break_is_quoted()
    {
        var lead = new Lead("a,\"b\"\nc", Cutoff) { Attributes = Attributes(("industry", "x;y")) };

        var (leads, _, outcomes) = Write(["industry"], new LeadHistory(lead, [], Outcome: null));

        Assert.Equal("lead_id,created_at,industry,account_id,value\n\"a,\"\"b\"\"\nc\",2025-03-01T00:00:00Z,x;y,,\n", leads);
        Assert.Equal("lead_id,outcome,occurred_at,recorded_at\n", outcomes);
    }

    [Fact]
    public void An_attribute_without_a_column_is_refused_rather_than_dropped()
    {
        var history = new LeadHistory(new Lead("L1", Cutoff) { Attributes = Attributes(("plan", "x")) }, [], Outcome: null);

        var error = Assert.Throws<ArgumentException>(() => Write(["industry"], history));

        Assert.StartsWith("Lead 'L1' has the attribute 'plan', which has no column. Add it to the attribute names.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("industry")]
    public void Two_columns_of_one_name_are_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Write(["industry", name]));

        Assert.StartsWith($"Two columns of leads.csv would be named '{name}'. Rename the attribute.", error.Message, StringComparison.Ordinal);
    }

    static Dictionary<string, string> Attributes(params (string Name, string Value)[] attributes) =>
        attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);

    static (string Leads, string Events, string Outcomes) Write(IReadOnlyList<string> attributeNames, params LeadHistory[] histories)
    {
        using var leads = new StringWriter();
        using var events = new StringWriter();
        using var outcomes = new StringWriter();
        var writer = new HistoryCsvWriter(leads, events, outcomes, attributeNames);
        foreach (var history in histories)
            writer.Write(history);
        return (leads.ToString(), events.ToString(), outcomes.ToString());
    }
}
