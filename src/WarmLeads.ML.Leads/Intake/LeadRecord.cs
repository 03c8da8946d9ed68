namespace WarmLeads.ML.Leads;

/// <summary>A lead as all changes together make it, with the moment since when each part holds.</summary>
/// <remarks>
/// Each part (an attribute, the account, the value, the registration) belongs to the change that speaks of it last; of two at
/// the same instant to the one whose text is greater in ordinal order. So any order of arrival and any repetition of the same
/// changes make the same lead.
/// </remarks>
/// <param name="Lead">The lead.</param>
/// <param name="Since">Since when its parts hold.</param>
public sealed record LeadRecord(Lead Lead, LeadTimes Since)
{
    /// <summary>The lead of the first change.</summary>
    public static LeadRecord From(LeadChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new LeadRecord(new Lead(change.LeadId, change.CreatedAt ?? change.At), new LeadTimes { IsCreationImplied = true }).With(change);
    }

    /// <summary>The lead after a change, which may be older than others that were taken in before it.</summary>
    public LeadRecord With(LeadChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var at = change.At;
        var attributes = new Dictionary<string, string>(Lead.Attributes, StringComparer.Ordinal);
        var times = new Dictionary<string, DateTimeOffset>(Since.Attributes, StringComparer.Ordinal);
        var (lead, since) = (Lead, Since);
        if (change.ReplacesAll)
        {
            foreach (var name in attributes.Keys.Where(name => times.GetValueOrDefault(name) < at).ToList())
                attributes.Remove(name);
            if (since.Account < at)
                (lead, since) = (lead with { AccountId = null }, since with { Account = at });
            if (since.Value < at)
                (lead, since) = (lead with { Value = null }, since with { Value = at });
            since = since with { Replaced = Later(since.Replaced, at) };
        }

        (lead, since) = WithCreation(lead, since, change);
        if (change.AccountId is { } account && IsNews(at, since.Account, account, lead.AccountId, since.Replaced))
            (lead, since) = (lead with { AccountId = account }, since with { Account = at });
        if (change.Value is { } value && at >= since.Replaced && (at > since.Value || (at == since.Value && !(lead.Value >= value))))
            (lead, since) = (lead with { Value = value }, since with { Value = at });
        foreach (var (name, text) in change.Attributes)
        {
            if (!IsNews(at, times.GetValueOrDefault(name), text, attributes.GetValueOrDefault(name), since.Replaced))
                continue;
            times[name] = at;
            if (text is null)
                attributes.Remove(name);
            else
                attributes[name] = text;
        }

        return new LeadRecord(lead with { Attributes = attributes }, since with { Attributes = times });
    }

    /// <summary>This lead and another that turned out to be the same person, under this one's id.</summary>
    public LeadRecord Joined(LeadRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var theirs = other.Lead;
        var joined = this;
        // Where nothing is known since when, this lead's own word counts.
        foreach (var (name, text) in theirs.Attributes)
        {
            var at = other.Since.Attributes.GetValueOrDefault(name);
            if (at == default && Lead.Attributes.ContainsKey(name))
                continue;
            joined = joined.With(new LeadChange(Lead.Id, at) { Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { [name] = text } });
        }

        // When it was said tells nothing of when the lead was registered.
        joined = joined with { Lead = joined.Lead with { CreatedAt = Lead.CreatedAt } };
        if (theirs.AccountId is { } account && (Lead.AccountId is null || other.Since.Account > Since.Account))
            joined = joined with { Lead = joined.Lead with { AccountId = account }, Since = joined.Since with { Account = other.Since.Account } };
        if (theirs.Value is { } value && (Lead.Value is null || other.Since.Value > Since.Value))
            joined = joined with { Lead = joined.Lead with { Value = value }, Since = joined.Since with { Value = other.Since.Value } };
        return Since.IsCreationImplied && theirs.CreatedAt < joined.Lead.CreatedAt
            ? joined with { Lead = joined.Lead with { CreatedAt = theirs.CreatedAt } }
            : joined;
    }

    static (Lead Lead, LeadTimes Since) WithCreation(Lead lead, LeadTimes since, LeadChange change)
    {
        if (change.CreatedAt is { } created)
        {
            var isNews = since.IsCreationImplied || change.At > since.Created || (change.At == since.Created && created > lead.CreatedAt);
            return isNews
                ? (lead with { CreatedAt = created }, since with { Created = change.At, IsCreationImplied = false })
                : (lead, since);
        }

        return since.IsCreationImplied && change.At < lead.CreatedAt ? (lead with { CreatedAt = change.At }, since) : (lead, since);
    }

    static bool IsNews(DateTimeOffset at, DateTimeOffset since, string? text, string? known, DateTimeOffset replaced) =>
        at >= replaced && (at > since || (at == since && string.CompareOrdinal(text, known) > 0));

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
