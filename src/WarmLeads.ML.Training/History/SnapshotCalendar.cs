using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>The moments at which a lead is looked at: midnights while it was open, or a fixed time after its registration.</summary>
/// <remarks>Drawn as scoring happens, night after night, never at events: a snapshot chosen because something happened would leak it.</remarks>
public static class SnapshotCalendar
{
    // One snapshot for each fortnight that a lead was open, as far as the options allow.
    const int DaysPerSnapshot = 14;

    // The draws of open snapshots are numbered from here on: most snapshots of a lead are 100.
    const int OpenDraws = 1000;

    /// <summary>The cutoffs of a lead, oldest first, each with the nights that it stands for; the same for the same lead, options and seed.</summary>
    /// <remarks>With a horizon, only those whose horizon has passed; without one, all up to now: whether there is a label is for the caller to see.</remarks>
    /// <param name="history">The lead.</param>
    /// <param name="options">Horizon, now and the most snapshots.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static IReadOnlyList<(DateTimeOffset Cutoff, int Nights)> Cutoffs(LeadHistory history, HistoryOptions options, ulong seed)
    {
        var latest = options.Now - TimeSpan.FromDays(options.HorizonDays ?? 0);
        if (options.CutoffAfter is { } after)
        {
            var cutoff = history.Lead.CreatedAt + after;
            return cutoff <= latest && history.IsOpenAt(cutoff) ? [(cutoff, 1)] : [];
        }

        return Nightly(history, options, seed, MidnightOf(history.Lead.CreatedAt).AddDays(1), MidnightOf(latest), 0);
    }

    /// <summary>The cutoffs of a lead whose horizon has not passed: what is learnt from them is only that no conversion was seen yet, or when.</summary>
    /// <param name="history">The lead.</param>
    /// <param name="options">Horizon, now and the most snapshots; none without a horizon, for then it is not said until when to look.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static IReadOnlyList<(DateTimeOffset Cutoff, int Nights)> OpenCutoffs(LeadHistory history, HistoryOptions options, ulong seed)
    {
        if (options.HorizonDays is not { } days)
            return [];
        var decided = options.Now - TimeSpan.FromDays(days);
        if (options.CutoffAfter is { } after)
        {
            var cutoff = history.Lead.CreatedAt + after;
            return cutoff > decided && cutoff < options.Now && history.IsOpenAt(cutoff) ? [(cutoff, 1)] : [];
        }

        var (registered, undecided) = (MidnightOf(history.Lead.CreatedAt), MidnightOf(decided));
        return Nightly(
            history, options, seed, (registered > undecided ? registered : undecided).AddDays(1), MidnightOf(options.Now).AddDays(-1), OpenDraws);
    }

    static (DateTimeOffset, int)[] Nightly(
        LeadHistory history, HistoryOptions options, ulong seed, DateTimeOffset first, DateTimeOffset last, int firstDraw)
    {
        if (history.Outcome is { } outcome)
        {
            // Open at the cutoff means that the outcome lies at or after it, and was not known before.
            var lastOpen = MidnightOf(outcome.OccurredAt < outcome.RecordedAt ? outcome.OccurredAt : outcome.RecordedAt);
            if (lastOpen < last)
                last = lastOpen;
        }

        var nights = (int)(last - first).TotalDays + 1;
        if (nights <= 0)
            return [];
        var count = Math.Clamp((nights + DaysPerSnapshot - 1) / DaysPerSnapshot, 1, options.SnapshotsPerLead);
        var cutoffs = new (DateTimeOffset, int)[count];
        for (var i = 0; i < count; i++)
        {
            var from = (int)((long)nights * i / count);
            var to = (int)((long)nights * (i + 1) / count);
            cutoffs[i] = (first.AddDays(from + (int)(Draw(seed, history.Lead.Id, firstDraw + i) % (ulong)(to - from))), to - from);
        }

        return cutoffs;
    }

    static DateTimeOffset MidnightOf(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);

    // FNV-1a over the id, then the finisher of SplitMix64: stable over processes, unlike string.GetHashCode.
    static ulong Draw(ulong seed, string leadId, int index)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ seed;
            foreach (var c in leadId)
                hash = (hash ^ c) * 1099511628211UL;
            hash += 0x9E3779B97F4A7C15UL * (ulong)(index + 1);
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return hash ^ (hash >> 31);
        }
    }
}
