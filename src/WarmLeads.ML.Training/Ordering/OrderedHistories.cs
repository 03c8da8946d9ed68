using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>The leads of a folder, each with its events, those of its account and its outcome, to be gone through again and again.</summary>
/// <remarks>
/// In ordinal order of account and id, those without an account first, so that the leads of one account come one after the other.
/// Leads and outcomes stand in memory, and so do events as long as they are few; many are sorted on disk, in a file that is gone
/// when this is closed or the process ends in whatever way. Then memory holds one account's events, however long the file is.
/// </remarks>
public sealed class OrderedHistories : IDisposable
{
    /// <summary>Events that are held in memory; from more on, all are sorted on disk.</summary>
    public const int EventsInMemory = 250_000;

    readonly IReadOnlyList<Lead> _leads;
    readonly IReadOnlyDictionary<string, Outcome> _outcomes;
    readonly EventSorter _events;
    readonly HashSet<long> _repeated;
    readonly HistoryReading _reading;

    OrderedHistories(
        IReadOnlyList<Lead> leads, IReadOnlyDictionary<string, Outcome> outcomes, EventSorter events, HashSet<long> repeated, HistoryReading reading) =>
        (_leads, _outcomes, _events, _repeated, _reading) = (leads, outcomes, events, repeated, reading);

    /// <summary>How many leads there are.</summary>
    public int LeadCount => _leads.Count;

    /// <summary>The last moment that the history tells of: of a registration, an event or an outcome.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The leads; read from the start each time.</summary>
    public IEnumerable<LeadHistory> Leads => Assemble(problems: null, CancellationToken.None);

    /// <summary>Reads the files of a history once, and says what is wrong in them.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="outcomes">Their outcomes by id, where they do not follow from the events.</param>
    /// <param name="events">Their events in the order of the file; `Lead` is the place among the leads.</param>
    /// <param name="reading">What must be known of the files.</param>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    internal static OrderedHistories Read(
        IReadOnlyList<Lead> leads, IReadOnlyDictionary<string, Outcome> outcomes, IEnumerable<ReadEvent> events, HistoryReading reading,
        HistoryProblems problems, CancellationToken stop)
    {
        var sorter = new EventSorter(reading.EventsInMemory);
        try
        {
            using var ids = new RepeatedIds(4 * reading.EventsInMemory);
            foreach (var item in events)
            {
                if (!item.NeedsId)
                    ids.Add((reading.IdsAreOfLeads ? item.Event.LeadId : "", item.Event.Source, item.Event.EventId), item.Line);
                sorter.Add(item);
            }

            sorter.Finish();
            var read = new OrderedHistories(leads, outcomes, sorter, ids.Find(), reading);
            foreach (var history in read.Assemble(problems, stop))
                read.Last = LastOf(history, read.Last);
            return read;
        }
        catch
        {
            sorter.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _events.Dispose();

    IEnumerable<LeadHistory> Assemble(HistoryProblems? problems, CancellationToken stop)
    {
        using var events = _events.Read().GetEnumerator();
        var hasEvent = events.MoveNext();
        var own = new LeadEvents(_reading, problems);
        List<LeadHistory> together = [];
        for (var lead = 0; lead < _leads.Count; lead++)
        {
            stop.ThrowIfCancellationRequested();
            own.Begin(_leads[lead]);
            for (; hasEvent && events.Current.Lead == lead; hasEvent = events.MoveNext())
                own.Add(events.Current, _repeated.Contains(events.Current.Line));
            together.Add(own.Finish(_outcomes.GetValueOrDefault(_leads[lead].Id)));
            if (_leads[lead].AccountId is { } account && lead + 1 < _leads.Count && account == _leads[lead + 1].AccountId)
                continue;
            foreach (var history in LeadHistory.Together(together))
                yield return history;
            together.Clear();
        }
    }

    static DateTimeOffset LastOf(LeadHistory history, DateTimeOffset last)
    {
        last = Later(last, history.Lead.CreatedAt);
        if (history.Outcome is { } outcome)
            last = Later(last, WholeDay.LatestOf(outcome));
        return history.Events is [.., var newest] ? Later(last, WholeDay.LatestOf(newest)) : last;
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
