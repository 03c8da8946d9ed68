using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public sealed class OddLogTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_log_with_semicolons_and_days_first_is_planned_and_read()
    {
        _folder.Write("log.csv", "\uFEFFCase ID;Activity;Complete Timestamp\nC1;A_Create;01/02/2026 09:00:00\nC1;A_Accepted;14/02/2026 10:30:00\n" +
            "C2;A_Create;03/02/2026 09:00:00\nC2;A_Declined;05/02/2026 09:00:00\nC2;A_Accepted;06/02/2026 09:00:00\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(InstantFormat.DayFirst, mapping.Instants);
        Assert.Contains("'Complete Timestamp' has dates with the day first, such as '01/02/2026 09:00:00': no other reading fits them all.", mapping.Reasons!);
        Assert.Equal(["A_Accepted", "A_Declined"], mapping.Outcomes.ConvertedByEvent.Concat(mapping.Outcomes.LostByEvent));
        Assert.Equal(["C1 Converted 2026-02-14 10:30", "C2 Lost 2026-02-05 09:00"], histories);
        Assert.Empty(problems);
    }

    [Fact]
    public void Clicks_in_milliseconds_of_unix_need_no_file_of_leads()
    {
        _folder.Write("events.csv", "timestamp,visitorid,event,itemid\n1767225600000,7,view,3\n1767312000000,7,transaction,3\n1767312000000,8,view,4\n1767398400000,8,view,4\n1767398400000,,view,4\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(InstantFormat.UnixMilliseconds, mapping.Instants);
        Assert.Equal(["7 Converted 2026-01-02 00:00", "8  "], histories);
        Assert.Equal(["events.csv: events without a lead's id, a moment or a kind: 1 (line 6), left out."], problems);
    }

    [Fact]
    public void Transactions_with_tabs_and_months_first_convert_again_and_again()
    {
        _folder.Write("transactions.tsv", "InvoiceNo\tCustomerID\tInvoiceDate\n1\t17\t1/2/2026 8:26\n2\t18\t1/13/2026 2:05 PM\n3\t17\t1/14/2026 12:00 AM\n");
        var (mapping, histories, _) = PlanAndRead();

        Assert.Equal((InstantFormat.MonthFirst, "event", true), (mapping.Instants, mapping.Events.KindIs, mapping.Outcomes.Repeats));
        Assert.Equal(["17  ", "18  "], histories);
    }

    [Fact]
    public void Opportunities_with_a_stage_are_leads_and_outcomes_in_one_and_quotes_may_hold_line_breaks()
    {
        _folder.Write("opportunities.csv", "opportunity_id,created_date,close_date,stage,notes\n01,2026-01-01,2026-01-20,Closed Won,\"first\nsecond, line\"\n" +
            "02,2026-01-02,,Prospecting,\n03,2026-01-03,,Closed Lost,\n");
        _folder.Write("activities.csv", "activity_id,opportunity_id,activity_type,activity_date\na1,01,call,2026-01-05T10:00:00\na2,01,mail,2026-01-06T10:00:00\na3,02,call,2026-01-07T10:00:00\n");
        _folder.Write("readme.txt", "What this is;\nand, what it is not\n");
        var (mapping, histories, problems) = PlanAndRead();

        Assert.Equal(("opportunity_id", "activity_id", "close_date"), (mapping.Events.LeadId, mapping.Events.EventId, mapping.Outcomes.OccurredAt));
        Assert.Equal(["Closed Won", "Closed Lost", "Prospecting"], [.. mapping.Outcomes.Converted, .. mapping.Outcomes.Lost!, .. mapping.Outcomes.Open]);
        Assert.Equal(["01 Converted 2026-01-20 00:00", "02  ", "03  "], histories);
        Assert.Equal(["opportunities.csv: outcomes that do not say when: 1 (line 5), left out, so the leads count as open."], problems);
    }

    [Fact]
    public void An_outcome_without_a_moment_is_dated_with_the_latest_event()
    {
        _folder.Write("leads.csv", "lead_id,created_at,converted\nL1,2026-01-01,1\nL2,2026-01-02,0\n");
        _folder.Write("events.csv", "lead_id,kind,occurred_at\nL1,visit,2026-01-05\nL1,call,2026-01-09\n");
        var (mapping, histories, _) = PlanAndRead();

        Assert.True(mapping.Outcomes.AtLatestEvent);
        Assert.Equal(["L1 Converted 2026-01-09 00:00", "L2 Lost 2026-01-02 00:00"], histories);
        Assert.Equal(
            [new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)],
            HistoryFiles.Read(_folder.Path, mapping: mapping).Outcomes.Select(outcome => outcome.OccurredAt));
    }

    [Theory]
    [InlineData("31/01/2026 14:30", InstantFormat.DayFirst, "2026-01-31 14:30")]
    [InlineData("31.1.26", InstantFormat.DayFirst, "2026-01-31 00:00")]
    [InlineData("01/31/2026 2:30:15 PM", InstantFormat.MonthFirst, "2026-01-31 14:30")]
    [InlineData("1/31/1999, 12:05 am", InstantFormat.MonthFirst, "1999-01-31 00:05")]
    [InlineData("2026/01/31 09:51:15.304000", InstantFormat.Iso8601, "2026-01-31 09:51")]
    [InlineData("20260131", InstantFormat.Iso8601, "2026-01-31 00:00")]
    [InlineData("1769851800", InstantFormat.Iso8601, "2026-01-31 09:30")]
    [InlineData("1769851800000", InstantFormat.DayFirst, "2026-01-31 09:30")]
    [InlineData("2026-01-31T09:30:00+02:00", InstantFormat.MonthFirst, "2026-01-31 07:30")]
    [InlineData("01/31/2026", InstantFormat.DayFirst, null)]
    [InlineData("31/01/2026", InstantFormat.Iso8601, null)]
    [InlineData("31/01-2026", InstantFormat.DayFirst, null)]
    [InlineData("31/01/2026 25:00", InstantFormat.DayFirst, null)]
    [InlineData("31/01/2026 13:00 PM", InstantFormat.DayFirst, null)]
    [InlineData("20261301", InstantFormat.Iso8601, null)]
    [InlineData("12345", InstantFormat.Iso8601, null)]
    public void Dates_are_read_as_their_format_says_and_not_guessed_at(string text, InstantFormat format, string? expected) =>
        Assert.Equal(
            expected,
            InstantText.TryParse(text, format, TimeSpan.Zero, out var instant, out _, out _) ? instant.ToString("yyyy-MM-dd HH:mm") : null);

    (HistoryMapping Mapping, string[] Histories, IReadOnlyList<string> Problems) PlanAndRead()
    {
        var mapping = MappingPlanner.Propose(_folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal(mapping.ToText(), HistoryMapping.Parse(mapping.ToText(), "mapping.json").ToText());
        var problems = new HistoryProblems();
        using var histories = HistoryFiles.Open(_folder.Path, mapping: mapping).ReadInOrder(problems, TestContext.Current.CancellationToken);
        return (mapping, [.. histories.Leads.Select(lead => $"{lead.Lead.Id} {lead.Outcome?.Kind} {lead.Outcome?.OccurredAt:yyyy-MM-dd HH:mm}")], problems.Sentences());
    }
}
