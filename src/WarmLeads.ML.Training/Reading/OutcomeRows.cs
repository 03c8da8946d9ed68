using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Outcomes from outcomes.csv.</summary>
sealed class OutcomeRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly TimeSpan _shift;
    readonly int _leadId, _outcome, _occurredAt, _recordedAt;

    public OutcomeRows(string folder, TimeSpan shift)
    {
        _rows = HistoryRows.Open(folder, "outcomes");
        _shift = shift;
        try
        {
            (_leadId, _outcome) = (_rows.Required("lead_id"), _rows.Required("outcome"));
            (_occurredAt, _recordedAt) = (_rows.Required("occurred_at"), _rows.Optional("recorded_at"));
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    public Outcome Current
    {
        get
        {
            var occurredAt = _rows.Instant(_occurredAt);
            return new Outcome(_rows.Id(_leadId), Kind(), occurredAt + _shift, _rows.Instant(_recordedAt, occurredAt) + _shift);
        }
    }

    public bool Read() => _rows.Read();

    public void Dispose() => _rows.Dispose();

    OutcomeKind Kind()
    {
        var text = _rows[_outcome];
        if (text.Equals("converted", StringComparison.OrdinalIgnoreCase))
            return OutcomeKind.Converted;
        return text.Equals("lost", StringComparison.OrdinalIgnoreCase)
            ? OutcomeKind.Lost
            : throw new InvalidDataException(
                $"{_rows.Place(_outcome)} is '{text}'; write converted or lost, and leave leads that are still open out of the file.");
    }
}
