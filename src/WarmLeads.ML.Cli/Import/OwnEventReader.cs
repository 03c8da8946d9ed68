using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Rows of our own events.csv.</summary>
sealed class OwnEventReader : IImportReader
{
    static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    readonly ImportColumns _columns;
    readonly int _lead, _kind, _occurredAt, _receivedAt, _id, _source, _json;
    readonly (int Column, string Name)[] _others;
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    public OwnEventReader(ImportColumns columns)
    {
        _columns = columns;
        (_lead, _kind, _occurredAt) = (columns.Use("lead_id"), columns.Use("kind"), columns.Use("occurred_at"));
        (_receivedAt, _id, _source, _json) = (columns.Use("received_at"), columns.Use("event_id"), columns.Use("source"), columns.Use("properties"));
        _others = columns.Others(_ => false);
    }

    public bool Read(ImportBatch batch)
    {
        var (lead, kind, source) = (_columns.Key(_lead), Word(_columns.Key(_kind)), _source < 0 ? "" : Word(_columns.Key(_source, shortest: 0)));
        var occurredAt = _columns.Required(_occurredAt);
        var properties = Properties();
        batch.Events.Add(new EngagementEvent(lead, kind, occurredAt, _columns.Known(_receivedAt) ?? _columns.Known(_occurredAt) ?? occurredAt)
        {
            Source = source,
            EventId = _columns.Text(_id).Length > 0
                ? _columns.Key(_id)
                : ContentId.Of([lead, kind, $"{occurredAt.UtcTicks}", source, .. properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => (string[])[pair.Key, pair.Value])]),
            Properties = properties,
        });
        return true;
    }

    Dictionary<string, string> Properties()
    {
        Dictionary<string, string>? properties = null;
        foreach (var (column, name) in _others)
        {
            if (_columns.Text(column) is { Length: > 0 } text)
                (properties ??= new(StringComparer.Ordinal)).Add(name, text);
        }

        if (_columns.Text(_json) is not { Length: > 0 } json)
            return properties ?? None;
        properties ??= new(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw _columns.Wrong(_json, "is not a JSON object; write {\"page\":\"pricing\"} or leave it empty.");
            foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
                properties[property.Name] = property.Value.ToString();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw _columns.Wrong(_json, "is not JSON; write {\"page\":\"pricing\"} or leave it empty.");
        }

        return properties;
    }

    // Kinds and sources are few and every event has them.
    string Word(string text) => _words.TryGetValue(text, out var known) ? known : _words[text] = text;
}
