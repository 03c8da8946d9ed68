namespace WarmLeads.ML.Leads;

/// <summary>Leads that one worker has taken to look at; disposing of it gives back what was not committed.</summary>
public interface IPendingClaim : IAsyncDisposable
{
    /// <summary>The leads; empty when nothing waits, or all that waits is in other hands.</summary>
    IReadOnlyList<PendingLead> Leads { get; }
}
