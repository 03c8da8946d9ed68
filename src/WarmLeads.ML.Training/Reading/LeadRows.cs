using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Leads from leads.csv.</summary>
sealed class LeadRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly TimeSpan _shift;
    readonly int _id, _createdAt, _accountId, _value;
    readonly (int Column, string Name)[] _attributes;

    public LeadRows(string folder, HistoryMapping mapping, TimeSpan shift)
    {
        var leads = mapping.Leads;
        _rows = HistoryRows.Open(folder, "leads", leads.File, mapping);
        _shift = shift;
        try
        {
            (_id, _createdAt) = (_rows.Required(leads.LeadId, "lead_id"), _rows.Required(leads.CreatedAt, "created_at"));
            (_accountId, _value) = (_rows.Optional(leads.AccountId, "account_id"), _rows.Optional(leads.Value, "value"));
            // Outcomes may stand in the file of leads, as in an export; they are no attributes.
            foreach (var outcomes in mapping.OutcomeFiles.Where(outcomes => outcomes.File is { } file && file.Equals(leads.File, StringComparison.Ordinal)))
                _rows.Reserve(outcomes.Outcome ?? "outcome", outcomes.OccurredAt ?? "occurred_at", outcomes.RecordedAt ?? "recorded_at");
            _attributes = _rows.Listed(leads.Attributes, "an attribute") ?? _rows.Others();
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    /// <summary>The offset from UTC that the registration says, in minutes; null when it says none. Of the lead read last.</summary>
    public int? OffsetMinutes { get; private set; }

    public Lead Current
    {
        get
        {
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (column, name) in _attributes)
            {
                if (_rows.Value(column) is { Length: > 0 } text)
                    attributes.Add(name, text);
            }

            var createdAt = _rows.Instant(_createdAt);
            OffsetMinutes = _rows.OffsetMinutes;
            return new Lead(_rows.Id(_id), createdAt + _shift)
            {
                AccountId = _accountId >= 0 && _rows[_accountId] is { Length: > 0 } account ? account : null,
                Value = _rows.Number(_value),
                Attributes = attributes,
            };
        }
    }

    public bool Read() => _rows.Read();

    public void Dispose() => _rows.Dispose();
}
