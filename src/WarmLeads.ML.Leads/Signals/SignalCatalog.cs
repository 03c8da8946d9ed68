using System.Collections.Frozen;

namespace WarmLeads.ML.Leads;

/// <summary>Which kinds of events there are, what they mean, and which signals are measured by themselves.</summary>
/// <remarks>
/// Kinds are an open set: one that the catalog does not know belongs to <see cref="SignalFamily.Other"/>, is kept, and
/// counts as engagement of the lead. Whatever its kind, an event with the property `direction` = `out` is our own touch.
/// Two catalogs that differ measure different features, so a model keeps the catalog that it was trained with.
/// </remarks>
public sealed class SignalCatalog
{
    /// <summary>The most signals that can be tracked by themselves.</summary>
    public const int MaximumTrackedSignalCount = 62;

    const int RecentCount = 64;

    readonly FrozenDictionary<string, KindEntry> _entries;

    // Few kinds make up most events: the entry found last for texts of a length and end, right or wrong, is looked at first.
    readonly KindEntry?[] _recent;

    /// <summary>Checks and keeps the parts.</summary>
    /// <param name="kinds">Known kinds, names unique.</param>
    /// <param name="trackedSignals">Signals measured by themselves, names unique, at most <see cref="MaximumTrackedSignalCount"/>.</param>
    /// <param name="sequences">Ordered pairs of tracked signals, names unique.</param>
    /// <param name="names">Which kind an event name of another system is, such as `Demo Requested`; null for none beside the shipped ones.</param>
    /// <exception cref="ArgumentException">A part contradicts another; the message says which and what to do.</exception>
    public SignalCatalog(
        IReadOnlyList<SignalKind> kinds, IReadOnlyList<TrackedSignal> trackedSignals, IReadOnlyList<SignalSequence> sequences,
        IReadOnlyDictionary<string, string>? names = null)
    {
        SignalCatalogChecks.Check(kinds, trackedSignals, sequences);
        Kinds = kinds;
        TrackedSignals = trackedSignals;
        Sequences = sequences;
        Names = new EventNames(names ?? new Dictionary<string, string>(StringComparer.Ordinal));
        _entries = Index(kinds, trackedSignals);
        _recent = new KindEntry?[RecentCount];
    }

    /// <summary>The shipped catalog.</summary>
    public static SignalCatalog Default { get; } =
        new(ShippedSignals.Kinds, ShippedSignals.TrackedSignals, ShippedSignals.Sequences);

    /// <summary>Every known kind.</summary>
    public IReadOnlyList<SignalKind> Kinds { get; }

    /// <summary>The signals that are measured by themselves, in the order of their features.</summary>
    public IReadOnlyList<TrackedSignal> TrackedSignals { get; }

    /// <summary>The ordered pairs that are measured.</summary>
    public IReadOnlyList<SignalSequence> Sequences { get; }

    /// <summary>Which kind an event name of another system is.</summary>
    public EventNames Names { get; }

    /// <summary>The family of a kind; <see cref="SignalFamily.Other"/> when the kind is unknown.</summary>
    public SignalFamily FamilyOf(string kind) => _entries.TryGetValue(kind, out var entry) ? entry.Family : SignalFamily.Other;

    /// <summary>How many kinds have an entry, known ones and those that are only tracked.</summary>
    internal int EntryCount => _entries.Count;

    /// <summary>Whether the catalog has the kind.</summary>
    public bool Knows(string kind) => _entries.TryGetValue(kind, out var entry) && entry.IsKnown;

    /// <summary>A catalog that measures some more kinds by themselves, each as a signal named `kind_…`, in the given order.</summary>
    /// <param name="kinds">Kinds, known or not, as a history has them; one that some signal counts already is left as it is.</param>
    /// <exception cref="ArgumentException">There would be more signals than <see cref="MaximumTrackedSignalCount"/>.</exception>
    public SignalCatalog Tracking(IEnumerable<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var signals = TrackedSignals.ToList();
        var counted = signals.SelectMany(signal => signal.Sources).Select(source => source.Kind).ToHashSet(StringComparer.Ordinal);
        var names = signals.Select(signal => signal.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var kind in kinds.Where(counted.Add))
        {
            var stem = $"kind_{string.Concat(kind.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'))}";
            var name = stem;
            for (var number = 2; !names.Add(name); number++)
                name = $"{stem}_{number}";
            signals.Add(new TrackedSignal(name, $"Events of kind {kind}", FamilyOf(kind), kind));
        }
        return new SignalCatalog(Kinds, signals, Sequences, Names.Own);
    }

