using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Events from events.csv.</summary>
sealed class EventRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly TimeSpan _shift;
    readonly int _leadId, _kind, _occurredAt, _eventId, _receivedAt, _source;
    readonly EventProperties _properties;
    readonly EventIds _ids = new();
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    string _lastLeadId = "";

    public EventRows(string folder, TimeSpan shift)
    {
        _rows = HistoryRows.Open(folder, "events");
        _shift = shift;
        try
        {
            (_leadId, _kind, _occurredAt) = (_rows.Required("lead_id"), _rows.Required("kind"), _rows.Required("occurred_at"));
            (_eventId, _receivedAt, _source) = (_rows.Optional("event_id"), _rows.Optional("received_at"), _rows.Optional("source"));
            _properties = new EventProperties(_rows, _rows.Optional("properties"));
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    public EngagementEvent Current
    {
        get
        {
            var leadId = LeadId();
            var kind = Word(_rows.Text(_kind));
            var source = _source >= 0 ? Word(_rows[_source]) : "";
            var occurredAt = _rows.Instant(_occurredAt);
            var properties = _properties.Read();
            return new EngagementEvent(leadId, kind, occurredAt + _shift, _rows.Instant(_receivedAt, occurredAt) + _shift)
            {
                Source = source,
                // From the instants of the file: the same event has the same id however far it is shifted.
                EventId = _eventId >= 0 && _rows[_eventId] is { Length: > 0 } id
                    ? id
                    : _ids.Next(leadId, kind, occurredAt, source, properties),
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

    // Kinds and sources are few and every event has them.
    string Word(string text) => _words.TryGetValue(text, out var known) ? known : _words[text] = text;
}
