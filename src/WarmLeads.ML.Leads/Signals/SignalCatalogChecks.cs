namespace WarmLeads.ML.Leads;

/// <summary>Refuses a catalog whose parts contradict each other.</summary>
static class SignalCatalogChecks
{
    public static void Check(
        IReadOnlyList<SignalKind> kinds, IReadOnlyList<TrackedSignal> trackedSignals, IReadOnlyList<SignalSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(trackedSignals);
        ArgumentNullException.ThrowIfNull(sequences);
        RefuseTwice("Kind", kinds.Select(kind => kind.Name));
        RefuseTwice("Signal", trackedSignals.Select(signal => signal.Name));
        RefuseTwice("Sequence", sequences.Select(sequence => sequence.Name));
        if (trackedSignals.Count > SignalCatalog.MaximumTrackedSignalCount)
        {
            throw new ArgumentException(
                $"There are {trackedSignals.Count} signals to track, and at most {SignalCatalog.MaximumTrackedSignalCount} " +
                "are possible. Leave some out, or count several kinds as one signal.");
        }
        foreach (var kind in kinds.Where(kind => kind.Family is SignalFamily.Fit or SignalFamily.Engagement))
        {
            throw new ArgumentException(
                $"Kind '{kind.Name}' has the family {kind.Family}, which no event can have. Choose another family.");
        }
        foreach (var signal in trackedSignals)
            Check(signal);
        foreach (var sequence in sequences)
            Check(sequence, trackedSignals);
    }

    static void Check(TrackedSignal signal)
    {
        if (!IsSnakeCase(signal.Name))
        {
            throw new ArgumentException(
                $"Signal '{signal.Name}' has a name that features cannot start with. " +
                "Use lower-case letters, digits and _, a letter first.");
        }
        if (signal.Sources.Count == 0)
            throw new ArgumentException($"Signal '{signal.Name}' counts no events. Name at least one kind.");
        foreach (var source in signal.Sources)
        {
            if (string.IsNullOrWhiteSpace(source.Kind))
                throw new ArgumentException($"Signal '{signal.Name}' counts a kind without a name. Name the kind.");
            if (source.Property is not null && source.Contains.Count == 0)
            {
                throw new ArgumentException(
                    $"Signal '{signal.Name}' looks at property '{source.Property}' of '{source.Kind}' without saying what it must contain. " +
                    "List at least one text.");
            }
        }
    }

    static void Check(SignalSequence sequence, IReadOnlyList<TrackedSignal> trackedSignals)
    {
        if (!IsSnakeCase(sequence.Name))
        {
            throw new ArgumentException(
                $"Sequence '{sequence.Name}' has a name that features cannot start with. " +
                "Use lower-case letters, digits and _, a letter first.");
        }
        foreach (var name in (string[])[sequence.First, sequence.Then])
        {
            if (!trackedSignals.Any(signal => signal.Name.Equals(name, StringComparison.Ordinal)))
            {
                throw new ArgumentException(
                    $"Sequence '{sequence.Name}' names signal '{name}', which is not tracked; tracked are " +
                    $"{(trackedSignals.Count == 0 ? "none" : string.Join(", ", trackedSignals.Select(signal => signal.Name)))}. " +
                    "Correct the name, or track the signal.");
            }
        }
        if (!(sequence.WithinDays > 0))
            throw new ArgumentException($"Sequence '{sequence.Name}' must end within more than 0 days, not {sequence.WithinDays}.");
    }

    static bool IsSnakeCase(string name) =>
        name.Length > 0 && char.IsAsciiLetterLower(name[0]) &&
        name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    public static void RefuseTwice(string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new ArgumentException($"{what} without a name. Give it one.");
            if (!seen.Add(name))
                throw new ArgumentException($"{what} '{name}' is there twice. Keep one of the two.");
        }
    }
}
