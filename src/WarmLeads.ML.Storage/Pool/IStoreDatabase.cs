using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What the pool's tables need of a database, and the few things that the two say differently.</summary>
interface IStoreDatabase
{
    /// <summary>Makes lead `@lead` pending under a new number.</summary>
    string MarkPending { get; }

    /// <summary>Makes leads pending whose next look is not after `@now`.</summary>
    string MarkDue { get; }

    /// <summary>Makes leads pending, each under a new number, because colleagues have news.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="told">The leads.</param>
    /// <param name="released">Leads that cease to be pending in the same transaction.</param>
    /// <param name="stop">Stops the statements.</param>
    Task MarkToldAsync(DbConnection connection, IReadOnlyList<string> told, IReadOnlyList<string> released, CancellationToken stop);

    /// <summary>A table of the ids in parameter `ids`, with their place from 0: columns `place` and `id`.</summary>
    string IdTable { get; }

    /// <summary>Joins a large table to the table of ids so that its index is walked once for each id.</summary>
    string JoinEach { get; }

    /// <summary>A parameter as the value of a JSON column.</summary>
    string Json(string parameter);

    /// <summary>Lets one transaction at a time begin a sweep or take a part of one.</summary>
    string LockSweeps { get; }

    /// <summary>Run when a sweep is complete.</summary>
    string AfterSweep { get; }

    /// <summary>Rows of `alerts` that a query takes for itself while others take other rows: the end of a SELECT.</summary>
    string SkipTaken { get; }

    /// <summary>Keeps rows of `leads` from being removed before the transaction ends: the end of a SELECT.</summary>
    string KeepLeads { get; }

    /// <summary>Lets nobody take anything in before the transaction ends; empty where one transaction writes at a time anyway.</summary>
    string LockIntake { get; }

    /// <summary>Lets nobody erase before the transaction ends; others may do the same meanwhile.</summary>
    string LockErasure { get; }

    /// <summary>Makes the disk forget what was removed.</summary>
    /// <returns>Whether it has; false when that comes later.</returns>
    Task<bool> WipeAsync(CancellationToken stop);

    /// <summary>The value of parameter `ids`.</summary>
    object IdValues(IReadOnlyList<string> ids);

    /// <summary>Runs a statement once for each row of parameters `@p0`, `@p1`…</summary>
    /// <returns>For each row how many rows it wrote.</returns>
    Task<int[]> ExecuteEachAsync(DbConnection connection, string sql, IReadOnlyList<object[]> rows, CancellationToken stop);

    /// <summary>Takes pending leads, the longest-waiting first, that no other node has taken.</summary>
    Task<IPendingClaim> ClaimPendingAsync(int limit, CancellationToken stop);

    /// <summary>Runs the work in one transaction: after a return all of it is on the disk, after a throw nothing is.</summary>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop);

    /// <summary>Runs the work in one snapshot of the database.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop);
}
