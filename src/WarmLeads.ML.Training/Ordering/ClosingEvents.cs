using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Outcomes that are events: the first one after registration closes the lead; where only days are told, one on its day too.</summary>
/// <remarks>A kind that is joined of several columns, `A_ACCEPTED+COMPLETE`, is meant by its first part too.</remarks>
/// <param name="mapping">The kinds that close a lead as converted, and as lost.</param>
sealed class ClosingEvents(OutcomeMapping mapping)
{
    readonly HashSet<string> _converted = [.. mapping.ConvertedByEvent], _lost = [.. mapping.LostByEvent];
    readonly Dictionary<string, OutcomeKind?> _known = new(StringComparer.Ordinal);

    /// <summary>The outcome that an event is; null when it is none.</summary>
    /// <param name="item">The event.</param>
    /// <param name="registered">When its lead was registered.</param>
    public Outcome? Close(EngagementEvent item, DateTimeOffset registered) =>
        WholeDay.LatestOf(item) > registered && KindOf(item.Kind) is { } kind ? new Outcome(item.LeadId, kind, item.OccurredAt, item.ReceivedAt) : null;

    OutcomeKind? KindOf(string kind)
    {
        if (_known.TryGetValue(kind, out var known))
            return known;
        var first = kind.IndexOf('+', StringComparison.Ordinal) is > 0 and var at ? kind[..at] : kind;
        return _known[kind] = _converted.Contains(kind) || _converted.Contains(first) ? OutcomeKind.Converted
            : _lost.Contains(kind) || _lost.Contains(first) ? OutcomeKind.Lost
            : null;
    }
}
