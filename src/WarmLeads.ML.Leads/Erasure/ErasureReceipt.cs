namespace WarmLeads.ML.Leads;

/// <summary>What is kept of the erasure of a person: nothing that says who it was.</summary>
/// <param name="LeadHash">
/// HMAC-SHA-256 of the lead's id under a key that only the store has, in hexadecimal: the same id gives the same hash, so that what
/// comes later of it is refused, and nobody who does not know the id can find it.
/// </param>
/// <param name="ErasedAt">When.</param>
/// <param name="Removed">How many rows of each kind of record went: `events`, `scores`, `transitions`…</param>
public sealed record ErasureReceipt(string LeadHash, DateTimeOffset ErasedAt, IReadOnlyDictionary<string, long> Removed)
{
    /// <summary>
    /// Whether the bytes are gone from the disk already. SQLite: overwritten in the file, and the log is folded and cut, unless somebody
    /// was reading for long. PostgreSQL: not before its vacuum comes by. Not kept; false in a receipt that is looked up.
    /// </summary>
    public bool AreBytesGone { get; init; }
}
