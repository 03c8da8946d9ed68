using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public sealed class HistoryMappingTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_other_names_and_columns_become_a_history()
    {
        _folder.Write("applications.csv", "case,opened,amount\nC1,2026-01-01 08:00,500\nC2,2026-01-02 08:00,700\n");
        _folder.Write(
            "log.csv", "case,nr,at,activity,phase,staff\nC1,2,2026-01-03 09:00,Call,END,7\nC1,1,2026-01-03 09:00,Call,START,7\nC2,1,2026-01-04 09:00,Letter,,\n");
        _folder.Write("decisions.csv", "case,decision,at,entered\nC1,Granted,2026-01-09 10:00,2026-01-10 10:00\nC2,withdrawn,2026-01-08 10:00,\nC2,,,\n");
        _folder.Write("mapping.json", """
            {
              // Amsterdam in winter.
              "offset": "+01:00",
              "leads": { "file": "applications.csv", "lead_id": "case", "created_at": "opened" },
              "events": { "file": "log.csv", "lead_id": "case", "kind": ["activity", "phase"], "occurred_at": "at", "order": "nr" },
              "outcomes": { "file": "decisions.csv", "lead_id": "case", "outcome": "decision", "occurred_at": "at", "recorded_at": "entered",
                "converted": ["granted"] }
            }
            """);

        var batch = HistoryFiles.Read(_folder.Path);

        Assert.Equal(("C1", At("2026-01-01T07:00:00Z")), (batch.Leads[0].Id, batch.Leads[0].CreatedAt));
        Assert.Equal([new("amount", "500")], batch.Leads[0].Attributes);
        Assert.Equal(["Call+END", "Call+START", "Letter"], batch.Events.Select(item => item.Kind));
        Assert.True(string.CompareOrdinal(batch.Events[1].EventId, batch.Events[0].EventId) < 0);
        Assert.Equal([new("staff", "7")], batch.Events[0].Properties);
        Assert.Equal(
            [
                new Outcome("C1", OutcomeKind.Converted, At("2026-01-09T09:00:00Z"), At("2026-01-10T09:00:00Z")),
                new Outcome("C2", OutcomeKind.Lost, At("2026-01-08T09:00:00Z"), At("2026-01-08T09:00:00Z")),
            ], batch.Outcomes);
        Assert.Equal(0, batch.Problems.Count);
    }

    [Theory]
    [InlineData(false, "a:0 b:1 c:0")]
    [InlineData(true, "a:0 b:0 c:0")]
    public void Without_leads_and_outcomes_the_first_event_registers_and_an_event_converts(bool repeats, string outcomes)
    {
        _folder.Write("shop.csv", "who,when,what\nb,1767312000,order\nb,1767225600,visit\na,1767225600,order\nc,1767225600,visit\nb,1767398400,order\n");
        var mapping = new HistoryMapping
        {
            Instants = InstantFormat.UnixSeconds,
            Leads = new LeadMapping { FromFirstEvent = true },
            Events = new EventMapping { File = "shop.csv", LeadId = "who", OccurredAt = "when", Kind = ["what"] },
            Outcomes = new OutcomeMapping { ConvertedByEvent = ["order"], Repeats = repeats },
        };

        var batch = HistoryFiles.Read(_folder.Path, mapping: mapping);

        Assert.Equal(["a", "b", "c"], batch.Leads.Select(lead => lead.Id));
        Assert.All(batch.Leads, lead => Assert.Equal(At("2026-01-01T00:00:00Z"), lead.CreatedAt));
        Assert.Equal(outcomes, string.Join(' ', batch.Leads.Select(lead => $"{lead.Id}:{batch.Outcomes.Count(outcome => outcome.LeadId == lead.Id)}")));
        Assert.All(batch.Outcomes, outcome => Assert.Equal(At("2026-01-02T00:00:00Z"), outcome.OccurredAt));
        Assert.Equal(repeats ? ["order"] : [], mapping.RepeatingConversions);
    }

    [Fact]
    public void A_mapping_that_names_a_missing_column_says_which_and_where()
    {
        _folder.Write("leads.csv", "lead_id,created_at\n");
        _folder.Write("events.csv", "lead_id,kind,time\n");
        _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at\n");

        var mapping = HistoryMapping.Parse("""{ "events": { "occurred_at": "timestamp" } }""", "mine.json");

        Assert.Equal(
            "events.csv line 1: the column 'timestamp', which mine.json names as occurred_at, is missing; correct the mapping (found: lead_id, kind, time).",
            Assert.Throws<InvalidDataException>(() => HistoryFiles.Open(_folder.Path, mapping: mapping)).Message);
    }

    [Theory]
    [InlineData("{", "m.json line 1 is not a mapping; correct it, or let `warmleads import --plan DIR` propose one.")]
    [InlineData("{\n\"event\": {}}", "m.json line 2 is not a mapping (at event); correct it, or let `warmleads import --plan DIR` propose one.")]
    [InlineData("{\"offset\": \"CET\"}", "m.json: the offset 'CET' is not one; write it as +02:00.")]
    [InlineData("{\"events\": {\"kind\": [\"a\"], \"kind_is\": \"b\"}}", "m.json: events has both 'kind' and 'kind_is'; keep one of them.")]
    [InlineData("{\"outcomes\": {\"repeats\": true}}", "m.json: outcomes has 'repeats' without 'converted_by_event'; name the kinds of events that convert.")]
    public void What_is_not_a_mapping_is_refused_with_a_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => HistoryMapping.Parse(text, "m.json")).Message);

    [Fact]
    public void An_outcome_that_no_list_names_is_refused_with_its_line()
    {
        _folder.Write("leads.csv", "lead_id,created_at\nL1,2026-01-01T00:00:00Z\n");
        _folder.Write("events.csv", "lead_id,kind,occurred_at\n");
        _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at\nL1,parked,2026-01-01T00:00:00Z\n");

        var mapping = new HistoryMapping { Outcomes = new OutcomeMapping { Converted = ["won"], Lost = ["lost"] } };

        Assert.Equal(
            "outcomes.csv line 2: 'outcome' is 'parked', which the mapping names neither as converted nor as lost nor as open; add it to one of them.",
            Assert.Throws<InvalidDataException>(() => HistoryFiles.Read(_folder.Path, mapping: mapping)).Message);
    }

    [Fact]
    public void A_plan_of_the_loan_funnel_reads_it_in_place()
    {
        var folder = Path.GetDirectoryName(SharedData.PathOf("bpic2012-loan-funnel/events.csv.gz"))!;
        var mapping = MappingPlanner.Propose(folder, TestContext.Current.CancellationToken);

        Assert.Equal(mapping.ToText(), HistoryMapping.Parse(mapping.ToText(), "mapping.json").ToText());
        Assert.Equal(["activity", "lifecycle"], mapping.Events.Kind);
        Assert.Equal(("timestamp", "event_no", "registered_at", "outcome_at"), (mapping.Events.OccurredAt, mapping.Events.Order, mapping.Leads.CreatedAt, mapping.Outcomes.OccurredAt));
        Assert.Equal(["approved"], mapping.Outcomes.Converted);
        Assert.Equal(["cancelled", "declined"], mapping.Outcomes.Lost!.Order(StringComparer.Ordinal));
        var batch = HistoryFiles.Read(folder, mapping: mapping);
        Assert.Equal((13087, 262200, 12688), (batch.Leads.Count, batch.Events.Count, batch.Outcomes.Count));
        Assert.Equal(2246, batch.Outcomes.Count(outcome => outcome.Kind == OutcomeKind.Converted));
    }

    [Fact]
    public void A_plan_of_the_purchases_reads_them_in_place()
    {
        var folder = Path.GetDirectoryName(SharedData.PathOf("cdnow-purchases/events.csv.gz"))!;
        var mapping = MappingPlanner.Propose(folder, TestContext.Current.CancellationToken);

        Assert.True(mapping.Leads.FromFirstEvent);
        Assert.Equal(("customer_id", "date", "event", "+00:00"), (mapping.Events.LeadId, mapping.Events.OccurredAt, mapping.Events.KindIs, mapping.Offset));
        Assert.Equal(["event"], mapping.RepeatingConversions);
        var batch = HistoryFiles.Read(folder, mapping: mapping);
        Assert.Equal((23570, 69659, 0), (batch.Leads.Count, batch.Events.Count, batch.Outcomes.Count));
    }

    [Fact]
    public void A_folder_without_events_cannot_be_planned()
    {
        _folder.Write("leads.csv", "lead_id,created_at\nL1,2026-01-01\nL2,2026-01-02\n");

        Assert.Equal(
            $"No file in '{_folder.Path}' looks like events: one is needed with a row for each event, a column of the lead's id (such as lead_id) that repeats, and one of instants. Write mapping.json by hand.",
            Assert.Throws<InvalidDataException>(() => MappingPlanner.Propose(_folder.Path, TestContext.Current.CancellationToken)).Message);
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
