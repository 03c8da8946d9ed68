namespace WarmLeads.ML.Leads;

/// <summary>How far a lead is with one engagement level.</summary>
sealed class LevelProgress
{
    readonly ulong[] _signals;
    readonly List<long>[] _times;
    readonly long _window;

    public LevelProgress(EngagementLevel level, SignalCatalog catalog)
    {
        Level = level;
        _window = (long)(level.WithinDays * TimeSpan.TicksPerDay);
        _signals = [.. level.Counts.Select(count => 1UL << PlaceOf(count.Signal, catalog))];
        DisplayNames = [.. level.Counts.Select(count => catalog.TrackedSignals[PlaceOf(count.Signal, catalog)].DisplayName.ToLowerInvariant())];
        _times = [.. level.Counts.Select(_ => new List<long>())];
    }

    public EngagementLevel Level { get; }

    /// <summary>What is counted, as a marketer reads it, for each count.</summary>
    public IReadOnlyList<string> DisplayNames { get; }

    public void Begin()
    {
        foreach (var times in _times)
            times.Clear();
    }

    /// <summary>Counts an act; acts come in order of occurrence.</summary>
    /// <param name="signals">Bit i is set when it counts for tracked signal i.</param>
    /// <param name="at">When it happened, in UTC ticks.</param>
    /// <returns>The last instant at which the level is met if nothing follows; the least number there is when it is not met now.</returns>
    public long Add(ulong signals, long at)
    {
        var counts = false;
        for (var i = 0; i < _signals.Length; i++)
        {
            if ((signals & _signals[i]) == 0)
                continue;
            _times[i].Add(at);
            counts = true;
        }
        return counts && MetUntil() is var until && until >= at ? until : long.MinValue;
    }

    /// <summary>The last instant at which the level is met if nothing follows; the least number there is when it never was.</summary>
    public long MetUntil()
    {
        var until = long.MaxValue;
        for (var i = 0; i < _times.Length; i++)
        {
            var needed = Level.Counts[i].AtLeast;
            until = _times[i].Count < needed ? long.MinValue : Math.Min(until, _times[i][^needed] + _window);
            if (until == long.MinValue)
                break;
        }
        return until;
    }

    /// <summary>How often a part has happened within the window before a moment.</summary>
    public int CountOf(int part, long now)
    {
        var count = 0;
        for (var i = _times[part].Count - 1; i >= 0 && _times[part][i] >= now - _window; i--)
            count++;
        return count;
    }

    static int PlaceOf(string signal, SignalCatalog catalog)
    {
        var place = 0;
        while (catalog.TrackedSignals[place].Name != signal)
            place++;
        return place;
    }
}
