using System.IO.Compression;
using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Cli.Tests;

public sealed class ImportCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Database => _folder.Path("store.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Our_own_files_are_stored_in_any_order_and_again_changes_nothing()
    {
        var leads = Write("leads.csv", "lead_id,created_at,country,account_id,value", "a,2026-01-01T00:00:00Z,AT,acme,12.5", "b,2026-01-02T00:00:00Z,,,");
        var events = Write(
            "events.csv", "lead_id,kind,occurred_at,event_id,received_at,source,properties",
            "a,page_view,2026-02-01T10:00:00+02:00,e1,2026-02-01T09:00:00Z,web,\"{\"\"page\"\":\"\"/pricing\"\",\"\"n\"\":null}\"", "b,page_view,2026-02-02T10:00:00Z,,,,");
        var outcomes = Write("outcomes.csv", "lead_id,outcome,occurred_at", "a,converted,2026-03-01T00:00:00Z");
        var first = (await ImportAsync(outcomes, events, leads)).Done();
        Assert.Equal(
            "outcomes.csv: outcomes\nevents.csv: events\nleads.csv: leads\n" +
            "5 rows: 2 leads, 2 events (2 new), 1 outcomes (1 new), 0 consents, 0 former ids; 0 rows tell of nothing that is kept, 0 are wrong and were left out.\n", first.Output);
        var before = await ReadAsync();
        Assert.Equal(["a", "b"], before.Select(history => history.Lead.Id));
        Assert.Equal(("acme", 12.5, "AT"), (before[0].Lead.AccountId, before[0].Lead.Value!.Value, before[0].Lead.Attributes["country"]));
        var happened = Assert.Single(before[0].Events);
        Assert.Equal(("e1", "web", new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero)), (happened.EventId, happened.Source, happened.ReceivedAt));
        Assert.Equal(["page=/pricing"], happened.Properties.Select(pair => $"{pair.Key}={pair.Value}"));

        var again = (await ImportAsync(leads, events, outcomes)).Done();
        Assert.Contains("2 leads, 2 events (0 new), 1 outcomes (0 new)", again.Output, StringComparison.Ordinal);
        Assert.Equivalent(before, await ReadAsync());
    }

    [Fact]
    public async Task Wrong_rows_are_named_with_their_lines_and_the_rest_goes_on()
    {
        var events = Write(
            "events.csv", "lead_id,kind,occurred_at,event_id,properties", "a,page_view,2026-02-01T10:00:00Z,e1,", ",page_view,2026-02-01T10:00:00Z,e2,", "a,page_view,soon,e3,",
            "a,page_view", "a,page_view,2026-02-01T10:00:00Z,e4,{", "\"a\"x,page_view,2026-02-01T10:00:00Z,e5,", "a,page_view,2026-02-01T10:00:00Z,e6,");
        var run = (await ImportAsync(events)).Done();
        Assert.Equal(
            [
                "warning: events.csv line 3: 'lead_id' has 0 characters; it may have 1 to 200.",
                "warning: events.csv line 4: 'occurred_at' is 'soon', not an instant; write 2026-01-31T09:30:00Z.",
                "warning: events.csv line 5: 2 fields where the header has 5; complete the row.",
                "warning: events.csv line 6: 'properties' is not JSON; write {\"page\":\"pricing\"} or leave it empty.",
                "warning: events.csv line 7, field 1: text follows the closing quote; double a quote that is meant as text.",
            ],
            run.Error.Split('\n').Where(line => line.StartsWith("warning", StringComparison.Ordinal)));
        Assert.Contains("7 rows: 0 leads, 2 events (2 new)", run.Output, StringComparison.Ordinal);
        Assert.Contains("5 are wrong and were left out", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_on_ends_with_its_sentence()
    {
        var path = _folder.Path("events.csv");
        await File.WriteAllBytesAsync(path, [.. "lead_id,kind,occurred_at\na,x,2026-02-01T10:00:00Z\nb,"u8, 0xff, .. ",2026-02-01T10:00:00Z\n"u8]);
        var run = await ImportAsync(path);
        Assert.Equal((2, "error: events.csv line 3, byte 3 of the line (byte 53 of the text): 0xFF is not UTF-8 here; save the file as UTF-8."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        var leads = Write("leads.csv", "lead_id,created_at", "a,2026-01-01");
        var run = (await Cli.RunAsync("import", leads, "--dry-run")).Done();
        Assert.Equal(
            "leads.csv: leads\n1 rows: 1 leads, 0 events, 0 outcomes, 0 consents, 0 former ids; 0 rows tell of nothing that is kept, 0 are wrong and were left out.\n" +
            "Nothing was stored.\n", run.Output);
    }

    [Fact]
    public async Task Salesforce_exports_are_recognised()
    {
        var leads = Write(
            "Lead.csv", "\"Id\",\"LastName\",\"Company\",\"Industry\",\"Status\",\"CreatedDate\",\"LastModifiedDate\",\"IsConverted\",\"ConvertedDate\",\"HasOptedOutOfEmail\"",
            "00Q1,Huber,Acme,Steel,Qualified,2026-01-01T10:00:00.000+0000,2026-03-01T10:00:00.000Z,1,2026-02-20,0",
            "00Q2,Maier,Beta,Wood,Unqualified,2026-01-02 10:00:00,2026-03-02T10:00:00.000Z,0,,1", "00Q3,Wolf,Gamma,,Open,2026-01-03T10:00:00.000Z,2026-03-02T10:00:00.000Z,0,,0");
        var tasks = Write(
            "Task.csv", "Id,WhoId,WhatId,Subject,ActivityDate,Status,TaskSubtype,CallType,CallDurationInSeconds,CreatedDate,CompletedDateTime",
            "00T1,00Q1,,Call,2026-01-05,Completed,Call,Outbound,120,2026-01-05T11:00:00.000Z,2026-01-05T10:55:00.000Z",
            "00T2,00Q1,,Call,2026-01-06,Completed,Call,Outbound,0,2026-01-06T11:00:00.000Z,", "00T3,00Q1,,Mail,2026-01-07,Completed,Email,,,2026-01-07T11:00:00.000Z,",
            "00T4,00Q1,,Later,2026-01-09,Not Started,Call,,,2026-01-07T11:00:00.000Z,", "00T5,,,x,2026-01-09,Completed,Call,,,2026-01-07T11:00:00.000Z,");
        var members = Write("CampaignMember.csv", "Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate,CreatedDate", "00v1,701,00Q1,,Attended,1,2026-01-08,2026-01-01T00:00:00.000Z", "00v2,701,00Q2,,Sent,0,,2026-01-01T00:00:00.000Z");
        var run = (await ImportAsync(tasks, leads, members)).Done();
        Assert.StartsWith("Task.csv: Salesforce tasks\nLead.csv: Salesforce leads\nCampaignMember.csv: Salesforce campaign members\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("10 rows: 3 leads, 4 events (4 new), 2 outcomes (2 new), 1 consents, 0 former ids; 3 rows tell of nothing", run.Output, StringComparison.Ordinal);

        var all = await ReadAsync();
        Assert.Equal(["call_connected", "call_attempted", "email_sent", "campaign_response"], all[0].Events.Select(one => one.Kind));
        Assert.Equal(
            (new DateTimeOffset(2026, 1, 5, 10, 55, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 5, 11, 0, 0, TimeSpan.Zero)),
            (all[0].Events[0].OccurredAt, all[0].Events[0].ReceivedAt));
        Assert.Equal([OutcomeKind.Converted, OutcomeKind.Lost, null], all.Select(history => history.Outcome?.Kind));
        Assert.Equal(new DateTimeOffset(2026, 2, 20, 0, 0, 0, TimeSpan.Zero), all[0].Outcome!.OccurredAt);
        Assert.Equal(["Company=Acme", "Industry=Steel", "LastName=Huber"], all[0].Lead.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order());
        await using var store = await OpenAsync();
        Assert.False((await store.FindConsentsAsync(["00Q2"], TestContext.Current.CancellationToken))["00Q2"].MayContact);
    }

    [Fact]
    public async Task HubSpot_exports_are_recognised()
    {
        var contacts = Write(
            "contacts.csv", "Record ID,First Name,Email,Industry,Lifecycle Stage,Lead Status,Create Date,Last Modified Date,Became a Customer Date,Unsubscribed from all email,Number of Pageviews",
            "101,Ann,a@example.org,Steel,customer,,2026-01-01 10:00,2026-03-01 10:00,2026-02-01 12:00,,7", "102,Ben,b@example.org,,lead,Unqualified,2026-01-02 10:00,2026-03-02 10:00,,true,");
        var activities = Write(
            "activities.csv", "Record ID,Activity type,Activity date,Create Date,Associated Contact IDs,Call outcome,Email direction,Meeting outcome",
            "9001,Call,2026-01-05 10:00,2026-01-05 10:05,101,Connected,,", "9002,Email,2026-01-06 10:00,2026-01-06 10:00,101;102,,INCOMING_EMAIL,", "9003,Note,2026-01-06 10:00,,101,,,", "9004,Meeting,2026-01-07 10:00,2026-01-03 10:00,102,,,Completed");
        var deals = Write("deals.csv", "Record ID,Deal Name,Deal Stage,Close Date,Associated Contact IDs", "1,x,Closed Won (Sales Pipeline),2026-02-10 00:00,103", "2,y,Qualified to buy,2026-02-10 00:00,102");
        var run = (await ImportAsync("--utc-offset", "1", contacts, activities, deals)).Done();
        Assert.StartsWith("contacts.csv: HubSpot contacts\nactivities.csv: HubSpot activities\ndeals.csv: HubSpot deals\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("8 rows: 2 leads, 4 events (4 new), 3 outcomes (3 new), 1 consents, 0 former ids; 2 rows tell of nothing", run.Output, StringComparison.Ordinal);
        var all = await ReadAsync();
        Assert.Equal(["101:call_connected+email_replied", "102:email_replied+meeting_held"], all.Select(one => $"{one.Lead.Id}:{string.Join('+', one.Events.Select(e => e.Kind))}"));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero), all[0].Lead.CreatedAt);
        Assert.Equal(["Email", "First Name", "Industry"], all[0].Lead.Attributes.Keys.Order());
        Assert.Equal([OutcomeKind.Converted, OutcomeKind.Lost], all.Select(one => one.Outcome!.Kind));
    }

    [Fact]
    public async Task Dynamics_exports_are_recognised()
    {
        var leads = Write(
            "leads.csv", "leadid,subject,companyname,createdon,modifiedon,statecode,statuscode,estimatedamount,donotbulkemail",
            "L1,Steel,Acme,2026-01-01T10:00:00Z,2026-03-01T10:00:00Z,1,3,1500.5,false", "L2,Wood,Beta,2026-01-02T10:00:00Z,2026-03-02T10:00:00Z,Disqualified,4,,true");
        var labelled = Write("view.csv", "(Do Not Modify) Lead,(Do Not Modify) Modified On,Topic,Created On,Status", "L3,3/1/2026 5:00 PM,x,1/31/2026 9:30 AM,Open");
        var activities = Write(
            "activitypointer.csv", "activityid,activitytypecode,regardingobjectid,directioncode,statecode,actualend,createdon", "A1,phonecall,L1,true,1,2026-01-05T10:00:00Z,2026-01-05T10:00:00Z",
            "A2,email,L1,false,1,2026-01-06T10:00:00Z,2026-01-06T10:00:00Z", "A3,appointment,L1,,0,,2026-01-06T10:00:00Z", "A4,task,L1,,1,2026-01-06T10:00:00Z,2026-01-06T10:00:00Z");
        var run = (await ImportAsync(leads, labelled, activities)).Done();
        Assert.StartsWith("leads.csv: Dynamics leads\nview.csv: Dynamics leads\nactivitypointer.csv: Dynamics activities\n", run.Output, StringComparison.Ordinal);
        var all = await ReadAsync();
        Assert.Equal(["L1:call_connected+email_replied", "L2:", "L3:"], all.Select(one => $"{one.Lead.Id}:{string.Join('+', one.Events.Select(e => e.Kind))}"));
        Assert.Equal([OutcomeKind.Converted, OutcomeKind.Lost, null], all.Select(one => one.Outcome?.Kind));
        Assert.Equal(1500.5, all[0].Lead.Value);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero), all[2].Lead.CreatedAt);
    }

    [Fact]
    public async Task Segment_calls_are_read_line_by_line_plain_and_packed()
    {
        string[] lines =
        [
            """{"type":"identify","messageId":"1","userId":"u","anonymousId":"anon","receivedAt":"2026-01-01T10:00:00Z","originalTimestamp":"2026-01-01T09:00:00Z","timestamp":"2026-01-01T09:30:00Z","traits":{"country":"AT","doNotContact":true}}""",
            """{"type":"track","messageId":"2","anonymousId":"anon","event":"Podcast Played","timestamp":"2026-01-02T09:00:00Z"}""",
            "", """{"type":"track","messageId":"3"}""", """{"type":""",
        ];
        var path = _folder.Path("calls.jsonl.gz");
        await using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        await using (var text = new StreamWriter(packed))
            await text.WriteAsync(string.Join('\n', lines));
        await File.WriteAllTextAsync(_folder.Path("signals.json"), """{ "names": { "Podcast Played": "podcast" } }""");
        var run = (await ImportAsync("--signals", _folder.Path("signals.json"), path)).Done();
        Assert.Contains("4 rows: 1 leads, 1 events (1 new), 0 outcomes (0 new), 1 consents, 1 former ids; 0 rows tell of nothing that is kept, 2 are wrong", run.Output, StringComparison.Ordinal);
        Assert.Contains("warning: calls.jsonl.gz line 4: $: The call has neither 'userId' nor 'anonymousId'; give one of them.", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: calls.jsonl.gz line 5: this is not JSON (character ", run.Error, StringComparison.Ordinal);
        var history = Assert.Single(await ReadAsync());
        Assert.Equal(("u", new DateTimeOffset(2026, 1, 1, 9, 30, 0, TimeSpan.Zero)), (history.Lead.Id, history.Lead.CreatedAt));
        var happened = Assert.Single(history.Events);
        Assert.Equal(("podcast", happened.OccurredAt), (happened.Kind, happened.ReceivedAt));
    }

    [Fact]
    public async Task An_import_that_was_stopped_is_taken_up_where_it_was()
    {
        const int Rows = 45_000;
        var events = Write("events.csv", [
            "lead_id,kind,occurred_at,event_id", .. Enumerable.Range(0, Rows).Select(i => $"lead {i % 50},page_view,2026-01-01T00:00:00Z,e{i}")]);
        using (var stop = new CancellationTokenSource())
        {
            // Cancelled as soon as the first part is stored, between two batches.
            var import = Cli.RunAsync(["import", events, "--store", Database], stop.Token);
            while (!import.IsCompleted && await StoredAsync() == 0)
                await Task.Delay(5);
            await stop.CancelAsync();
            await import;
        }

        var stored = await StoredAsync();
        Assert.True(stored is > 0 and <= Rows);
        var run = (await ImportAsync(events)).Done();
        Assert.Equal(Rows, await StoredAsync());
        if (stored < Rows)
            Assert.Contains("Taken up where an earlier import had stopped: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{Rows:#,0} rows: ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import needs files and --store, or a folder with --plan.")]
    [InlineData("import needs --store, where the files go, or --dry-run.", "x.csv")]
    [InlineData("import takes files or --plan, not both.", "x.csv", "--plan", "dir")]
    [InlineData("--out goes with --plan only.", "x.csv", "--store", "s.db", "--out", "m.json")]
    [InlineData("missing.csv does not exist; check the path.", "missing.csv", "--dry-run")]
    public async Task A_callers_mistake_is_said(string sentence, params string[] args)
    {
        var run = await Cli.RunAsync(["import", .. args]);
        Assert.Equal((2, $"error: {sentence}"), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task A_header_that_nobody_writes_is_refused_before_anything_is_stored()
    {
        var leads = Write("leads.csv", "lead_id,created_at", "a,2026-01-01");
        var other = Write("other.csv", "x,y", "1,2");
        var run = await ImportAsync(leads, other);
        Assert.Equal(
            "error: other.csv line 1: this header is of no export that is known (events, outcomes, leads, Salesforce leads, Salesforce tasks, Salesforce events, " +
            "Salesforce campaign members, Salesforce opportunities, Salesforce contacts, HubSpot deals, HubSpot activities, HubSpot contacts, Dynamics activities, " +
            "Dynamics opportunities, Dynamics leads, Dynamics contacts); export with ids and dates, or rename the columns as in our own leads.csv, events.csv and outcomes.csv (found: x, y).",
            run.Error.Trim());
        Assert.False(File.Exists(Database));
    }

    Task<Cli> ImportAsync(params string[] args) => Cli.RunAsync(["import", "--store", Database, .. args]);

    string Write(string name, params string[] lines)
    {
        var path = _folder.Path(name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    async Task<ILeadStore> OpenAsync()
    {
        var store = LeadStoreFactory.Create(Database);
        await store.InitializeAsync(TestContext.Current.CancellationToken);
        return store;
    }

    async Task<List<LeadHistory>> ReadAsync()
    {
        await using var store = await OpenAsync();
        var all = new List<LeadHistory>();
        await foreach (var history in store.ReadAsync(TestContext.Current.CancellationToken))
            all.Add(history);
        return all;
    }

    async Task<long> StoredAsync()
    {
        if (!File.Exists(Database))
            return 0;
        try
        {
            await using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM events";
            return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
        catch (SqliteException)
        {
            // The store is being created.
            return 0;
        }
    }
}
