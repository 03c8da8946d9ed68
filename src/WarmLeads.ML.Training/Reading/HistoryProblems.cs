namespace WarmLeads.ML.Training;

/// <summary>Rows of a history that could not be taken as they are: counted by kind, the first few with their lines.</summary>
public sealed class HistoryProblems
{
    const int LinesKept = 5;

    readonly SortedDictionary<HistoryProblemKind, (long Count, string File, List<long> Lines)> _byKind = [];

    /// <summary>All problems together.</summary>
    public long Count => _byKind.Values.Sum(found => found.Count);

    /// <summary>How many there are of a kind.</summary>
    public long CountOf(HistoryProblemKind kind) => _byKind.TryGetValue(kind, out var found) ? found.Count : 0;

    /// <summary>One sentence for each kind that was found, with its count and the first lines.</summary>
    public IReadOnlyList<string> Sentences() =>
    [
        .. _byKind.Select(pair =>
        {
            var (count, file, lines) = pair.Value;
            var places = $"{(count == 1 ? "line" : "lines")} {string.Join(", ", lines)}{(count > lines.Count ? ", …" : "")}";
            var (what, done) = Say(pair.Key);
            return $"{file}: {what}: {count:#,0} ({places}), {done}.";
        }),
    ];

    internal void Add(HistoryProblemKind kind, string file, long line)
    {
        if (!_byKind.TryGetValue(kind, out var found))
            found = (0, file, []);
        // The first lines of the file, in whatever order it is gone through.
        var place = found.Lines.BinarySearch(line);
        found.Lines.Insert(place < 0 ? ~place : place, line);
        if (found.Lines.Count > LinesKept)
            found.Lines.RemoveAt(LinesKept);
        _byKind[kind] = found with { Count = found.Count + 1 };
    }

    static (string What, string Done) Say(HistoryProblemKind kind) => kind switch
    {
        HistoryProblemKind.DuplicateLead => ("rows that repeat the id of an earlier lead", "left out"),
        HistoryProblemKind.LeadFromTheFuture => ("leads registered after the present", "kept, no leads yet"),
        HistoryProblemKind.LeadWithAnotherOffset => ("registrations with another offset from UTC than the first", "read as the instants they are"),
        HistoryProblemKind.EventBeforeRegistration => ("events from before their lead was registered", "kept, and counted like the others"),
        HistoryProblemKind.EventOutOfOrder => ("events that stand after a later one of their lead", "put in order"),
        HistoryProblemKind.EventWithAnotherOffset => ("events with another offset from UTC than the first", "read as the instants they are"),
        HistoryProblemKind.EventOfUnknownLead => ("events of leads that leads.csv lacks", "left out"),
        HistoryProblemKind.IncompleteEvent => ("events without a lead's id, a moment or a kind", "left out"),
        HistoryProblemKind.DuplicateEvent => ("events with the source and id of an earlier one", "left out"),
        HistoryProblemKind.EventReceivedBeforeItOccurred => ("events received before they occurred", "kept, known from when they occurred"),
        HistoryProblemKind.EventFromTheFuture => ("events received after the present", "kept, not known yet"),
        HistoryProblemKind.OutcomeOfUnknownLead => ("outcomes of leads that leads.csv lacks", "left out"),
        HistoryProblemKind.DuplicateOutcome => ("outcomes of leads that have one recorded earlier", "left out"),
        HistoryProblemKind.OutcomeWithoutMoment => ("outcomes that do not say when", "left out, so the leads count as open"),
        HistoryProblemKind.OutcomeBeforeRegistration =>
            ("outcomes from before the lead was registered", "kept, but nothing is learned from a lead that was never open"),
        _ => ("outcomes recorded after the present", "kept, not known yet"),
    };
}