    /// <summary>What an event means: family, traits, and the tracked signals that it counts for.</summary>
    public SignalMeaning MeaningOf(EngagementEvent engagementEvent)
    {
        ArgumentNullException.ThrowIfNull(engagementEvent);
        var properties = engagementEvent.Properties;
        var entry = Find(engagementEvent.Kind);
        var family = entry?.Family ?? SignalFamily.Other;
        var traits = entry?.Traits ?? SignalTraits.None;
        var signals = entry?.Always ?? 0;
        var kind = entry?.Place ?? -1;
        if (properties.Count == 0)
            return new SignalMeaning(family, traits, signals) { Kind = kind };

        if (EventDetails.Find(properties, "direction") is { } direction && IsOut(direction))
        {
            var ours = (traits | SignalTraits.OwnTouch) & ~(SignalTraits.Warm | SignalTraits.Decisive);
            return new SignalMeaning(family, ours, TrackedSignals: 0) { Kind = kind };
        }
        foreach (var condition in entry?.Conditions ?? [])
        {
            if (EventDetails.Find(properties, condition.Property) is { } value && condition.IsMet(value))
                signals |= condition.Signal;
        }
        return new SignalMeaning(family, traits, signals) { Kind = kind };
    }

    KindEntry? Find(string kind)
    {
        var slot = kind.Length == 0 ? 0 : ((kind.Length * 7) + kind[0] + kind[^1]) & (RecentCount - 1);
        var recent = _recent[slot];
        if (recent is not null && recent.Name.Equals(kind, StringComparison.Ordinal))
            return recent;
        if (_entries.TryGetValue(kind, out var entry))
            _recent[slot] = entry;
        return entry;
    }

    static bool IsOut(string direction) =>
        direction.Equals("out", StringComparison.OrdinalIgnoreCase) || direction.Equals("outbound", StringComparison.OrdinalIgnoreCase);

    static FrozenDictionary<string, KindEntry> Index(IReadOnlyList<SignalKind> kinds, IReadOnlyList<TrackedSignal> trackedSignals)
    {
        var known = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        // A tracked signal may name a kind that has no entry: it is then of family Other, and still measured.
        var tracked = trackedSignals.SelectMany(signal => signal.Sources).Select(source => source.Kind);
        var names = known.Keys.Concat(tracked).Distinct(StringComparer.Ordinal);
        return names.Select((name, place) => (Name: name, Place: place)).ToFrozenDictionary(
            item => item.Name,
            item =>
            {
                var name = item.Name;
                var kind = known.GetValueOrDefault(name);
                var always = 0UL;
                var conditions = new List<PropertyCondition>();
                for (var i = 0; i < trackedSignals.Count; i++)
                {
                    foreach (var source in trackedSignals[i].Sources.Where(source => source.Kind.Equals(name, StringComparison.Ordinal)))
                    {
                        if (source.Property is null)
                            always |= 1UL << i;
                        else
                            conditions.Add(new PropertyCondition(source.Property, [.. source.Contains], 1UL << i));
                    }
                }
                return new KindEntry(
                    name, item.Place, kind is not null, kind?.Family ?? SignalFamily.Other, kind?.Traits ?? SignalTraits.None,
                    always, [.. conditions]);
            },
            StringComparer.Ordinal);
    }

    sealed record KindEntry(
        string Name, int Place, bool IsKnown, SignalFamily Family, SignalTraits Traits, ulong Always, PropertyCondition[] Conditions);

    readonly record struct PropertyCondition(string Property, string[] Contains, ulong Signal)
    {
        public bool IsMet(string value)
        {
            foreach (var text in Contains)
            {
                if (value.Contains(text, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            return false;
        }
    }
}
