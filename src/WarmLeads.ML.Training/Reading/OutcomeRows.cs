using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Outcomes from outcomes.csv.</summary>
sealed class OutcomeRows : IDisposable
{
    readonly HistoryRows _rows;
    readonly OutcomeMapping _mapping;
    readonly TimeSpan _shift;
    readonly int _leadId, _outcome, _occurredAt, _recordedAt;

    public OutcomeRows(string folder, HistoryMapping mapping, OutcomeMapping outcomes, TimeSpan shift)
    {
        _mapping = outcomes;
        RepeatsRows = outcomes.File is { } file && file.Equals(mapping.Events.File, StringComparison.Ordinal);
        _rows = HistoryRows.Open(folder, "outcomes", _mapping.File, mapping);
        _shift = shift;
        try
        {
            (_leadId, _outcome) = (
                _rows.Required(_mapping.LeadId, "lead_id"), _mapping.OutcomeIs is null ? _rows.Required(_mapping.Outcome, "outcome") : -1);
            (_occurredAt, _recordedAt) = (
                _mapping is { AtLatestEvent: true, OccurredAt: null } ? -1 : _rows.Required(_mapping.OccurredAt, "occurred_at"), _rows.Optional(_mapping.RecordedAt, "recorded_at"));
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file is the one of events, so that each row of a lead says its outcome again.</summary>
    public bool RepeatsRows { get; }

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    /// <summary>Whether the row has an outcome and does not say when.</summary>
    public bool LacksMoment => !RepeatsRows && !_mapping.AtLatestEvent && _rows[_occurredAt].Length == 0 && Kind() is not null;

    /// <summary>Whether the row does not say when, so that the lead ended with its latest event.</summary>
    public bool IsAtLatestEvent => _mapping.AtLatestEvent && (_occurredAt < 0 || _rows[_occurredAt].Length == 0);

    /// <summary>The latest moment at which the outcome read last can have happened: the end of its day where no time is told.</summary>
    public DateTimeOffset LatestAt { get; private set; }

    /// <summary>The row's outcome; null when the row says that the lead is still open.</summary>
    public Outcome? Current
    {
        get
        {
            // Events without a lead are counted where events are read.
            if (Kind() is not { } kind || (RepeatsRows && _rows[_leadId].Length == 0))
                return null;
            if (IsAtLatestEvent)
                return new Outcome(_rows.Id(_leadId), kind, default, default);
            var occurredAt = _rows.Instant(_occurredAt);
            var latest = _rows.IsDay ? WholeDay.EndOf(occurredAt) : occurredAt;
            LatestAt = latest + _shift;
            return new Outcome(_rows.Id(_leadId), kind, occurredAt + _shift, _rows.Known(_recordedAt, latest) + _shift);
        }
    }

    public bool Read() => _rows.Read();

    public void Dispose() => _rows.Dispose();

    OutcomeKind? Kind()
    {
        if (_mapping.OutcomeIs is { } always)
            return always == "converted" ? OutcomeKind.Converted : OutcomeKind.Lost;
        var text = _rows[_outcome];
        if (Has(_mapping.Converted, text))
            return OutcomeKind.Converted;
        var isOwn = ReferenceEquals(_mapping, HistoryMapping.Own.Outcomes);
        if (Has(_mapping.Open, text) || (text.Length == 0 && !isOwn))
            return null;
        if (isOwn ? text.Equals("lost", StringComparison.OrdinalIgnoreCase) : _mapping.Lost is null || Has(_mapping.Lost, text))
            return OutcomeKind.Lost;
        throw new InvalidDataException(isOwn
            ? $"{_rows.Place(_outcome)} is '{text}'; write converted or lost, and leave leads that are still open out of the file, or let `warmleads import --plan DIR` say what the words mean."
            : $"{_rows.Place(_outcome)} is '{text}', which the mapping names neither as converted nor as lost nor as open; add it to one of them.");
    }

    static bool Has(IReadOnlyList<string> texts, string text) => texts.Contains(text, StringComparer.OrdinalIgnoreCase);
}
