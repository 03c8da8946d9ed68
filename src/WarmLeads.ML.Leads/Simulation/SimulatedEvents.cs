namespace WarmLeads.ML.Leads;

/// <summary>The events of one simulated lead as they are made.</summary>
sealed class SimulatedEvents(string leadId, SimulationRandom random)
{
    static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    readonly List<EngagementEvent> _events = [];
    DateTimeOffset _day;
    double _firstHour;

    public void BeginDay(DateTimeOffset day, double firstHour)
    {
        _day = day;
        _firstHour = Math.Max(firstHour, BuyerActs.FirstHour);
    }

    /// <summary>A moment of the day at which something may happen.</summary>
    public DateTimeOffset SomeTime() => _day.AddSeconds(Math.Ceiling(random.Between(_firstHour, BuyerActs.LastHour) * 3600));

    public void Add(string kind, string source, DateTimeOffset at, string property, string value) =>
        Add(kind, source, at, new Dictionary<string, string>(StringComparer.Ordinal) { [property] = value });

    /// <summary>Adds an event; three in a hundred are received up to five days late.</summary>
    public void Add(string kind, string source, DateTimeOffset at, IReadOnlyDictionary<string, string>? properties = null)
    {
        var seconds = random.Happens(0.03) ? random.Between(0.3, 5) * 86_400 : random.Between(1, 60);
        _events.Add(new EngagementEvent(leadId, kind, at, at.AddSeconds(Math.Floor(seconds)))
        {
            Source = source,
            EventId = $"{leadId}-{_events.Count + 1}",
            Properties = properties ?? s_none,
        });
    }

    /// <summary>What occurred before a moment, in order.</summary>
    public IReadOnlyList<EngagementEvent> Before(DateTimeOffset end)
    {
        var before = _events.FindAll(item => item.OccurredAt < end);
        before.Sort(EventOrder.Compare);
        return before;
    }
}
