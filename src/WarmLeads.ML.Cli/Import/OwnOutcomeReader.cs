using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Rows of our own outcomes.csv.</summary>
sealed class OwnOutcomeReader : IImportReader
{
    readonly ImportColumns _columns;
    readonly int _lead, _outcome, _occurredAt, _recordedAt;

    public OwnOutcomeReader(ImportColumns columns)
    {
        _columns = columns;
        (_lead, _outcome) = (columns.Use("lead_id"), columns.Use("outcome"));
        (_occurredAt, _recordedAt) = (columns.Use("occurred_at"), columns.Use("recorded_at"));
    }

    public bool Read(ImportBatch batch)
    {
        var kind = _columns.Text(_outcome).ToLowerInvariant() switch
        {
            "converted" => OutcomeKind.Converted,
            "lost" => OutcomeKind.Lost,
            var other => throw _columns.Wrong(_outcome, $"is '{other}'; write converted or lost, and leave leads that are still open out of the file."),
        };
        var occurredAt = _columns.Required(_occurredAt);
        batch.Outcomes.Add(new Outcome(_columns.Key(_lead), kind, occurredAt, _columns.Known(_recordedAt) ?? _columns.Known(_occurredAt) ?? occurredAt));
        return true;
    }
}
