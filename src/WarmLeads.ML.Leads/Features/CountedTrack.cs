namespace WarmLeads.ML.Leads;

/// <summary>A stream of events that is counted over windows, timed, and faded with age.</summary>
/// <param name="Name">What its features are called after.</param>
/// <param name="DisplayName">The same for a marketer, in the plural.</param>
/// <param name="Family">The family it is reported under.</param>
/// <param name="Windows">The windows over which it is counted.</param>
/// <param name="HasDecay">Whether it is faded with age too.</param>
sealed record CountedTrack(string Name, string DisplayName, SignalFamily Family, IReadOnlyList<TimeWindow> Windows, bool HasDecay)
{
    /// <summary>After so many days an event counts half.</summary>
    public const double HalfLifeDays = 14;

    const int FamilyCount = (int)SignalFamily.Intent + 1;

    /// <summary>Places of the tracks that every catalog has; those of the families and the tracked signals follow.</summary>
    public const int Engagement = 0, OwnTouches = 1, Machine = 2, Cooling = 3, Decisive = 4, Warm = 5, FirstFamily = 6,
        FirstSignal = FirstFamily + FamilyCount;

    static readonly TimeWindow[] s_all = [new(1), new(7), new(14), new(30), new(90), TimeWindow.Ever];
    static readonly TimeWindow[]
        s_some = [new(30), new(90)], s_few = [new(30), TimeWindow.Ever], s_own = [new(7), new(30), TimeWindow.Ever];


    /// <summary>What an event of an age, in ticks, still weighs.</summary>
    public static double DecayOf(long age) => Math.Exp(-Math.Log(2) / (HalfLifeDays * TimeSpan.TicksPerDay) * age);

    /// <summary>All tracks of a catalog, in the order of their places.</summary>
    public static CountedTrack[] Of(SignalCatalog catalog)
    {
        var tracks = new List<CountedTrack>
        {
            new("engagement", "Engagement of all kinds", SignalFamily.Engagement, s_all, HasDecay: true),
            new("own_touch", "Our own touches", SignalFamily.Outreach, s_own, HasDecay: false),
            new("machine_event", "Opens and clicks by machines", SignalFamily.Email, s_few, HasDecay: false),
            new("cooling_event", "Unsubscribes and bounces", SignalFamily.Email, s_few, HasDecay: false),
            new("decisive_act", "Decisive acts", SignalFamily.Inquiry, s_few, HasDecay: false),
            new("warm_act", "Acts that make a lead warm", SignalFamily.Engagement, s_few, HasDecay: false),
        };
        for (var family = SignalFamily.Other; family <= SignalFamily.Intent; family++)
        {
            var words = family == SignalFamily.Other ? "Unknown events" : $"{family} events";
            tracks.Add(new CountedTrack(SignalCatalogNode.NameOf(family), words, family, s_some, HasDecay: true));
        }
        tracks.AddRange(catalog.TrackedSignals.Select(
            signal => new CountedTrack(signal.Name, signal.DisplayName, signal.Family, s_few, HasDecay: false)));
        return [.. tracks];
    }

    /// <summary>The features of the track: its windows, then the time since its latest event, then its faded count.</summary>
    public IEnumerable<FeatureDefinition> Definitions()
    {
        foreach (var window in Windows)
        {
            yield return new FeatureDefinition(
                $"{Name}_count_{window.Suffix}", $"{DisplayName} {window.Words}", Family, "events",
                $"How many events count as “{DisplayName}” {window.Span}.");
        }
        yield return new FeatureDefinition(
            $"days_since_{Name}", $"{DisplayName}: days since the latest", Family, "days",
            $"Days from the latest event that counts as “{DisplayName}” to the cutoff; missing when there was none.");
        if (HasDecay)
        {
            yield return new FeatureDefinition(
                $"{Name}_decayed", $"{DisplayName}, fading with age", Family, "events",
                $"Events that count as “{DisplayName}”, each weighing half as much for every {HalfLifeDays} days of its age.");
        }
    }
}
