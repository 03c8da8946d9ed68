using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Rows of deals or opportunities: one that is closed ends its leads.</summary>
sealed class DealExportReader : IImportReader
{
    readonly ImportColumns _columns;
    readonly DealExport _export;
    readonly int[] _state;
    readonly int _lead, _closedAt;

    public DealExportReader(ImportColumns columns, DealExport export)
    {
        (_columns, _export) = (columns, export);
        (_lead, _closedAt) = (columns.Use(export.Lead), columns.Use(export.ClosedAt));
        _state = [.. export.StateColumns.Select(name => columns.Use(name))];
    }

    public bool Read(ImportBatch batch)
    {
        if (_export.IsWon([.. _state.Select(column => _columns.Text(column).ToLowerInvariant())]) is not { } isWon || _columns.Text(_lead).Length == 0)
            return false;
        var closedAt = _columns.Required(_closedAt);
        foreach (var lead in _columns.Text(_lead).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (lead.Length > 200)
                throw _columns.Wrong(_lead, "has an id of more than 200 characters; correct it.");
            batch.Outcomes.Add(new Outcome(lead, isWon ? OutcomeKind.Converted : OutcomeKind.Lost, closedAt, closedAt));
        }

        return true;
    }
}
