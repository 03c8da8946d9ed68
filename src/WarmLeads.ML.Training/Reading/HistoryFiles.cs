using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Reads lead histories from a folder: in the project's own format, or as a mapping says; each file plain or .gz.</summary>
/// <remarks>
/// leads.csv: `lead_id`, `created_at`, optionally `account_id` and `value`; every other column is an attribute.
/// events.csv: `lead_id`, `kind`, `occurred_at`, optionally `event_id`, `received_at`, `source` and `properties` (a JSON
/// object); every other column is a property. outcomes.csv: `lead_id`, `outcome` (converted or lost), `occurred_at`,
/// optionally `recorded_at`. Instants are ISO 8601 with offset; rows may come in any order. What is missing is an empty field.
/// A <see cref="HistoryMapping"/> gives other files and columns these roles.
/// A field that cannot be read stops the reading with its line; a row that does not fit the others is a
/// <see cref="HistoryProblemKind"/>, counted with its line, and the rest goes on.
/// </remarks>
public sealed class HistoryFiles
{
    readonly string _folder;
    readonly TimeSpan _shift;
    readonly DateTimeOffset? _now;

    HistoryFiles(string folder, HistoryMapping mapping, TimeSpan shift, DateTimeOffset? now) =>
        (_folder, Mapping, _shift, _now) = (folder, mapping, shift, now);

    /// <summary>How the files are read.</summary>
    public HistoryMapping Mapping { get; }

    /// <summary>Opens a folder and checks that its files have the columns they need.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shift">Added to every instant: moves a sample history to the present.</param>
    /// <param name="now">The present, after shifting; rows known only later are reported. Null to report none.</param>
    /// <param name="mapping">How the files are read; null for the folder's mapping.json, or the project's own format.</param>
    /// <exception cref="FileNotFoundException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or a file is damaged at its start.</exception>
    public static HistoryFiles Open(
        string folder, TimeSpan shift = default, DateTimeOffset? now = null, HistoryMapping? mapping = null)
    {
        mapping ??= HistoryMapping.Find(folder, null);
        if (!mapping.Leads.FromFirstEvent)
            new LeadRows(folder, mapping, shift).Dispose();
        new EventRows(folder, mapping, shift).Dispose();
        foreach (var outcomes in mapping.OutcomeFiles)
            new OutcomeRows(folder, mapping, outcomes, shift).Dispose();
        return new HistoryFiles(folder, mapping, shift, now);
    }

    /// <summary>Reads a folder whole.</summary>
    /// <exception cref="FileNotFoundException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A field cannot be read; the sentence names file and line.</exception>
    public static HistoryBatch Read(
        string folder, TimeSpan shift = default, DateTimeOffset? now = null, HistoryMapping? mapping = null, CancellationToken stop = default)
    {
        var files = Open(folder, shift, now, mapping);
        var problems = new HistoryProblems();
        List<Lead> leads = [.. files.ReadLeads(problems, stop)];
        var registered = leads.ToDictionary(lead => lead.Id, lead => lead.CreatedAt, StringComparer.Ordinal);
        return new HistoryBatch(
            leads, [.. files.ReadEvents(registered, problems, stop)], files.ReadOutcomes(registered, problems, stop), problems);
    }

    /// <summary>The leads, in the order of their file.</summary>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public IEnumerable<Lead> ReadLeads(HistoryProblems problems, CancellationToken stop) =>
        Mapping.Leads.FromFirstEvent ? FirstEvents.ReadLeads(_folder, Mapping, _shift, stop) : ReadLeadRows(problems, stop);

