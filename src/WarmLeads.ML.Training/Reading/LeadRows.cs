using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Leads from leads.csv.</summary>
sealed class LeadRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly TimeSpan _shift;
    readonly int _id, _createdAt, _accountId, _value;
    readonly (int Column, string Name)[] _attributes;

    public LeadRows(string folder, TimeSpan shift)
    {
        _rows = HistoryRows.Open(folder, "leads");
        _shift = shift;
        try
        {
            (_id, _createdAt) = (_rows.Required("lead_id"), _rows.Required("created_at"));
            (_accountId, _value) = (_rows.Optional("account_id"), _rows.Optional("value"));
            _attributes = _rows.Others();
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    public Lead Current
    {
        get
        {
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (column, name) in _attributes)
            {
                if (_rows[column] is { Length: > 0 } text)
                    attributes.Add(name, text);
            }

            return new Lead(_rows.Id(_id), _rows.Instant(_createdAt) + _shift)
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
