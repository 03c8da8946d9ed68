using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Events from events.csv.</summary>
sealed class EventRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly TimeSpan _shift;
    readonly string? _kindIs;
    readonly int[] _kind;
    readonly int _leadId, _occurredAt, _eventId, _receivedAt, _source, _order;
    readonly EventProperties _properties;
    readonly EventIds _ids = new();
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    string _lastLeadId = "";

    public EventRows(string folder, HistoryMapping mapping, TimeSpan shift)
    {
        var events = mapping.Events;
        _rows = HistoryRows.Open(folder, "events", events.File, mapping);
        _shift = shift;
        _kindIs = events.KindIs;
        try
        {
            _leadId = _rows.Required(events.LeadId, "lead_id");
            _occurredAt = _rows.Required(events.OccurredAt, "occurred_at");
            _kind = events.KindIs is not null ? []
                : events.Kind is null ? [_rows.Required(null, "kind")] : [.. events.Kind.Select(name => _rows.Required(name, "kind"))];
            (_eventId, _receivedAt) = (_rows.Optional(events.EventId, "event_id"), _rows.Optional(events.ReceivedAt, "received_at"));
            _source = _rows.Optional(null, "source");
            _order = events.Order is null ? -1 : _rows.Required(events.Order, "order");
            var json = _rows.Optional(null, "properties");
            _rows.Reserve(mapping.Leads.FromFirstEvent ? mapping.Leads.Attributes ?? [] : []);
            // What a lead came to may be said in each of its rows; that is no property of an event.
            foreach (var outcomes in mapping.OutcomeFiles.Where(outcomes => outcomes.File is { } file && file.Equals(events.File, StringComparison.Ordinal)))
                _rows.Reserve(outcomes.Outcome ?? "outcome", outcomes.OccurredAt, outcomes.RecordedAt);
            _properties = new EventProperties(_rows, json, _rows.Listed(events.Properties, "properties"));
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <summary>The offset from UTC that the event's moment says, in minutes; null when it says none. Of the event read last.</summary>
    public int? OffsetMinutes { get; private set; }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    /// <summary>Whether the row read last says whose event it is, when it happened, and what.</summary>
    public bool IsComplete =>
        _rows[_leadId].Length > 0 && _rows[_occurredAt].Length > 0 && (_kindIs is not null || Array.Exists(_kind, column => _rows[column].Length > 0));

    /// <summary>Whether the file gives the event read last no id, so that one was made of its content.</summary>
    public bool NeedsId => _eventId < 0 || _rows[_eventId].Length == 0;

    /// <summary>Whether ids that the file does not give are made of the content here; if not, `Current` has none.</summary>
    public bool MakesIds { get; init; } = true;

    public EngagementEvent Current
    {
        get
        {
            var leadId = LeadId();
            var kind = _kindIs ?? Word(Kind());
            var source = _source >= 0 ? Word(_rows[_source]) : "";
            var occurredAt = _rows.Instant(_occurredAt);
            OffsetMinutes = _rows.OffsetMinutes;
            var receivedAt = _rows.Known(_receivedAt, _rows.IsDay ? WholeDay.EndOf(occurredAt) : occurredAt);
            var properties = _properties.Read();
            return new EngagementEvent(leadId, kind, occurredAt + _shift, receivedAt + _shift)
            {
                Source = source,
                // From the instants of the file: the same event has the same id however far it is shifted.
                EventId = Order() + (!NeedsId ? _rows[_eventId] : MakesIds ? _ids.Next(leadId, kind, occurredAt, source, properties) : ""),
                Properties = properties,
            };
        }
    }

    public bool Read() => _rows.Read();

    public void Dispose() => _rows.Dispose();

    // Events of a lead mostly stand together: they share its id in memory.
    string LeadId()
    {
        var id = _rows.Id(_leadId);
        return _lastLeadId = id == _lastLeadId ? _lastLeadId : id;
    }

    string Kind() => _kind.Length == 1
        ? _rows.Text(_kind[0])
        : string.Join('+', _kind.Select(column => _rows[column]).Where(text => text.Length > 0)) is { Length: > 0 } kind
            ? kind
            : _rows.Text(_kind[0]);

    // Events of one instant are ordered by id: with the number before it, zeros in front, the id puts them in the source's order.
    string Order() => _order < 0 ? "" : $"{_rows[_order].PadLeft(12, '0')}-";

    // Kinds and sources are few and every event has them.
    string Word(string text) => _words.TryGetValue(text, out var known) ? known : _words[text] = text;
}
