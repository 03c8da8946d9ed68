using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace WarmLeads.ML.Storage;

/// <summary>Folds the log into the file while others write and read.</summary>
/// <remarks>
/// The long part runs on a connection and a thread of its own. It cannot reach the end of a log that grows meanwhile: a second
/// run folds what was added, and the writer the last short piece between two commits, after which SQLite begins the log anew.
/// A writer at full speed is not caught up with; it folds by itself when the log is long.
/// A reader that stays long keeps the log from beginning anew; it grows until the reader is done.
/// </remarks>
sealed class SqliteCheckpoint(string setting) : IAsyncDisposable
{
    // Pages of 4 kB. Ids are random, so that a batch touches as many pages as it has events: in a log of 64 MB each page is folded
    // once for several batches, and the disk is left to the commits most of the time.
    const long PagesToFold = 16_000, PagesAtMost = 64_000;
    const int RunsBeside = 2;

    // SQLITE_DBSTATUS_CACHE_WRITE: pages that a connection has written so far, into the log.
    const int PagesWrittenStatus = 9;

    readonly SqliteConnection _beside = new(setting);
    Task<bool> _folding = Task.FromResult(true);
    bool _isUnderWay;
    int _runs;
    long _beganAt;

    /// <summary>Called by the writer between two transactions: begins to fold, or ends it.</summary>
    public void LookAt(SqliteConnection writer)
    {
        var written = PagesWritten(writer) - _beganAt;
        _isUnderWay &= !_folding.IsCompleted;
        if (written < PagesToFold || (_isUnderWay && written < PagesAtMost))
            return;
        if (_runs < RunsBeside && written < PagesAtMost)
        {
            _runs++;
            _isUnderWay = true;
            _folding = Task.Factory.StartNew(FoldBeside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return;
        }

        // Where somebody reads or folds, the rest waits until as much was written once more.
        Fold(writer);
        (_runs, _beganAt) = (0, _beganAt + written);
    }

    public async ValueTask DisposeAsync()
    {
        await _folding;
        await _beside.DisposeAsync();
    }

    bool FoldBeside()
    {
        try
        {
            if (_beside.State == System.Data.ConnectionState.Closed)
                _beside.Open();
        }
        catch (SqliteException)
        {
            // Everything is safe in the log; the writer folds it when this connection cannot.
            return false;
        }

        return Fold(_beside);
    }

    // Whether all of the log lies in the file now, as far as it went when the fold began.
    static bool Fold(SqliteConnection connection)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            using var row = command.ExecuteReader();
            return row.Read() && row.GetInt64(0) == 0 && row.GetInt64(2) >= 0;
        }
        catch (SqliteException)
        {
            // Nothing is lost: what was not folded is safe in the log, and folding begins again with the next commits.
            return false;
        }
    }

    static long PagesWritten(SqliteConnection writer)
    {
        raw.sqlite3_db_status(writer.Handle, PagesWrittenStatus, out var written, out _, resetFlg: 0);
        return written;
    }
}
