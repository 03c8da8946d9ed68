using System.Globalization;

namespace WarmLeads.ML.Training.Tests;

public sealed class StrangeFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_in_another_language_and_decimal_commas_are_read()
    {
        _folder.Write("protokoll.csv", "\uFEFFFallnummer;Aktivität;Zeitstempel;Betrag\n007;Anfrage;13.02.2026 09:00;1250,50\n007;Angebot angenommen;14.02.2026 10:30;1250,50\n" +
            "008;Anfrage;13.02.2026 09:00;1.700,00\n008;Angebot abgelehnt;15.02.2026 09:00;1.700,00\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(("Fallnummer", "Zeitstempel", InstantFormat.DayFirst, true), (mapping.Events.LeadId, mapping.Events.OccurredAt, mapping.Instants, mapping.DecimalComma));
        Assert.Equal(["Betrag"], mapping.Leads.Attributes);
        Assert.Equal(["007 Converted 2026-02-14 10:30 Betrag=1250.50", "008 Lost 2026-02-15 09:00 Betrag=1700.00"], histories);
        Assert.Empty(problems);
    }

    [Fact]
    public void Names_in_no_known_language_are_told_by_what_they_hold()
    {
        _folder.Write("a.csv", "q1,q2,q3\nx1,2026-01-01,foo\nx1,2026-01-02,bar\nx2,2026-01-01,foo\nx2,2026-01-03,purchase\nx3,2026-01-04,foo\nx3,2026-01-05,foo\n");
        var (mapping, histories, _) = PlanAndRead();

        Assert.Equal(("q1", "q2", "q3"), (mapping.Events.LeadId, mapping.Events.OccurredAt, mapping.Events.Kind!.Single()));
        Assert.Equal(["x1  ", "x2 Converted 2026-01-03 00:00", "x3  "], histories);
    }

    [Fact]
    public void A_label_that_every_row_repeats_is_the_outcome_and_no_property()
    {
        _folder.Write("log.csv", "Case ID;Activity;Complete Timestamp;amount;label\nC1;a;2026-01-01 09:00:00;5;deviant\nC1;b;2026-01-02 09:00:00;5;deviant\n" +
            "C2;a;2026-01-03 09:00:00;7;regular\nC2;a;2026-01-04 09:00:00;7;regular\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(("label", "log.csv", true), (mapping.Outcomes.Outcome, mapping.Outcomes.File, mapping.Outcomes.AtLatestEvent));
        Assert.Equal(["C1 Converted 2026-01-02 09:00 amount=5", "C2 Lost 2026-01-04 09:00 amount=7"], histories);
        Assert.All(HistoryFiles.Read(_folder.Path, mapping: mapping).Events, item => Assert.Empty(item.Properties));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_file_of_won_and_one_of_lost_leads_are_outcomes_though_no_column_says_so()
    {
        _folder.Write("applications.csv", "application_id,first_contact_date,channel\n1,2026-01-01,web\n2,2026-01-02,web\n3,2026-01-03,mail\n");
        _folder.Write("closed_won.csv", "application_id,won_date\n1,2026-01-09\n");
        _folder.Write("closed_lost.csv", "application_id,lost_date,why\n3,2026-01-10,price\n");
        _folder.Write("history.csv", "application_id,action,action_time\n1,call,2026-01-02\n1,mail,2026-01-03\n2,call,2026-01-04\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(["converted", "lost"], mapping.OutcomeFiles.Select(outcomes => outcomes.OutcomeIs));
        Assert.Equal(["1 Converted 2026-01-09 00:00 channel=web", "2   channel=web", "3 Lost 2026-01-10 00:00 channel=mail"], histories);
        Assert.Empty(problems);
    }

    [Fact]
    public void Files_of_our_own_names_keep_their_roles_whatever_else_the_leads_say()
    {
        _folder.Write("leads.csv", "lead_id,created_at,status,last_event_at\n1,2026-01-01,approved,2026-01-03\n2,2026-01-02,declined,2026-01-04\n3,2026-01-02,,2026-01-04\n");
        _folder.Write("events.csv", "lead_id,kind,occurred_at\n1,call,2026-01-02\n1,mail,2026-01-03\n2,call,2026-01-04\n");
        _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at,recorded_at\n1,converted,2026-01-05,2026-01-06\n2,lost,2026-01-06,2026-01-07\n");
        var (mapping, _, _) = PlanAndRead();

        Assert.Equal(("leads.csv", "events.csv", "outcomes.csv"), (mapping.Leads.File, mapping.Events.File, mapping.Outcomes.File));
        Assert.Equal(("occurred_at", "recorded_at"), (mapping.Outcomes.OccurredAt, mapping.Outcomes.RecordedAt));
    }

    [Fact]
    public void What_is_only_known_at_the_end_is_no_attribute()
    {
        var leads = new System.Text.StringBuilder("deal_id,created_date,source,stage,close_date,lost_reason,revenue,activity_count,seats\n");
        for (var i = 0; i < 300; i++)
        {
            var (won, open) = (i % 3 == 0, i % 10 == 9);
            leads.Append(CultureInfo.InvariantCulture, $"D{i},2026-01-{(i % 28) + 1:00},{(i % 2 == 0 ? "web" : "event")},")
                .Append(open ? "Stage 3,,,0," : won ? $"Closed Won,2026-03-01,,{i + 1}," : "Closed Lost,2026-03-01,price,0,")
                .Append(CultureInfo.InvariantCulture, $"{(won ? 20 : 5) + (i % 17)},{i % 7}\n");
        }

        _folder.Write("deals.csv", leads.ToString());
        _folder.Write("activities.csv", "activity_id,deal_id,activity_type,activity_date\n1,D1,call,2026-02-01\n2,D1,mail,2026-02-02\n3,D2,call,2026-02-01\n");
        var (mapping, _, problems) = PlanAndRead();

        Assert.Equal(["source", "seats"], mapping.Leads.Attributes);
        Assert.Equal(["Stage 3"], mapping.Outcomes.Open);
        Assert.Equal(
            [
                "'lost_reason' is left out of the attributes, since it is called like something that is known at the end; name it among them if it was known when the lead was registered.",
                "'revenue' is left out of the attributes, since it is above 0 for 100 % of the leads that converted and 0 % of those that were lost; name it among them if it was known when the lead was registered.",
                "'activity_count' is left out of the attributes, since it alone ranks leads with AUC 0.99; name it among them if it was known when the lead was registered.",
            ], mapping.Reasons!.Where(reason => reason.Contains("left out", StringComparison.Ordinal)));
        Assert.Empty(problems);
    }

    [Fact]
    public void An_event_that_leads_had_and_converted_all_the_same_closes_none()
    {
        _folder.Write("log.csv", "case_id,activity,time\n1,Create,2026-01-01\n1,Offer cancelled,2026-01-02\n1,Approved,2026-01-03\n3,Create,2026-01-01\n3,Offer cancelled,2026-01-02\n3,Approved,2026-01-03\n2,Create,2026-01-01\n2,Declined,2026-01-04\n");
        var (mapping, histories, _) = PlanAndRead();

        Assert.Equal(["Declined"], mapping.Outcomes.LostByEvent);
        Assert.Equal(["1 Converted 2026-01-03 00:00", "2 Lost 2026-01-04 00:00", "3 Converted 2026-01-03 00:00"], histories);
    }

    [Fact]
    public void A_stage_that_only_some_events_say_closes_with_their_kind()
    {
        _folder.Write("timeline.csv", "deal_id,date,activity_type,new_stage\n1,2026-01-01,call,\n1,2026-01-02,stage changed,Closed Won\n2,2026-01-01,call,\n2,2026-01-02,call,\n3,2026-01-01,call,\n3,2026-01-05,stage changed,Closed Lost\n");
        var (mapping, histories, _) = PlanAndRead();

        Assert.Equal(["activity_type", "new_stage"], mapping.Events.Kind);
        Assert.Equal(["1 Converted 2026-01-02 00:00", "2  ", "3 Lost 2026-01-05 00:00"], histories);
    }

    [Fact]
    public void What_the_first_rows_do_not_show_the_later_ones_do()
    {
        var leads = new System.Text.StringBuilder("lead_id,created_at,status,closed_at\n");
        var events = new System.Text.StringBuilder("lead_id,kind,occurred_at\n");
        for (var i = 0; i < 6000; i++)
        {
            leads.Append(CultureInfo.InvariantCulture, $"{i},{(i < 5500 ? "01/02/2026" : "02/20/2026")},{(i > 5900 ? "Pitching" : i % 2 == 0 ? "Won" : "Lost")},{(i > 5900 ? "" : "03/01/2026")}\n");
            events.Append(CultureInfo.InvariantCulture, $"{i},call,02/03/2026\n{i},call,02/04/2026\n");
        }

        _folder.Write("leads.csv", leads.ToString());
        _folder.Write("events.csv", events.ToString());
        var (mapping, _, _) = PlanAndRead();

        Assert.Equal((InstantFormat.MonthFirst, "Pitching"), (mapping.Instants, mapping.Outcomes.Open.Single()));
    }

    [Fact]
    public void Outcomes_with_and_without_a_moment_are_dated_with_the_latest_event_where_the_mapping_says_so()
    {
        _folder.Write("users.csv", "user_id,signup_date,is_converted,converted_at\n1,2026-01-01,true,2026-01-09\n2,2026-01-02,false,\n");
        _folder.Write("events.csv", "user_id,event_name,event_time\n1,login,2026-01-02\n1,login,2026-01-03\n2,login,2026-01-05\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Contains(
            "false comes without a moment, so such leads count as open, which is right for a horizon; for the final outcome (--horizon none) set 'at_latest_event' too, and they are lost as of their latest event.",
            mapping.Reasons!);
        Assert.Equal(["1 Converted 2026-01-09 00:00", "2  "], histories);
        Assert.Equal(["users.csv: outcomes that do not say when: 1 (line 3), left out, so the leads count as open."], problems);

        (_, histories, problems) = Read(mapping with { Outcomes = mapping.Outcomes with { AtLatestEvent = true } });

        Assert.Equal(["1 Converted 2026-01-09 00:00", "2 Lost 2026-01-05 00:00"], histories);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("1250,5", "1250.5")]
    [InlineData("-1.250,50", "-1250.50")]
    [InlineData("1.25,50", null)]
    [InlineData("12,", null)]
    [InlineData(",5", null)]
    [InlineData("1,250,5", null)]
    [InlineData("a,5", null)]
    [InlineData("1250.5", null)]
    public void A_decimal_comma_is_mended_only_in_a_number(string text, string? expected) =>
        Assert.Equal((expected is not null, expected ?? text), (DecimalComma.TryMend(text, out var number), number));

    [Theory]
    [InlineData("Closed Won", "won")]
    [InlineData("not converted", "lost")]
    [InlineData("0", "lost")]
    [InlineData("stage 1", "")]
    [InlineData("Sí", "won")]
    [InlineData("in progress", "open")]
    public void Outcomes_are_told_by_their_words(string text, string meaning) =>
        Assert.Equal(meaning, OutcomeWords.IsWon(text) ? "won" : OutcomeWords.IsLost(text) ? "lost" : OutcomeWords.IsOpen(text) ? "open" : "");

    (HistoryMapping Mapping, string[] Histories, IReadOnlyList<string> Problems) PlanAndRead()
    {
        var mapping = MappingPlanner.Propose(_folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal(mapping.ToText(), HistoryMapping.Parse(mapping.ToText(), "mapping.json").ToText());
        return Read(mapping);
    }

    (HistoryMapping Mapping, string[] Histories, IReadOnlyList<string> Problems) Read(HistoryMapping mapping)
    {
        var problems = new HistoryProblems();
        using var histories = HistoryFiles.Open(_folder.Path, mapping: mapping).ReadInOrder(problems, TestContext.Current.CancellationToken);
        return (
            mapping,
            [
                .. histories.Leads.Select(lead => $"{lead.Lead.Id} {lead.Outcome?.Kind} {lead.Outcome?.OccurredAt:yyyy-MM-dd HH:mm}" +
                    string.Concat(lead.Lead.Attributes.Select(attribute => $" {attribute.Key}={attribute.Value}"))),
            ],
            problems.Sentences());
    }
}
