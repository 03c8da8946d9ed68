using System.Numerics;

namespace WarmLeads.ML.Leads;

/// <summary>Counts, recency and faded counts of every track.</summary>
sealed class CountBlock : IFeatureBlock
{
    // Ages fall into the first bucket whose length they do not exceed; a window's count is the sum of its buckets.
    static readonly long[] s_bucketTicks = [.. new[] { 1, 7, 14, 30, 90 }.Select(days => days * TimeSpan.TicksPerDay)];
    static readonly int s_bucketCount = s_bucketTicks.Length + 1;

    readonly CountedTrack[] _tracks;
    readonly int[][] _bucketsOfWindows;
    readonly int[] _counts;
    readonly long[] _latest;
    readonly double[] _decayed;
    long _cutoff;

    public CountBlock(SignalCatalog catalog)
    {
        _tracks = CountedTrack.Of(catalog);
        Definitions = [.. _tracks.SelectMany(track => track.Definitions())];
        _bucketsOfWindows = [.. _tracks.Select(track => track.Windows.Select(BucketsOf).ToArray())];
        _counts = new int[_tracks.Length * s_bucketCount];
        _latest = new long[_tracks.Length];
        _decayed = new double[_tracks.Length];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        Array.Clear(_counts);
        Array.Fill(_latest, long.MinValue);
        Array.Clear(_decayed);
    }

    public void Add(in KnownEvent known)
    {
        var age = _cutoff - known.OccurredAt;
        var bucket = 0;
        while (bucket < s_bucketTicks.Length && age > s_bucketTicks[bucket])
            bucket++;
        if (known.IsMachine)
        {
            Count(CountedTrack.Machine, bucket, known.OccurredAt);
            return;
        }
        for (var signals = known.Meaning.TrackedSignals; signals != 0; signals &= signals - 1)
            Count(CountedTrack.FirstSignal + BitOperations.TrailingZeroCount(signals), bucket, known.OccurredAt);
        if (known.Meaning.IsOwnTouch)
        {
            Count(CountedTrack.OwnTouches, bucket, known.OccurredAt);
            return;
        }
        if (known.Meaning.IsCooling)
        {
            Count(CountedTrack.Cooling, bucket, known.OccurredAt);
            return;
        }
        var traits = known.Meaning.Traits;
        // Only these fade.
        var weight = CountedTrack.DecayOf(age);
        var family = CountedTrack.FirstFamily + (int)known.Meaning.Family;
        Count(family, bucket, known.OccurredAt);
        _decayed[family] += weight;
        if (known.IsEngagement)
        {
            Count(CountedTrack.Engagement, bucket, known.OccurredAt);
            _decayed[CountedTrack.Engagement] += weight;
        }
        if ((traits & SignalTraits.Decisive) != SignalTraits.None)
            Count(CountedTrack.Decisive, bucket, known.OccurredAt);
        if ((traits & SignalTraits.Warm) != SignalTraits.None)
            Count(CountedTrack.Warm, bucket, known.OccurredAt);
    }

    public void Write(Lead lead, Span<double> features)
    {
        var place = 0;
        for (var track = 0; track < _tracks.Length; track++)
        {
            var counts = _counts.AsSpan(track * s_bucketCount, s_bucketCount);
            foreach (var buckets in _bucketsOfWindows[track])
            {
                var count = 0;
                foreach (var part in counts[..buckets])
                    count += part;
                features[place++] = count;
            }
            features[place++] = _latest[track] == long.MinValue ? double.NaN : Days(_cutoff - _latest[track]);
            if (_tracks[track].HasDecay)
                features[place++] = _decayed[track];
        }
    }

    static double Days(long ticks) => ticks / (double)TimeSpan.TicksPerDay;

    static int BucketsOf(TimeWindow window)
    {
        if (double.IsInfinity(window.Days))
            return s_bucketCount;
        var last = Array.IndexOf(s_bucketTicks, (long)(window.Days * TimeSpan.TicksPerDay));
        return last >= 0 ? last + 1 : throw new ArgumentException($"No bucket ends at {window.Days} days.", nameof(window));
    }

    void Count(int track, int bucket, long occurredAt)
    {
        _counts[(track * s_bucketCount) + bucket]++;
        _latest[track] = occurredAt;
    }
}
