using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public sealed class HistoryFilesTests : IDisposable
{
    const string Leads = "lead_id,created_at,industry,account_id,value\nL2,2026-01-02T00:00:00+02:00,Retail,,\nL1,2026-01-01T00:00:00Z,,A1,1500.5\n";
    const string Events = "lead_id,kind,occurred_at\nL1,page_view,2026-01-03T10:00:00Z\n";
    const string Outcomes = "lead_id,outcome,occurred_at\nL1,converted,2026-02-01T00:00:00Z\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Leads_events_and_outcomes_are_read_with_what_is_optional()
    {
        Write(
            Leads,
            "kind,lead_id,occurred_at,received_at,event_id,source,page,properties\n" +
            "page_view,L1,2026-01-03T10:00:00+01:00,2026-01-03T09:05:00Z,e1,web,pricing,\"{\"\"seconds\"\":12.5,\"\"new\"\":true,\"\"x\"\":null}\"\n" +
            "site_visit,L1,2026-01-04T10:00:00Z,,e2,,,\n",
            "lead_id,outcome,occurred_at,recorded_at\nL1,Converted,2026-02-01T00:00:00Z,2026-02-02T00:00:00Z\nL2,lost,2026-02-03T00:00:00Z,\n");
        var batch = HistoryFiles.Read(_folder.Path);

        Assert.Equal(["L2", "L1"], batch.Leads.Select(lead => lead.Id));
        Assert.Equal((At("2026-01-01T22:00:00Z"), null, null), (batch.Leads[0].CreatedAt, batch.Leads[0].AccountId, batch.Leads[0].Value));
        Assert.Equal(("A1", 1500.5), (batch.Leads[1].AccountId, batch.Leads[1].Value));
        Assert.Equal([new("industry", "Retail")], batch.Leads[0].Attributes);
        Assert.Empty(batch.Leads[1].Attributes);

        var view = batch.Events[0];
        Assert.Equal(
            ("L1", "page_view", At("2026-01-03T09:00:00Z"), At("2026-01-03T09:05:00Z"), "web", "e1"),
            (view.LeadId, view.Kind, view.OccurredAt, view.ReceivedAt, view.Source, view.EventId));
        Assert.Equal([new("new", "True"), new("page", "pricing"), new("seconds", "12.5")], view.Properties.OrderBy(p => p.Key, StringComparer.Ordinal));
        Assert.Equal((view.LeadId, At("2026-01-04T10:00:00Z"), ""), (batch.Events[1].LeadId, batch.Events[1].ReceivedAt, batch.Events[1].Source));
        Assert.Empty(batch.Events[1].Properties);

        Assert.Equal(
            [
                new Outcome("L1", OutcomeKind.Converted, At("2026-02-01T00:00:00Z"), At("2026-02-02T00:00:00Z")),
                new Outcome("L2", OutcomeKind.Lost, At("2026-02-03T00:00:00Z"), At("2026-02-03T00:00:00Z")),
            ], batch.Outcomes);
        Assert.All(batch.Problems.Sentences(), sentence => Assert.EndsWith("read as the instants they are.", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Events_without_an_id_get_one_that_lasts_and_differs_between_equal_rows()
    {
        const string rows = "L1,page_view,2026-01-03T10:00:00Z,pricing\nL1,page_view,2026-01-03T10:00:00Z,pricing\nL1,page_view,2026-01-03T10:00:00Z,docs\n";
        Write(Leads, "lead_id,kind,occurred_at,page\n" + rows, Outcomes);
        var first = HistoryFiles.Read(_folder.Path).Events.Select(item => item.EventId).ToList();
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first[0][..^1], first[1][..^1]);

        Write(Leads, "lead_id,kind,occurred_at,page\nL2,reply,2026-01-03T10:00:00Z,\n" + rows, Outcomes);
        var again = HistoryFiles.Read(_folder.Path, TimeSpan.FromDays(100));
        Assert.Equal(first, again.Events.Skip(1).Select(item => item.EventId));
        Assert.Equal(At("2026-04-13T10:00:00Z"), again.Events[1].OccurredAt);
    }

    [Fact]
    public void A_shift_moves_every_instant()
    {
        Write(Leads, Events, Outcomes);
        var (plain, moved) = (HistoryFiles.Read(_folder.Path), HistoryFiles.Read(_folder.Path, TimeSpan.FromDays(30)));
        var month = TimeSpan.FromDays(30);
        Assert.Equal(plain.Leads[0].CreatedAt + month, moved.Leads[0].CreatedAt);
        Assert.Equal((plain.Events[0].OccurredAt + month, plain.Events[0].ReceivedAt + month), (moved.Events[0].OccurredAt, moved.Events[0].ReceivedAt));
        Assert.Equal((plain.Outcomes[0].OccurredAt + month, plain.Outcomes[0].RecordedAt + month), (moved.Outcomes[0].OccurredAt, moved.Outcomes[0].RecordedAt));
    }

    [Fact]
    public void Rows_that_do_not_fit_are_counted_with_their_lines_and_the_rest_goes_on()
    {
        Write(
            Leads + "L1,2026-05-01T00:00:00Z,,,\n",
            "lead_id,kind,occurred_at,received_at,event_id\n" +
            "L9,page_view,2026-01-03T10:00:00Z,,e1\nL1,page_view,2026-01-03T10:00:00Z,,e2\nL1,page_view,2026-01-03T10:00:00Z,,e2\n" +
            "L1,page_view,2026-01-05T10:00:00Z,2026-01-04T10:00:00Z,e3\nL1,page_view,2027-01-05T10:00:00Z,,e4\nL8,page_view,2026-01-03T10:00:00Z,,e5\n",
            "lead_id,outcome,occurred_at,recorded_at\nL7,lost,2026-02-01T00:00:00Z,\nL2,lost,2025-12-01T00:00:00Z,\n" +
            "L1,lost,2026-02-01T00:00:00Z,2026-02-05T00:00:00Z\nL1,converted,2026-02-01T00:00:00Z,2026-02-04T00:00:00Z\n");
        var batch = HistoryFiles.Read(_folder.Path, now: At("2026-06-01T00:00:00Z"));
        Assert.Equal(2, batch.Leads.Count);
        Assert.Equal(["e2", "e3", "e4"], batch.Events.Select(item => item.EventId));
        Assert.Equal([OutcomeKind.Lost, OutcomeKind.Converted], batch.Outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(
            [
                "leads.csv: rows that repeat the id of an earlier lead: 1 (line 4), left out.",
                "leads.csv: registrations with another offset from UTC than the first: 2 (lines 3, 4), read as the instants they are.",
                "events.csv: events of leads that leads.csv lacks: 2 (lines 2, 7), left out.",
                "events.csv: events with the source and id of an earlier one: 1 (line 4), left out.",
                "events.csv: events received before they occurred: 1 (line 5), kept, known from when they occurred.",
                "events.csv: events received after the present: 1 (line 6), kept, not known yet.",
                "outcomes.csv: outcomes of leads that leads.csv lacks: 1 (line 2), left out.",
                "outcomes.csv: outcomes of leads that have one recorded earlier: 1 (line 4), left out.",
                "outcomes.csv: outcomes from before the lead was registered: 1 (line 3), kept, but nothing is learned from a lead that was never open.",
            ], batch.Problems.Sentences());
        Assert.Equal((11, 2), (batch.Problems.Count, batch.Problems.CountOf(HistoryProblemKind.EventOfUnknownLead)));
    }

    [Fact]
    public void Unsorted_rows_mixed_offsets_and_leads_of_the_future_are_counted_and_read()
    {
        Write(
            Leads + "L3,2026-07-01T00:00:00Z,,,\n",
            "lead_id,kind,occurred_at\nL1,a,2026-01-05T10:00:00Z\nL1,b,2026-01-04T12:00:00+02:00\nL2,a,2026-01-04T10:00:00Z\n",
            "lead_id,outcome,occurred_at\n");
        var batch = HistoryFiles.Read(_folder.Path, now: At("2026-06-01T00:00:00Z"));
        Assert.Equal(At("2026-01-04T10:00:00Z"), batch.Events[1].OccurredAt);
        Assert.Equal(
            [
                "leads.csv: leads registered after the present: 1 (line 4), kept, no leads yet.",
                "leads.csv: registrations with another offset from UTC than the first: 2 (lines 3, 4), read as the instants they are.",
                "events.csv: events that stand after a later one of their lead: 1 (line 3), put in order.",
                "events.csv: events with another offset from UTC than the first: 1 (line 3), read as the instants they are.",
            ], batch.Problems.Sentences());
    }

    [Fact]
    public void Events_without_a_lead_a_moment_or_a_kind_are_counted_and_left_out()
    {
        Write(Leads, "lead_id,kind,occurred_at\n,a,2026-01-05T10:00:00Z\nL1,,2026-01-05T10:00:00Z\nL1,a,\nL1,a,2026-01-05T10:00:00Z\n", Outcomes);
        var batch = HistoryFiles.Read(_folder.Path);

        Assert.Single(batch.Events);
        Assert.Contains("events.csv: events without a lead's id, a moment or a kind: 3 (lines 2, 3, 4), left out.", batch.Problems.Sentences());
    }

    [Fact]
    public async Task Histories_come_by_account_and_id_with_events_in_order_whatever_the_order_of_the_rows()
    {
        string[] rows =
        [
            "L1,b,2026-01-03T10:00:00Z,e3,web\n", "L2,a,2026-01-03T10:00:00Z,e1,web\n", "L1,a,2026-01-03T10:00:00Z,e2,web\n",
            "L1,c,2026-01-03T10:00:00Z,e9,mail\n", "L1,d,2026-01-02T11:00:00+02:00,e5,web\n",
        ];
        const string header = "lead_id,kind,occurred_at,event_id,source\n";
        var seen = new List<string>();
        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            Write(Leads, header + string.Concat(order), Outcomes);
            var text = new StringBuilder();
            await foreach (var history in HistoryFiles.Open(_folder.Path).ReadAllAsync(new HistoryProblems(), TestContext.Current.CancellationToken))
                text.Append($"{history.Lead.Id}:{string.Join(',', history.Events.Select(item => item.EventId))}:{history.Outcome?.Kind} ");
            seen.Add(text.ToString());
        }

        Assert.Equal(["L2:e1: L1:e5,e9,e2,e3:Converted ", "L2:e1: L1:e5,e9,e2,e3:Converted "], seen);
    }

    [Theory]
    [InlineData("created_at", "made_at", "leads.csv line 1: the column 'created_at' is missing; rename the one that holds it or name it in mapping.json (found: lead_id, made_at, industry, account_id, value).")]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "leads.csv line 3: 'created_at' is '2026-01-01T00:00:00' without an offset from UTC; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00, or say the offset in mapping.json.")]
    [InlineData("2026-01-01T00:00:00Z", "1.1.2026", "leads.csv line 3: 'created_at' is '1.1.2026', not an ISO 8601 instant; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00.")]
    [InlineData("1500.5", "much", "leads.csv line 3: 'value' is 'much', not a number; correct it or leave it empty.")]
    [InlineData("\nL1,", "\n,", "leads.csv line 3: 'lead_id' has 0 characters; a lead's id has 1 to 200.")]
    public void A_lead_that_cannot_be_read_is_named(string old, string changed, string sentence)
    {
        Write(Leads.Replace(old, changed), Events, Outcomes);
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => HistoryFiles.Read(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("kind,properties\nL1,2026-01-03T10:00:00Z,a,[1]", "events.csv line 2: 'properties' is not a JSON object; write {\"page\":\"pricing\"} or leave it empty.")]
    [InlineData("kind,properties\nL1,2026-01-03T10:00:00Z,a,{x}", "events.csv line 2: 'properties' is not JSON (character 2); write {\"page\":\"pricing\"} or leave it empty.")]
    [InlineData("kind,page,properties\nL1,2026-01-03T10:00:00Z,a,docs,\"{\"\"page\"\":\"\"x\"\"}\"", "events.csv line 2: 'properties' gives 'page' a second time; keep one.")]
    [InlineData("what\nL1,2026-01-03T10:00:00Z,a", "events.csv line 1: the column 'kind' is missing; rename the one that holds it or name it in mapping.json (found: lead_id, occurred_at, what).")]
    public void An_event_that_cannot_be_read_is_named(string text, string sentence)
    {
        Write(Leads, "lead_id,occurred_at," + text + "\n", Outcomes);
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => HistoryFiles.Read(_folder.Path)).Message);
    }

    [Fact]
    public void An_outcome_of_an_unknown_kind_is_named()
    {
        Write(Leads, Events, Outcomes.Replace("converted", "won"));
        Assert.Equal(
            "outcomes.csv line 2: 'outcome' is 'won'; write converted or lost, and leave leads that are still open out of the file, or let `warmleads import --plan DIR` say what the words mean.",
            Assert.Throws<InvalidDataException>(() => HistoryFiles.Read(_folder.Path)).Message);
    }

    [Fact]
    public void A_missing_folder_a_missing_file_and_a_file_that_is_there_twice_are_named()
    {
        Assert.Equal(
            $"There is no folder '{_folder["no"]}'; give the one that holds leads.csv, events.csv and outcomes.csv.",
            Assert.Throws<FileNotFoundException>(() => HistoryFiles.Open(_folder["no"])).Message);
        _folder.Write("leads.csv", Leads);
        _folder.Write("events.csv.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Events)));
        Assert.Equal(
            $"There is no outcomes.csv or outcomes.csv.gz in '{_folder.Path}'; a history has leads.csv, events.csv and outcomes.csv, " +
            "and other files need a mapping, which `warmleads import --plan DIR` proposes.",
            Assert.Throws<FileNotFoundException>(() => HistoryFiles.Open(_folder.Path)).Message);
        _folder.Write("outcomes.csv", Outcomes);
        Assert.Single(HistoryFiles.Read(_folder.Path).Events);
        _folder.Write("events.csv", Events);
        Assert.Equal(
            $"'{_folder.Path}' holds both events.csv and events.csv.gz; remove one of them.",
            Assert.Throws<InvalidDataException>(() => HistoryFiles.Open(_folder.Path)).Message);
    }

    [Fact]
    public async Task What_the_writer_wrote_comes_back()
    {
        var lead = new Lead("L\"1\"", At("2026-01-01T00:00:00.1234567Z"))
        {
            AccountId = "A,1", Value = 0.1 + 0.2, Attributes = new Dictionary<string, string> { ["city"] = "São\nPaulo" },
        };
        var item = new EngagementEvent(lead.Id, "page_view", At("2026-01-02T00:00:00Z"), At("2026-01-02T00:00:01Z"))
        {
            EventId = "e;1", Source = "web", Properties = new Dictionary<string, string> { ["page"] = "\"x\", y", ["z"] = "é" },
        };
        var outcome = new Outcome(lead.Id, OutcomeKind.Lost, At("2026-03-02T00:00:00Z"), At("2026-03-03T00:00:00Z"));
        await using (StreamWriter leads = new(_folder["leads.csv"]), events = new(_folder["events.csv"]), outcomes = new(_folder["outcomes.csv"]))
            new HistoryCsvWriter(leads, events, outcomes, ["city"]).Write(new LeadHistory(lead, [item], outcome));

        var batch = HistoryFiles.Read(_folder.Path);
        Assert.Equal((lead.Id, lead.CreatedAt, lead.AccountId, lead.Value), (batch.Leads[0].Id, batch.Leads[0].CreatedAt, batch.Leads[0].AccountId, batch.Leads[0].Value));
        Assert.Equal(lead.Attributes, batch.Leads[0].Attributes);
        Assert.Equal(item with { Properties = batch.Events[0].Properties }, batch.Events[0]);
        Assert.Equal(item.Properties, batch.Events[0].Properties);
        Assert.Equal([outcome], batch.Outcomes);
    }

    [Fact]
    public void The_sample_history_has_no_problems()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !Directory.Exists(Path.Combine(root.FullName, "data", "sample")))
            root = root.Parent;
        Assert.SkipWhen(root is null, "There is no data/sample above the tests.");
        var batch = HistoryFiles.Read(Path.Combine(root!.FullName, "data", "sample"));
        Assert.Empty(batch.Problems.Sentences());
        Assert.True(batch.Leads.Count > batch.Outcomes.Count && batch.Outcomes.Count > 100 && batch.Events.Count > 10_000);
    }

    void Write(string leads, string events, string outcomes)
    {
        _folder.Write("leads.csv", leads);
        _folder.Write("events.csv", events);
        _folder.Write("outcomes.csv", outcomes);
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
