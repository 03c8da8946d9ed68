using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public sealed class WholeDayTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("+00:00", "2026-03-05T00:00:00Z")]
    [InlineData("+02:00", "2026-03-04T22:00:00Z")]
    [InlineData("-08:00", "2026-03-05T08:00:00Z")]
    public void A_day_without_a_time_is_known_when_it_is_over_in_the_offset_that_was_meant(string offset, string over)
    {
        var history = Read(offset, "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n", "lead_id,kind,occurred_at\nL1,page_view,2026-03-04\n");

        Assert.Equal(0, VisitsKnown(history, At(over).AddTicks(-1)));
        Assert.Equal(0, VisitsKnown(history, At(over).AddHours(-12)));
        Assert.Equal(1, VisitsKnown(history, At(over)));
    }

    [Theory]
    [InlineData("04/03/2026", "day_first")]
    [InlineData("4.3.26", "day_first")]
    [InlineData("03/04/2026", "month_first")]
    [InlineData("20260304", "iso8601")]
    [InlineData("2026/03/04", "iso8601")]
    public void Every_way_to_write_a_day_is_a_whole_day(string text, string instants)
    {
        var item = Assert.Single(Read("+00:00", "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n", $"lead_id,kind,occurred_at\nL1,page_view,{text}\n", instants).Events);

        Assert.Equal((At("2026-03-04T00:00:00Z"), At("2026-03-05T00:00:00Z").AddTicks(-1)), (item.OccurredAt, item.ReceivedAt));
    }

    [Theory]
    [InlineData("2026-03-04T00:00:00Z", "iso8601")]
    [InlineData("2026-03-04 00:00", "iso8601")]
    [InlineData("1772582400", "iso8601")]
    [InlineData("1772582400", "unix_seconds")]
    [InlineData("1772582400000", "iso8601")]
    [InlineData("04/03/2026 0:00", "day_first")]
    public void An_instant_with_a_time_is_known_from_then_on(string text, string instants)
    {
        var item = Assert.Single(Read("+00:00", "lead_id,created_at\nL1,1772000000\n", $"lead_id,kind,occurred_at\nL1,page_view,{text}\n", instants).Events);

        Assert.Equal((At("2026-03-04T00:00:00Z"), At("2026-03-04T00:00:00Z")), (item.OccurredAt, item.ReceivedAt));
    }

    [Fact]
    public void What_is_received_on_a_day_is_known_when_the_day_is_over_and_what_is_received_at_a_time_from_then_on()
    {
        var history = Read(
            "+00:00", "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n",
            "lead_id,kind,occurred_at,received_at\nL1,page_view,2026-03-04T09:00:00Z,2026-03-05\nL1,call,2026-03-04,2026-03-04T18:00:00Z\n");

        Assert.Equal(
            [At("2026-03-04T18:00:00Z"), At("2026-03-06T00:00:00Z").AddTicks(-1)], history.Events.Select(item => item.ReceivedAt).Order());
    }

    [Fact]
    public void A_snapshot_a_day_after_registration_knows_nothing_of_the_day_that_it_falls_into()
    {
        var history = Read(
            "+00:00", "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n",
            "lead_id,kind,occurred_at\nL1,page_view,2026-03-01\nL1,page_view,2026-03-02\nL1,page_view,2026-03-03\n");
        var how = new HistoryOptions { Now = At("2026-06-01T00:00:00Z"), CutoffAfter = TimeSpan.FromHours(24) };
        var (cutoff, _) = Assert.Single(SnapshotCalendar.Cutoffs(history, how, 0));

        Assert.Equal(At("2026-03-02T15:00:00Z"), cutoff);
        Assert.Equal(1, VisitsKnown(history, cutoff));
    }

    [Fact]
    public void An_outcome_of_a_day_ends_the_lead_with_its_start_and_is_known_with_its_end()
    {
        _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at\nL1,converted,2026-03-04\n");
        var history = Read("+00:00", "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n", "lead_id,kind,occurred_at\nL1,page_view,2026-03-04\n");

        Assert.True(history.IsOpenAt(At("2026-03-04T00:00:00Z")));
        Assert.False(history.IsOpenAt(At("2026-03-04T00:00:00Z").AddTicks(1)));
        Assert.Equal(At("2026-03-05T00:00:00Z").AddTicks(-1), history.Outcome!.RecordedAt);
        Assert.Equal(0, VisitsKnown(history, At("2026-03-04T00:00:00Z")));
    }

    [Fact]
    public void An_outcome_as_of_the_latest_event_is_known_with_the_end_of_its_day()
    {
        _folder.Write("mapping.json", """{"offset": "+00:00", "outcomes": {"file": "leads.csv", "outcome": "won", "converted": ["1"], "lost": ["0"], "at_latest_event": true}}""");
        var history = Read(null, "lead_id,created_at,won\nL1,2026-03-01,1\n", "lead_id,kind,occurred_at\nL1,page_view,2026-03-02\nL1,page_view,2026-03-04\n");
        var batch = HistoryFiles.Read(_folder.Path);

        Assert.Equal(
            new Outcome("L1", OutcomeKind.Converted, At("2026-03-04T00:00:00Z"), At("2026-03-05T00:00:00Z").AddTicks(-1)), history.Outcome);
        Assert.Equal(history.Outcome, Assert.Single(batch.Outcomes));
    }

    [Fact]
    public void A_day_on_which_a_lead_was_registered_is_not_before_its_registration()
    {
        _folder.Write("mapping.json", """{"offset": "+00:00", "outcomes": {"converted_by_event": ["purchase"]}}""");
        var problems = new HistoryProblems();
        var history = Read(
            null, "lead_id,created_at\nL1,2026-03-01T15:00:00Z\n", "lead_id,kind,occurred_at\nL1,page_view,2026-03-01\nL1,purchase,2026-03-01\n", problems: problems);

        Assert.Empty(problems.Sentences());
        Assert.Equal(OutcomeKind.Converted, history.Outcome?.Kind);
        Assert.False(history.IsOpenAt(At("2026-03-02T00:00:00Z")));
    }

    [Fact]
    public void The_last_moment_of_a_history_is_the_end_of_its_last_day()
    {
        _folder.Write("mapping.json", """{"offset": "-08:00"}""");
        WriteFiles("lead_id,created_at\nL1,2026-03-01T15:00:00Z\n", "lead_id,kind,occurred_at\nL1,page_view,2026-03-04\n");
        using var histories = HistoryFiles.Open(_folder.Path).ReadInOrder(new HistoryProblems(), TestContext.Current.CancellationToken);

        Assert.Equal(At("2026-03-05T08:00:00Z").AddTicks(-1), histories.Last);
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static double VisitsKnown(LeadHistory history, DateTimeOffset cutoff)
    {
        var builder = new LeadFeatureBuilder();
        var features = new double[builder.Definitions.Count];
        builder.Build(history, cutoff, features);
        return features[builder.Definitions.Select(definition => definition.Name).ToList().IndexOf("page_view_count_ever")];
    }

    void WriteFiles(string leads, string events)
    {
        _folder.Write("leads.csv", leads);
        _folder.Write("events.csv", events);
        if (!File.Exists(Path.Combine(_folder.Path, "outcomes.csv")))
            _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at\n");
    }

    LeadHistory Read(string? offset, string leads, string events, string instants = "iso8601", HistoryProblems? problems = null)
    {
        WriteFiles(leads, events);
        if (offset is not null)
            _folder.Write("mapping.json", $$"""{"offset": "{{offset}}", "instants": "{{instants}}"}""");
        using var histories = HistoryFiles.Open(_folder.Path).ReadInOrder(problems ?? new HistoryProblems(), TestContext.Current.CancellationToken);
        return Assert.Single(histories.Leads);
    }
}
