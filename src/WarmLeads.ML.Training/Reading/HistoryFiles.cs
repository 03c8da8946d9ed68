using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Reads lead histories from a folder in the project's own format: leads.csv, events.csv and outcomes.csv, each plain or .gz.</summary>
/// <remarks>
/// leads.csv: `lead_id`, `created_at`, optionally `account_id` and `value`; every other column is an attribute.
/// events.csv: `lead_id`, `kind`, `occurred_at`, optionally `event_id`, `received_at`, `source` and `properties` (a JSON
/// object); every other column is a property. outcomes.csv: `lead_id`, `outcome` (converted or lost), `occurred_at`,
/// optionally `recorded_at`. Instants are ISO 8601 with offset; rows may come in any order. What is missing is an empty field.
/// A field that cannot be read stops the reading with its line; a row that does not fit the others is a
/// <see cref="HistoryProblemKind"/>, counted with its line, and the rest goes on.
/// </remarks>
public sealed class HistoryFiles
{
    readonly string _folder;
    readonly TimeSpan _shift;
    readonly DateTimeOffset? _now;

    HistoryFiles(string folder, TimeSpan shift, DateTimeOffset? now) => (_folder, _shift, _now) = (folder, shift, now);

    /// <summary>Opens a folder and checks that its three files have the columns they need.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shift">Added to every instant: moves a sample history to the present.</param>
    /// <param name="now">The present, after shifting; rows known only later are reported. Null to report none.</param>
    /// <exception cref="FileNotFoundException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or a file is damaged at its start.</exception>
    public static HistoryFiles Open(string folder, TimeSpan shift = default, DateTimeOffset? now = null)
    {
        using var leads = new LeadRows(folder, shift);
        using var events = new EventRows(folder, shift);
        using var outcomes = new OutcomeRows(folder, shift);
        return new HistoryFiles(folder, shift, now);
    }

    /// <summary>Reads a folder whole.</summary>
    /// <exception cref="FileNotFoundException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A field cannot be read; the sentence names file and line.</exception>
    public static HistoryBatch Read(
        string folder, TimeSpan shift = default, DateTimeOffset? now = null, CancellationToken stop = default)
    {
        var files = Open(folder, shift, now);
        var problems = new HistoryProblems();
        List<Lead> leads = [.. files.ReadLeads(problems, stop)];
        var registered = leads.ToDictionary(lead => lead.Id, lead => lead.CreatedAt, StringComparer.Ordinal);
        return new HistoryBatch(
            leads, [.. files.ReadEvents(registered, problems, stop)], files.ReadOutcomes(registered, problems, stop), problems);
    }

    /// <summary>The leads, in the order of their file.</summary>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public IEnumerable<Lead> ReadLeads(HistoryProblems problems, CancellationToken stop)
    {
        using var rows = new LeadRows(_folder, _shift);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            var lead = rows.Current;
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
        using var rows = new EventRows(_folder, _shift);
        var seen = new HashSet<(string, string)>();
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            var item = rows.Current;
            if (!registered.ContainsKey(item.LeadId))
            {
                problems.Add(HistoryProblemKind.EventOfUnknownLead, rows.FileName, rows.Line);
                continue;
            }

            if (!seen.Add((item.Source, item.EventId)))
            {
                problems.Add(HistoryProblemKind.DuplicateEvent, rows.FileName, rows.Line);
                continue;
            }

            if (item.ReceivedAt < item.OccurredAt)
                problems.Add(HistoryProblemKind.EventReceivedBeforeItOccurred, rows.FileName, rows.Line);
            if (item.ReceivedAt > _now)
                problems.Add(HistoryProblemKind.EventFromTheFuture, rows.FileName, rows.Line);
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
        using var rows = new OutcomeRows(_folder, _shift);
        var kept = new Dictionary<string, (Outcome Outcome, long Line)>(StringComparer.Ordinal);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            var outcome = rows.Current;
            if (!registered.TryGetValue(outcome.LeadId, out var createdAt))
            {
                problems.Add(HistoryProblemKind.OutcomeOfUnknownLead, rows.FileName, rows.Line);
                continue;
            }

            if (kept.TryGetValue(outcome.LeadId, out var earlier))
            {
                var isEarlier = outcome.RecordedAt < earlier.Outcome.RecordedAt;
                problems.Add(HistoryProblemKind.DuplicateOutcome, rows.FileName, isEarlier ? earlier.Line : rows.Line);
                if (!isEarlier)
                    continue;
            }

            if (outcome.OccurredAt < createdAt)
                problems.Add(HistoryProblemKind.OutcomeBeforeRegistration, rows.FileName, rows.Line);
            if (outcome.RecordedAt > _now)
                problems.Add(HistoryProblemKind.OutcomeFromTheFuture, rows.FileName, rows.Line);
            kept[outcome.LeadId] = (outcome, rows.Line);
        }

        return [.. kept.Values.OrderBy(pair => pair.Line).Select(pair => pair.Outcome)];
    }

    /// <summary>All histories in ordinal order of the leads' ids, as a store gives them. Holds the whole history in memory.</summary>
    /// <param name="problems">Takes up what is wrong.</param>
    /// <param name="stop">Stops the reading.</param>
    public async IAsyncEnumerable<LeadHistory> ReadAllAsync(
        HistoryProblems problems, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var (leads, events, outcomes) = await Task.Run(() => Load(problems, stop), stop);
        foreach (var lead in leads)
        {
            stop.ThrowIfCancellationRequested();
            IReadOnlyList<EngagementEvent> own = events.TryGetValue(lead.Id, out var found)
                ?
                [
                    .. found.OrderBy(item => item.OccurredAt)
                        .ThenBy(item => item.Source, StringComparer.Ordinal)
                        .ThenBy(item => item.EventId, StringComparer.Ordinal),
                ]
                : [];
            yield return new LeadHistory(lead, own, outcomes.GetValueOrDefault(lead.Id));
        }
    }

    (List<Lead> Leads, Dictionary<string, List<EngagementEvent>> Events, Dictionary<string, Outcome> Outcomes) Load(
        HistoryProblems problems, CancellationToken stop)
    {
        List<Lead> leads = [.. ReadLeads(problems, stop).OrderBy(lead => lead.Id, StringComparer.Ordinal)];
        var registered = leads.ToDictionary(lead => lead.Id, lead => lead.CreatedAt, StringComparer.Ordinal);
        var events = new Dictionary<string, List<EngagementEvent>>(StringComparer.Ordinal);
        foreach (var item in ReadEvents(registered, problems, stop))
        {
            if (!events.TryGetValue(item.LeadId, out var own))
                events.Add(item.LeadId, own = []);
            own.Add(item);
        }

        var outcomes = ReadOutcomes(registered, problems, stop).ToDictionary(outcome => outcome.LeadId, StringComparer.Ordinal);
        return (leads, events, outcomes);
    }
}
