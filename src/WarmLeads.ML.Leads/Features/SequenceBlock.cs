namespace WarmLeads.ML.Leads;

/// <summary>Ordered pairs of signals: how often the second followed the first in time, and how long ago.</summary>
sealed class SequenceBlock : IFeatureBlock
{
    readonly Pair[] _pairs;
    readonly long[] _latestFirst, _earlierFirst, _latestPair;
    readonly int[] _counts;
    long _cutoff;

    public SequenceBlock(SignalCatalog catalog)
    {
        var names = catalog.TrackedSignals.Select(signal => signal.Name).ToList();
        _pairs = [.. catalog.Sequences.Select(sequence => new Pair(
            1UL << names.IndexOf(sequence.First), 1UL << names.IndexOf(sequence.Then),
            (long)(sequence.WithinDays * TimeSpan.TicksPerDay)))];
        _latestFirst = new long[_pairs.Length];
        _earlierFirst = new long[_pairs.Length];
        _latestPair = new long[_pairs.Length];
        _counts = new int[_pairs.Length];
        Definitions = [.. catalog.Sequences.SelectMany(sequence => Define(sequence, catalog))];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        Array.Fill(_latestFirst, long.MinValue);
        Array.Fill(_earlierFirst, long.MinValue);
        Array.Fill(_latestPair, long.MinValue);
        Array.Clear(_counts);
    }

    public void Add(in KnownEvent known)
    {
        if (known.IsMachine || known.Meaning.TrackedSignals == 0)
            return;
        for (var i = 0; i < _pairs.Length; i++)
        {
            var pair = _pairs[i];
            if ((known.Meaning.TrackedSignals & pair.Then) != 0)
            {
                // "Later" means at a later instant: events of one instant have no order among themselves.
                var first = _latestFirst[i] < known.OccurredAt ? _latestFirst[i] : _earlierFirst[i];
                if (first != long.MinValue && known.OccurredAt - first <= pair.WithinTicks)
                {
                    _counts[i]++;
                    _latestPair[i] = known.OccurredAt;
                }
            }
            if ((known.Meaning.TrackedSignals & pair.First) != 0 && _latestFirst[i] != known.OccurredAt)
            {
                _earlierFirst[i] = _latestFirst[i];
                _latestFirst[i] = known.OccurredAt;
            }
        }
    }

    public void Write(Lead lead, Span<double> features)
    {
        for (var i = 0; i < _pairs.Length; i++)
        {
            features[2 * i] = _counts[i];
            features[(2 * i) + 1] = _counts[i] == 0 ? double.NaN : (_cutoff - _latestPair[i]) / (double)TimeSpan.TicksPerDay;
        }
    }

    static IEnumerable<FeatureDefinition> Define(SignalSequence sequence, SignalCatalog catalog)
    {
        var then = catalog.TrackedSignals.First(signal => signal.Name.Equals(sequence.Then, StringComparison.Ordinal));
        var first = catalog.TrackedSignals.First(signal => signal.Name.Equals(sequence.First, StringComparison.Ordinal));
        yield return new FeatureDefinition(
            $"{sequence.Name}_count_ever", $"{sequence.DisplayName}: how often", then.Family, "times",
            $"How many events that count as “{then.DisplayName}” came within {sequence.WithinDays} days after one that " +
            $"counts as “{first.DisplayName}”.");
        yield return new FeatureDefinition(
            $"days_since_{sequence.Name}", $"{sequence.DisplayName}: days since", then.Family, "days",
            $"Days from the latest event that completed “{sequence.DisplayName}” to the cutoff; missing when none did.");
    }

    readonly record struct Pair(ulong First, ulong Then, long WithinTicks);
}
