using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Rows of activities: calls, mails, meetings, answers to campaigns.</summary>
sealed class ActivityExportReader : IImportReader
{
    readonly ImportColumns _columns;
    readonly ActivityExport _export;
    readonly int[] _lead;
    readonly int _id, _createdAt;
    readonly int[] _occurredAt, _kind;
    readonly (int Column, string Name)[] _properties;

    public ActivityExportReader(ImportColumns columns, ActivityExport export)
    {
        (_columns, _export) = (columns, export);
        (_id, _createdAt) = (columns.Use(export.Id), columns.Use(export.CreatedAt));
        // The first of these that a row fills counts.
        _lead = Each(columns, export.Lead);
        _occurredAt = Each(columns, export.OccurredAt);
        _kind = [.. export.KindColumns.Select(name => columns.Use(name))];
        _properties = [.. export.Properties.Select(pair => (columns.Use(pair.Column), pair.Property)).Where(pair => pair.Item1 >= 0)];
    }

    public bool Read(ImportBatch batch)
    {
        var (kind, direction) = _export.KindOf([.. _kind.Select(column => _columns.Text(column).ToLowerInvariant())]);
        var lead = _lead.Select(_columns.Text).FirstOrDefault(text => text.Length > 0);
        if (kind is null || lead is null)
            return false;
        var id = _columns.Key(_id);
        var when = _occurredAt.FirstOrDefault(column => _columns.Text(column).Length > 0, -1);
        var occurredAt = when < 0 ? _columns.Required(_createdAt) : _columns.Required(when);
        var createdAt = _columns.Instant(_createdAt) ?? occurredAt;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (direction is not null)
            properties.Add("direction", direction);
        foreach (var (column, name) in _properties)
        {
            if (_columns.Text(column) is { Length: > 0 } text)
                properties.TryAdd(name, text);
        }

        var leads = lead.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (leads.FirstOrDefault(one => one.Length > 200) is not null)
            throw _columns.Wrong(_lead[0], "has an id of more than 200 characters; correct it.");
        foreach (var one in leads)
        {
            batch.Events.Add(new EngagementEvent(one, kind, occurredAt, createdAt > occurredAt ? createdAt : occurredAt)
            {
                Source = _export.System,
                EventId = leads.Length == 1 ? id : ContentId.Of([id, one]),
                Properties = properties,
            });
        }

        return true;
    }

    static int[] Each(ImportColumns columns, string[] names) => [.. names.Select(name => columns.Use(name)).Where(column => column >= 0)];
}
