using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Keeps out of the store what comes in of erased persons.</summary>
static class ErasedLeads
{
    /// <summary>Every id that a batch names.</summary>
    public static HashSet<string> IdsOf(IntakeBatch batch) => batch.Aliases.SelectMany(alias => (string[])[alias.Alias, alias.LeadId])
        .Concat(batch.Changes.Select(change => change.LeadId))
        .Concat(batch.Events.Select(happened => happened.LeadId))
        .Concat(batch.Outcomes.Select(outcome => outcome.LeadId))
        .Concat(batch.Consents.Select(statement => statement.LeadId))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The batch without the erased.</summary>
    public static IntakeBatch Without(IntakeBatch batch, HashSet<string> erased) => erased.Count == 0 ? batch : new IntakeBatch
    {
        Aliases = [.. batch.Aliases.Where(alias => IsKept(alias, erased))],
        Changes = [.. batch.Changes.Where(change => !erased.Contains(change.LeadId))],
        Events = [.. batch.Events.Where(happened => !erased.Contains(happened.LeadId))],
        Outcomes = [.. batch.Outcomes.Where(outcome => !erased.Contains(outcome.LeadId))],
        Consents = [.. batch.Consents.Where(statement => !erased.Contains(statement.LeadId))],
    };

    /// <summary>A receipt for the whole batch from the one of what was kept: nothing of the erased is new.</summary>
    public static IntakeReceipt Widen(IntakeBatch batch, HashSet<string> erased, IntakeReceipt kept)
    {
        if (erased.Count == 0)
            return kept;
        bool[] isOutcomeKept = [.. batch.Outcomes.Select(outcome => !erased.Contains(outcome.LeadId))];
        return kept with
        {
            AliasOwners = Spread(
                [.. batch.Aliases.Select(alias => IsKept(alias, erased))], kept.AliasOwners, place => batch.Aliases[place].LeadId),
            NewEvents = Spread([.. batch.Events.Select(happened => !erased.Contains(happened.LeadId))], kept.NewEvents, _ => false),
            StandingOutcomes = Spread(isOutcomeKept, kept.StandingOutcomes, place => batch.Outcomes[place]),
            NewOutcomes = Spread(isOutcomeKept, kept.NewOutcomes, _ => false),
            ErasedLeads = erased,
        };
    }

    static bool IsKept(LeadAlias alias, HashSet<string> erased) => !erased.Contains(alias.Alias) && !erased.Contains(alias.LeadId);

    static T[] Spread<T>(bool[] isKept, IReadOnlyList<T> kept, Func<int, T> other)
    {
        var all = new T[isKept.Length];
        for (int place = 0, next = 0; place < all.Length; place++)
            all[place] = isKept[place] ? kept[next++] : other(place);
        return all;
    }
}
