namespace WarmLeads.ML.Leads;

/// <summary>Persons who asked to be forgotten.</summary>
public interface IErasureStore
{
    /// <summary>
    /// Removes everything of a lead, under its present and all its former ids, in one transaction, and keeps a receipt. What comes in of it
    /// later, whoever sends it, is dropped and told in <see cref="IntakeReceipt.ErasedLeads"/>.
    /// </summary>
    /// <returns>The receipt, the earlier one when it was erased before; null when nothing was known of the id.</returns>
    Task<ErasureReceipt?> EraseAsync(string leadId, DateTimeOffset now, CancellationToken stop);

    /// <summary>The receipt of an erased lead, by one of the ids that it had; null when it was not erased.</summary>
    Task<ErasureReceipt?> FindErasureAsync(string leadId, CancellationToken stop);
}
