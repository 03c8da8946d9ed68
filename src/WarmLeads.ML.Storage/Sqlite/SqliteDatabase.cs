using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>One SQLite file: one connection that writes, one transaction after the other, and any number that read.</summary>
/// <remarks>
/// In WAL mode readers see the last commit and never wait for the writer. Each commit is on the disk before
/// <see cref="WriteAsync"/> returns (synchronous = FULL).
/// </remarks>
sealed class SqliteDatabase(string path) : IAsyncDisposable
{
    readonly SemaphoreSlim _writing = new(1, 1);
    SqliteConnection? _writer;
    bool _disposed;

    /// <summary>Creates or opens the file, checks whose it is and brings its tables up to date.</summary>
    /// <returns>Whether it had been closed before.</returns>
    public async Task<bool> OpenAsync(CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writer is not null)
                return false;
            if (Directory.Exists(path))
                throw new IOException($"{path} is a folder; name a file in it for the store.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _writer = OpenWriter();
            return true;
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs the work in one transaction: after a return all of it is on the disk, after a throw nothing is.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            var writer = Ready();
            using var transaction = writer.BeginTransaction();
            var result = await work(writer);
            transaction.Commit();
            return result;
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs the work on a connection of its own, in one snapshot of the file.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> work)
    {
        try
        {
            await using var reader = OpenReader();
            using var snapshot = reader.BeginTransaction(deferred: true);
            return await work(reader);
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
    }

    /// <summary>A pooled connection for reading.</summary>
    public SqliteConnection OpenReader()
    {
        Ready();
        var reader = new SqliteConnection(Setting(SqliteOpenMode.ReadWrite, pooling: true));
        try
        {
            reader.Open();
            return reader;
        }
        catch (SqliteException e)
        {
            reader.Dispose();
            throw SqliteFailure.Explain(path, e);
        }
    }

    /// <summary>Steps to the next row.</summary>
    public bool Next(SqliteDataReader row)
    {
        try
        {
            return row.Read();
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
    }

    /// <summary>Waits for the transaction that is under way and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            using var pool = new SqliteConnection(Setting(SqliteOpenMode.ReadWrite, pooling: true));
            SqliteConnection.ClearPool(pool);
            // Last, so that it is the one that folds the log into the file.
            _writer?.Dispose();
        }
        finally
        {
            _writing.Release();
        }
    }

    SqliteConnection Ready()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _writer ?? throw new InvalidOperationException($"The store {path} is not open yet; call InitializeAsync first.");
    }

    SqliteConnection OpenWriter()
    {
        var writer = new SqliteConnection(Setting(SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            writer.Open();
            // Before the first change: a file of another program stays as it is.
            SqliteSchema.Check(writer, path);
            using var settings = writer.CreateCommand();
            settings.CommandText = "PRAGMA journal_mode = WAL";
            if (settings.ExecuteScalar() is not "wal")
                throw new IOException($"{path} is on a file system without shared memory, which SQLite needs; name a file on a local disk.");
            // Ids are random, so that a batch touches as many pages as it has events; a log of 64 MB folds each page
            // into the file once for several batches. At SQLite's 4 MB a quarter of the speed is lost.
            settings.CommandText =
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; " +
                "PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864";
            settings.ExecuteNonQuery();
            SqliteSchema.Migrate(writer, path);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    string Setting(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = pooling }.ToString();
}
