using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>The one way into the store for what is new of leads: stores a batch, and says of which leads it changed something.</summary>
/// <param name="store">The store.</param>
sealed class Intake(ILeadStore store)
{
    Action<IReadOnlySet<string>> _committed = _ => { };

    /// <summary>From now on tells somebody after each commit which leads changed, under their present ids.</summary>
    /// <param name="told">Returns at once and does not throw: the sender waits for its answer.</param>
    public void OnCommit(Action<IReadOnlySet<string>> told) => _committed += told;

    /// <summary>Stores a batch; it is on the disk when this returns.</summary>
    public async Task<IntakeReceipt> TakeInAsync(IntakeBatch batch, CancellationToken stop)
    {
        var receipt = await store.TakeInAsync(batch, stop);
        if (receipt.ChangedLeads.Count > 0)
            _committed(receipt.ChangedLeads);
        return receipt;
    }

    /// <summary>Stores what was read of a request, in one commit, and says of each item what became of it.</summary>
    public async Task<IntakeAnswer> TakeInAsync(IReadOnlyList<IntakeItem> items, CancellationToken stop)
    {
        var good = items.Where(item => item.Errors.Count == 0).ToList();
        var batch = new IntakeBatch
        {
            Aliases = [.. good.Select(item => item.Alias).OfType<LeadAlias>()],
            Changes = [.. good.Select(item => item.Change).OfType<LeadChange>()],
            Events = [.. good.Select(item => item.Event).OfType<EngagementEvent>()],
            Outcomes = [.. good.Select(item => item.Outcome).OfType<Outcome>()],
            Consents = [.. good.SelectMany(item => item.Consents)],
        };
        var receipt = good.Count == 0 ? null : await TakeInAsync(batch, stop);
        return new IntakeAnswer(new IntakeReport(items, receipt).Items);
    }
}
