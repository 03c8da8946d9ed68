using System.Globalization;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public sealed class OrderedHistoriesTests : IDisposable
{
    const string Outcomes = "lead_id,outcome,occurred_at\nL07,converted,2026-03-01T00:00:00Z\nL11,lost,2026-03-05T00:00:00Z\nL11,converted,2026-03-06T00:00:00Z\n";

    static readonly DateTimeOffset s_now = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Events_sorted_on_disk_are_those_that_are_sorted_in_memory(bool withIds)
    {
        WriteMessy(withIds);
        var (inMemory, problems) = Read(eventsInMemory: 100_000);

        foreach (var few in new[] { 1, 7, 100 })
        {
            var (onDisk, problemsOnDisk) = Read(few);
            Assert.Equal(inMemory, onDisk);
            Assert.Equal(problems, problemsOnDisk);
        }

        Assert.Contains(problems, sentence => sentence.StartsWith("events.csv: events of leads that leads.csv lacks", StringComparison.Ordinal));
        Assert.Equal(withIds, problems.Any(sentence => sentence.StartsWith("events.csv: events with the source and id of an earlier one", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leads_of_an_account_follow_each_other_and_hold_the_events_of_all(bool withIds)
    {
        WriteMessy(withIds, number => number % 4 == 0 ? "" : number == 7 ? "alone" : $"A{number % 3}");
        var batch = HistoryFiles.Read(_folder.Path);
        var eventsOf = batch.Events.ToLookup(item => item.LeadId, StringComparer.Ordinal);
        foreach (var eventsInMemory in new[] { 1, 7, 100, 100_000 })
        {
            using var histories = HistoryFiles.Open(_folder.Path).ReadInOrder(new HistoryProblems(), CancellationToken.None, eventsInMemory);
            var leads = histories.Leads.ToList();

            Assert.Equal(
                batch.Leads.OrderBy(lead => lead.AccountId, StringComparer.Ordinal).ThenBy(lead => lead.Id, StringComparer.Ordinal).Select(lead => lead.Id),
                leads.Select(history => history.Lead.Id));
            foreach (var history in leads)
            {
                Assert.Equal(eventsOf[history.Lead.Id].Select(item => item.EventId).Order(), history.Events.Select(item => item.EventId).Order());
                // The naive way: of all leads those of the same account, if there is another.
                string[] members = history.Lead.AccountId is not { } account ? [] : [.. batch.Leads.Where(lead => lead.AccountId == account).Select(lead => lead.Id)];
                Assert.Equal(
                    members.Length < 2 ? [] : members.Order(StringComparer.Ordinal).Select(id => (id, eventsOf[id].Count())).Where(one => one.Item2 > 0),
                    history.EventsOfAccount!.Where(events => events.Count > 0).Select(events => (events[0].LeadId, events.Count)));
            }
        }
    }

    [Fact]
    public void Histories_may_be_gone_through_again_and_side_by_side()
    {
        WriteMessy(withIds: true);
        using var histories = HistoryFiles.Open(_folder.Path).ReadInOrder(new HistoryProblems(), CancellationToken.None, eventsInMemory: 10);

        foreach (var (one, other) in histories.Leads.Zip(histories.Leads))
            Assert.Equal(Text(one), Text(other));
        Assert.Equal(20, histories.LeadCount);
        Assert.Equal(20, histories.Leads.Count());
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), histories.Last);
    }

    [Fact]
    public void An_event_from_before_its_leads_registration_is_counted_and_kept()
    {
        _folder.Write("leads.csv", "lead_id,created_at\nL1,2026-01-02T00:00:00Z\n");
        _folder.Write("events.csv", "lead_id,kind,occurred_at\nL1,page_view,2026-01-01T00:00:00Z\nL1,page_view,2026-01-03T00:00:00Z\n");
        _folder.Write("outcomes.csv", "lead_id,outcome,occurred_at\n");
        var problems = new HistoryProblems();
        using var histories = HistoryFiles.Open(_folder.Path).ReadInOrder(problems, CancellationToken.None);

        Assert.Equal(2, Assert.Single(histories.Leads).Events.Count);
        Assert.Equal(
            ["events.csv: events from before their lead was registered: 1 (line 2), kept, and counted like the others."], problems.Sentences());
    }

    [Fact]
    public void A_spill_file_has_no_name_while_it_is_open_and_is_gone_afterwards()
    {
        using (var file = new SpillFile(_folder.Path))
        {
            file.Append([1, 2, 3]);
            var read = new byte[4];
            Assert.Equal(2, file.Read(read, from: 1));
            Assert.Equal([2, 3, 0, 0], read);
            Assert.True(OperatingSystem.IsWindows() || !Directory.EnumerateFileSystemEntries(_folder.Path).Any());
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_row_that_cannot_be_read_ends_the_reading_with_its_line_when_events_are_on_disk_too()
    {
        WriteMessy(withIds: true);
        File.AppendAllText(_folder["events.csv"], "L01,page_view,yesterday,e9999,x\n");

        Assert.StartsWith(
            "events.csv line 802: 'occurred_at' is 'yesterday', not an ISO 8601 instant",
            Assert.Throws<InvalidDataException>(() => Read(eventsInMemory: 50)).Message, StringComparison.Ordinal);
    }

    (string Histories, IReadOnlyList<string> Problems) Read(int eventsInMemory)
    {
        var problems = new HistoryProblems();
        using var histories = HistoryFiles.Open(_folder.Path, TimeSpan.FromDays(10), s_now).ReadInOrder(problems, CancellationToken.None, eventsInMemory);
        return (string.Concat(histories.Leads.Select(Text)), problems.Sentences());
    }

    static string Text(LeadHistory history) => string.Create(
        CultureInfo.InvariantCulture,
        $"{history.Lead.Id} {history.Outcome?.Kind}: {string.Join(' ', history.Events.Select(item =>
            $"{item.EventId}|{item.Kind}|{item.Source}|{item.OccurredAt.UtcTicks}|{item.ReceivedAt.UtcTicks}|{string.Join(',', item.Properties)}"))}\n");

    // Leads in no order, events in no order, some of unknown leads, ids that repeat within a lead and across leads, equal rows, offsets.
    void WriteMessy(bool withIds, Func<int, string>? accountOf = null)
    {
        var random = new Random(5);
        var leads = new StringBuilder("lead_id,created_at,account_id\n");
        foreach (var number in Enumerable.Range(1, 20).OrderBy(number => number * 7 % 23))
            leads.Append(CultureInfo.InvariantCulture, $"L{number:00},2026-01-{number:00}T00:00:00Z,{accountOf?.Invoke(number)}\n");
        var events = new StringBuilder(withIds ? "lead_id,kind,occurred_at,event_id,page\n" : "lead_id,kind,occurred_at,page\n");
        for (var i = 0; i < 800; i++)
        {
            var offset = i % 50 == 0 ? "+02:00" : "Z";
            events.Append(CultureInfo.InvariantCulture, $"L{random.Next(1, 23):00},kind{random.Next(4)},2026-02-{random.Next(1, 29):00}T{random.Next(24):00}:00:00{offset},");
            events.Append(withIds ? $"e{random.Next(2000)}," : "").Append(random.Next(3) == 0 ? "pricing\n" : "\n");
        }

        _folder.Write("leads.csv", leads.ToString());
        _folder.Write("events.csv", events.ToString());
        _folder.Write("outcomes.csv", Outcomes);
    }
}
