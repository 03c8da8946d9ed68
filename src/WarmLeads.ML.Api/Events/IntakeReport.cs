using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>From the receipt of a batch back to the items of the request that it was made of.</summary>
sealed class IntakeReport
{
    readonly IntakeReceipt? _receipt;
    int _event, _outcome, _alias;

    public IntakeReport(IReadOnlyList<IntakeItem> items, IntakeReceipt? receipt)
    {
        _receipt = receipt;
        var answers = new IntakeItemAnswer[items.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = Answer(items[i], i);
        Items = answers;
    }

    public IReadOnlyList<IntakeItemAnswer> Items { get; }

    IntakeItemAnswer Answer(IntakeItem item, int index)
    {
        if (item.Errors.Count > 0)
            return new IntakeItemAnswer(index, IntakeStatus.Refused) { Id = item.Id, Errors = item.Errors };
        var answer = Taken(item, index);
        return LeadsOf(item).FirstOrDefault(_receipt!.ErasedLeads.Contains) is { } erased
            ? new IntakeItemAnswer(index, IntakeStatus.Refused)
            {
                Id = item.Id,
                Errors = [new RequestError(item.Path, $"Lead '{erased}' was erased on request, and nothing of it is stored again; stop sending it.")],
            }
            : answer;
    }

    static IEnumerable<string> LeadsOf(IntakeItem item) =>
        new[] { item.Event?.LeadId, item.Outcome?.LeadId, item.Change?.LeadId, item.Alias?.Alias, item.Alias?.LeadId }.OfType<string>()
            .Concat(item.Consents.Select(consent => consent.LeadId));

    IntakeItemAnswer Taken(IntakeItem item, int index)
    {
        var status = IntakeStatus.Stored;
        if (item.Event is { } happened)
        {
            status = _receipt!.NewEvents[_event++] ? IntakeStatus.Stored : IntakeStatus.Duplicate;
            NoteUnknown(item, happened.LeadId, "event");
        }

        if (item.Alias is { } alias && _receipt!.AliasOwners[_alias++] is var owner && owner != alias.LeadId)
            item.Notes.Add($"'{alias.Alias}' belongs to lead '{owner}'; it stays there.");
        if (item.Outcome is { } outcome)
        {
            var (isNew, standing) = (_receipt!.NewOutcomes[_outcome], _receipt.StandingOutcomes[_outcome]);
            _outcome++;
            if (!isNew && standing.Kind != outcome.Kind)
            {
                var sentence =
                    $"Lead '{outcome.LeadId}' {Word(standing.Kind)} on {standing.OccurredAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, as was recorded before; the first outcome stands.";
                return new IntakeItemAnswer(index, IntakeStatus.Refused) { Id = item.Id, Errors = [new RequestError(item.Path, sentence)] };
            }

            status = isNew ? IntakeStatus.Stored : IntakeStatus.Duplicate;
            NoteUnknown(item, outcome.LeadId, "outcome");
        }

        foreach (var lead in item.Consents.Where(_ => item.Change is null).Select(consent => consent.LeadId).Distinct(StringComparer.Ordinal))
            NoteUnknown(item, lead, "consent");
        return new IntakeItemAnswer(index, status)
        {
            Id = item.Id,
            Note = item.Notes.Count == 0 ? null : string.Join(' ', item.Notes),
        };
    }

    void NoteUnknown(IntakeItem item, string lead, string what)
    {
        if (_receipt!.UnknownLeads.Contains(lead))
            item.Notes.Add($"Lead '{lead}' is not stored yet; the {what} is kept and counts from the moment it is.");
    }

    static string Word(OutcomeKind kind) => kind == OutcomeKind.Converted ? "converted" : "was lost";
}
