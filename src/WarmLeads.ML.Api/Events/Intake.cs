using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>The one way into the store for what requests bring: stores it, and says what became of each item.</summary>
/// <remarks>The store marks the leads that changed as pending in the same commit, and wakes the monitor.</remarks>
/// <param name="store">The store.</param>
sealed class Intake(ILeadStore store)
{
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
        var receipt = good.Count == 0 ? null : await store.TakeInAsync(batch, stop);
        return new IntakeAnswer(new IntakeSummary(new IntakeReport(items, receipt).Items));
    }
}
