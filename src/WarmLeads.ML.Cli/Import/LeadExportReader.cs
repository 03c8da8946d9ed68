using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Rows of leads: attributes, consent, and how they ended where the row says so.</summary>
/// <remarks>
/// What an export says of a lead it says as of today. Columns that only came to be because the lead converted or was given up
/// (stages, dates of stages, counts, "last" and "recent") are no attributes: a model would learn the end from the end.
/// </remarks>
sealed class LeadExportReader : IImportReader
{
    static readonly string[] TellsOfTheEnd =
    [
        "lifecycle", "leadstatus", "status", "statecode", "statuscode", "became", "closed", "closedate", "converted", "isconverted", "last", "recent",
        "numberof", "numassociated", "daysto", "hubspotscore", "associateddeal", "deal", "qualif", "rating", "opportunit", "isdeleted", "systemmodstamp", "modified",
    ];

    readonly ImportColumns _columns;
    readonly LeadExport _export;
    readonly int _id, _createdAt, _updatedAt, _account, _value, _convertedAt, _state;
    readonly (int Column, ConsentKind Kind, bool IsOpposite)[] _consents;
    readonly (int Column, string Name)[] _attributes;

    public LeadExportReader(ImportColumns columns, LeadExport export)
    {
        (_columns, _export) = (columns, export);
        (_id, _createdAt, _updatedAt) = (columns.Use(export.Id), columns.Use(export.CreatedAt), columns.Use(export.UpdatedAt));
        (_account, _value) = (columns.Use(export.Account), columns.Use(export.Value));
        (_convertedAt, _state) = (columns.Use(export.ConvertedAt), columns.Use(export.State));
        _consents = [.. export.Consents.Select(consent => (columns.Use(consent.Names), consent.Kind, consent.IsOpposite)).Where(consent => consent.Item1 >= 0)];
        _attributes = columns.Others(name => !export.IsComplete && IsOfTheEnd(name));
    }

    public bool Read(ImportBatch batch)
    {
        var id = _columns.Key(_id);
        var createdAt = _columns.Required(_createdAt);
        var updatedAt = _columns.Instant(_updatedAt) ?? _columns.FileTime;
        var account = _columns.Text(_account).Length > 0 ? _columns.Key(_account) : null;
        var attributes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (column, name) in _attributes)
        {
            if (_columns.Text(column) is { Length: > 0 } text)
                attributes.Add(name, text);
        }

        var change = new LeadChange(id, updatedAt)
        {
            CreatedAt = createdAt,
            AccountId = account,
            Value = _columns.Number(_value),
            Attributes = attributes,
            ReplacesAll = _export.IsComplete,
        };
        var outcome = Outcome(id, updatedAt);
        List<ConsentStatement> consents = [];
        foreach (var (column, kind, isOpposite) in _consents)
        {
            // What a CRM holds by default nobody said: only a yes to being left alone, or to being contacted, is a statement.
            if (_columns.Flag(column) is true)
                consents.Add(new ConsentStatement(id, kind, !isOpposite, updatedAt, _export.System));
        }

        batch.Changes.Add(change);
        batch.Consents.AddRange(consents);
        if (outcome is not null)
            batch.Outcomes.Add(outcome);
        return true;
    }

    Outcome? Outcome(string id, DateTimeOffset updatedAt)
    {
        var state = _columns.Text(_state).ToLowerInvariant();
        var convertedAt = _columns.Instant(_convertedAt);
        if (convertedAt is not null || _export.Ends.Converted.Contains(state, StringComparer.Ordinal))
            return new Outcome(id, OutcomeKind.Converted, convertedAt ?? updatedAt, convertedAt ?? updatedAt);
        return _export.Ends.Lost.Contains(state, StringComparer.Ordinal) ? new Outcome(id, OutcomeKind.Lost, updatedAt, updatedAt) : null;
    }

    static bool IsOfTheEnd(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();
        return TellsOfTheEnd.Any(word => letters.StartsWith(word, StringComparison.Ordinal))
            // A name is somebody's, whatever it begins with.
            && letters is not "lastname";
    }
}