    IEnumerable<Lead> ReadLeadRows(HistoryProblems problems, CancellationToken stop)
    {
        using var rows = new LeadRows(_folder, Mapping, _shift);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int? offset = null;
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            var lead = rows.Current;
            if (rows.OffsetMinutes is { } said && said != (offset ??= said))
                problems.Add(HistoryProblemKind.LeadWithAnotherOffset, rows.FileName, rows.Line);
            if (lead.CreatedAt > _now)
                problems.Add(HistoryProblemKind.LeadFromTheFuture, rows.FileName, rows.Line);
            if (seen.Add(lead.Id))
                yield return lead;
            else
                problems.Add(HistoryProblemKind.DuplicateLead, rows.FileName, rows.Line);
        }
    }

    /// <summary>The events of the given leads, in the order of their file, each source and id once.</summary>
    /// <param name="registered">When each lead was registered, by id.</param>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public IEnumerable<EngagementEvent> ReadEvents(
        IReadOnlyDictionary<string, DateTimeOffset> registered, HistoryProblems problems, CancellationToken stop)
    {
        using var rows = new EventRows(_folder, Mapping, _shift);
        var seen = new HashSet<(string, string, string)>();
        var latest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        int? offset = null;
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (!rows.IsComplete)
            {
                problems.Add(HistoryProblemKind.IncompleteEvent, rows.FileName, rows.Line);
                continue;
            }

            var item = rows.Current;
            if (!registered.ContainsKey(item.LeadId))
            {
                problems.Add(HistoryProblemKind.EventOfUnknownLead, rows.FileName, rows.Line);
                continue;
            }

            // Numbers of order start again with each lead; ids of a source do not.
            if (!seen.Add((Mapping.Events.Order is null ? "" : item.LeadId, item.Source, item.EventId)))
            {
                problems.Add(HistoryProblemKind.DuplicateEvent, rows.FileName, rows.Line);
                continue;
            }

            if (rows.OffsetMinutes is { } said && said != (offset ??= said))
                problems.Add(HistoryProblemKind.EventWithAnotherOffset, rows.FileName, rows.Line);
            if (latest.TryGetValue(item.LeadId, out var before) && item.OccurredAt < before)
                problems.Add(HistoryProblemKind.EventOutOfOrder, rows.FileName, rows.Line);
            latest[item.LeadId] = item.OccurredAt;
            if (item.ReceivedAt < item.OccurredAt)
                problems.Add(HistoryProblemKind.EventReceivedBeforeItOccurred, rows.FileName, rows.Line);
            if (item.ReceivedAt > _now)
                problems.Add(HistoryProblemKind.EventFromTheFuture, rows.FileName, rows.Line);
            if (WholeDay.LatestOf(item) < registered[item.LeadId])
                problems.Add(HistoryProblemKind.EventBeforeRegistration, rows.FileName, rows.Line);
            yield return item;
        }
    }

    /// <summary>The outcomes of the given leads in the order of their file; of several for a lead, the one recorded first.</summary>
    /// <param name="registered">When each lead was registered, by id.</param>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public IReadOnlyList<Outcome> ReadOutcomes(
        IReadOnlyDictionary<string, DateTimeOffset> registered, HistoryProblems problems, CancellationToken stop)
    {
        if (Mapping.Outcomes.ConvertedByEvent.Count > 0)
            return Mapping.Outcomes.Repeats ? [] : OutcomesOfEvents(registered, stop);

        var (outcomes, undated) = ReadOutcomeRows(registered, problems, stop);
        if (undated.Count == 0)
            return outcomes;
        var latest = new Dictionary<string, EngagementEvent>(StringComparer.Ordinal);
        foreach (var item in ReadEvents(registered, new HistoryProblems(), stop))
            latest[item.LeadId] = latest.TryGetValue(item.LeadId, out var before) && before.OccurredAt > item.OccurredAt ? before : item;
        return [.. outcomes.Select(outcome => undated.Contains(outcome.LeadId) && latest.TryGetValue(outcome.LeadId, out var last) ? LeadEvents.Dated(outcome, last) : outcome)];
    }

    // The outcomes, and the leads of those that are dated with the latest event, which stand at the registration until the events are known.
    (List<Outcome> Outcomes, HashSet<string> Undated) ReadOutcomeRows(
        IReadOnlyDictionary<string, DateTimeOffset> registered, HistoryProblems problems, CancellationToken stop)
    {
        var kept = new Dictionary<string, (Outcome Outcome, long Line, bool IsUndated)>(StringComparer.Ordinal);
        foreach (var outcomes in Mapping.OutcomeFiles)
            ReadOutcomeRows(outcomes, kept, registered, problems, stop);
        return (
            [.. kept.Values.OrderBy(row => row.Line).Select(row => row.Outcome)],
            kept.Where(row => row.Value.IsUndated).Select(row => row.Key).ToHashSet(StringComparer.Ordinal));
    }

    void ReadOutcomeRows(
        OutcomeMapping outcomes, Dictionary<string, (Outcome Outcome, long Line, bool IsUndated)> kept, IReadOnlyDictionary<string, DateTimeOffset> registered,
        HistoryProblems problems, CancellationToken stop)
    {
        using var rows = new OutcomeRows(_folder, Mapping, outcomes, _shift);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (rows.LacksMoment)
            {
                problems.Add(HistoryProblemKind.OutcomeWithoutMoment, rows.FileName, rows.Line);
                continue;
            }

            if (rows.Current is not { } outcome)
                continue;
            if (!registered.TryGetValue(outcome.LeadId, out var createdAt))
            {
                problems.Add(HistoryProblemKind.OutcomeOfUnknownLead, rows.FileName, rows.Line);
                continue;
            }

            if (rows.IsAtLatestEvent)
                outcome = outcome with { OccurredAt = createdAt, RecordedAt = createdAt };
            if (kept.TryGetValue(outcome.LeadId, out var earlier))
            {
                if (rows.RepeatsRows && outcome == earlier.Outcome)
                    continue;
                var isEarlier = outcome.RecordedAt < earlier.Outcome.RecordedAt;
                problems.Add(HistoryProblemKind.DuplicateOutcome, rows.FileName, isEarlier ? earlier.Line : rows.Line);
                if (!isEarlier)
                    continue;
            }

            if (!rows.IsAtLatestEvent && rows.LatestAt < createdAt)
                problems.Add(HistoryProblemKind.OutcomeBeforeRegistration, rows.FileName, rows.Line);
            if (outcome.RecordedAt > _now)
                problems.Add(HistoryProblemKind.OutcomeFromTheFuture, rows.FileName, rows.Line);
            kept[outcome.LeadId] = (outcome, rows.Line, rows.IsAtLatestEvent);
        }
    }

    // The first event after registration that closes a lead; which rows are odd is said when events are read for themselves.
    List<Outcome> OutcomesOfEvents(IReadOnlyDictionary<string, DateTimeOffset> registered, CancellationToken stop)
    {
        var closing = new ClosingEvents(Mapping.Outcomes);
        var first = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var item in ReadEvents(registered, new HistoryProblems(), stop))
        {
            if (closing.Close(item, registered[item.LeadId]) is not { } outcome)
                continue;
            if (!first.TryGetValue(item.LeadId, out var earlier) || outcome.OccurredAt < earlier.OccurredAt)
                first[item.LeadId] = outcome;
        }

        return [.. first.Values.OrderBy(outcome => outcome.LeadId, StringComparer.Ordinal)];
    }

    /// <summary>All histories in ordinal order of account and lead id, as a store gives them with colleagues.</summary>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public async IAsyncEnumerable<LeadHistory> ReadAllAsync(
        HistoryProblems problems, [EnumeratorCancellation] CancellationToken stop = default)
    {
        using var histories = await Task.Run(() => ReadInOrder(problems, stop), stop);
        foreach (var lead in histories.Leads)
        {
            stop.ThrowIfCancellationRequested();
            yield return lead;
        }
    }

    /// <summary>Reads the files once and puts the histories in ordinal order of account and lead id, to be gone through again and again.</summary>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    /// <param name="eventsInMemory">Events that are held in memory; from more on, all are sorted on disk.</param>
    /// <exception cref="InvalidDataException">A field cannot be read; the sentence names file and line.</exception>
    public OrderedHistories ReadInOrder(
        HistoryProblems problems, CancellationToken stop, int eventsInMemory = OrderedHistories.EventsInMemory)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Lead[] leads =
            [.. ReadLeads(problems, stop).OrderBy(lead => lead.AccountId, StringComparer.Ordinal).ThenBy(lead => lead.Id, StringComparer.Ordinal)];
        var closing = Mapping.Outcomes is { ConvertedByEvent.Count: > 0, Repeats: false } ? new ClosingEvents(Mapping.Outcomes) : null;
        var (outcomes, undated) = Mapping.Outcomes.ConvertedByEvent.Count > 0
            ? ([], [])
            : ReadOutcomeRows(leads.ToDictionary(lead => lead.Id, lead => lead.CreatedAt, StringComparer.Ordinal), problems, stop);
        using var rows = new EventRows(_folder, Mapping, _shift) { MakesIds = false };
        return OrderedHistories.Read(
            leads, outcomes.ToDictionary(outcome => outcome.LeadId, StringComparer.Ordinal), EventsOf(rows, leads, problems, stop),
            new HistoryReading(rows.FileName, Mapping.Events.Order is not null, _shift, _now, closing, undated, eventsInMemory),
            problems, stop);
    }

    static IEnumerable<ReadEvent> EventsOf(EventRows rows, Lead[] leads, HistoryProblems problems, CancellationToken stop)
    {
        var placeOf = new Dictionary<string, int>(leads.Length, StringComparer.Ordinal);
        for (var i = 0; i < leads.Length; i++)
            placeOf.Add(leads[i].Id, i);
        int? offset = null;
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (!rows.IsComplete)
            {
                problems.Add(HistoryProblemKind.IncompleteEvent, rows.FileName, rows.Line);
                continue;
            }

            var item = rows.Current;
            if (!placeOf.TryGetValue(item.LeadId, out var place))
            {
                problems.Add(HistoryProblemKind.EventOfUnknownLead, rows.FileName, rows.Line);
                continue;
            }

            yield return new ReadEvent(
                place, rows.Line, item with { LeadId = leads[place].Id }, rows.NeedsId, rows.OffsetMinutes is { } said && said != (offset ??= said));
        }
    }
}
