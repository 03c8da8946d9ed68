namespace WarmLeads.ML.Leads;

/// <summary>What a lead agreed and objected to, as the latest statement of each kind says.</summary>
public sealed record LeadConsent
{
    /// <summary>Of a lead that nothing was said of.</summary>
    public static LeadConsent Unknown { get; } = new();

    /// <summary>Whether contact is allowed; null when nothing was said.</summary>
    public ConsentStatement? Contact { get; init; }

    /// <summary>Whether contact is forbidden; null when nothing was said.</summary>
    public ConsentStatement? DoNotContact { get; init; }

    /// <summary>Whether the lead objects to profiling; null when nothing was said.</summary>
    public ConsentStatement? ProfilingObjection { get; init; }

    /// <summary>Whether nothing that was said forbids to contact the lead.</summary>
    public bool MayContact => DoNotContact is not { Holds: true } && Contact is not { Holds: false };

    /// <summary>Whether nothing that was said forbids to score the lead.</summary>
    public bool MayProfile => ProfilingObjection is not { Holds: true };

    /// <summary>Of several statements about one lead, the latest of each kind; of two at one instant the one that allows less.</summary>
    public static LeadConsent Of(IEnumerable<ConsentStatement> statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        return statements.Aggregate(Unknown, (consent, statement) => consent.With(statement));
    }

    LeadConsent With(ConsentStatement statement) => statement.Kind switch
    {
        ConsentKind.Contact => this with { Contact = Stronger(Contact, statement, allowing: true) },
        ConsentKind.DoNotContact => this with { DoNotContact = Stronger(DoNotContact, statement, allowing: false) },
        _ => this with { ProfilingObjection = Stronger(ProfilingObjection, statement, allowing: false) },
    };

    static ConsentStatement Stronger(ConsentStatement? one, ConsentStatement other, bool allowing)
    {
        if (one is null || other.At > one.At)
            return other;
        if (other.At < one.At)
            return one;
        if (other.Holds != one.Holds)
            return other.Holds == allowing ? one : other;
        return string.CompareOrdinal(other.Source, one.Source) > 0 ? other : one;
    }
}
