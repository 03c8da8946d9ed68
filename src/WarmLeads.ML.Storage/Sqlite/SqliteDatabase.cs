using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>One SQLite file: one connection that writes, and any number that read.</summary>
/// <remarks>
/// In WAL mode readers see the last commit and never wait for the writer. Each commit is on the disk before
/// <see cref="WriteAsync"/> returns (synchronous = FULL). What is written at the same time shares a commit, and the log
/// is folded into the file on another connection meanwhile, so that no writer waits for more than a commit or two.
/// </remarks>
sealed partial class SqliteDatabase(string path) : IAsyncDisposable
{
    readonly SemaphoreSlim _opening = new(1, 1);
    SqliteWriter? _writer;
    bool _disposed;

    /// <summary>Creates or opens the file, checks whose it is and brings its tables up to date.</summary>
    /// <returns>Whether it had been closed before.</returns>
    public async Task<bool> OpenAsync(CancellationToken stop)
    {
        await _opening.WaitAsync(stop);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writer is not null)
                return false;
            if (Directory.Exists(path))
                throw new IOException($"{path} is a folder; name a file in it for the store.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var connection = OpenWriter();
            _writer = new SqliteWriter(connection, path, new SqliteCheckpoint(Setting(SqliteOpenMode.ReadWrite, pooling: false)));
            return true;
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Runs the work in a transaction: after a return all of it is on the disk, after a throw nothing is.</summary>
    /// <param name="work">
    /// What to write. It shares the transaction with other works that wait, and when one of them fails runs once more by itself: it must
    /// change nothing but the database, and wait for nothing else.
    /// </param>
    /// <param name="stop">Takes the work back while it waits.</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Ready().WriteAsync(work, stop);
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
        ObjectDisposedException.ThrowIf(_disposed, this);
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

    /// <summary>Waits for what is being written and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            using var pool = new SqliteConnection(Setting(SqliteOpenMode.ReadWrite, pooling: true));
            SqliteConnection.ClearPool(pool);
            // Last, so that it is the one that folds the log into the file.
            if (_writer is not null)
                await _writer.DisposeAsync();
        }
        finally
        {
            _opening.Release();
        }
    }

    SqliteWriter Ready() =>
        _writer ?? throw new InvalidOperationException($"The store {path} is not open yet; call InitializeAsync first.");

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
            settings.CommandText =
                // What is deleted is overwritten: an erased person must not stay in the file's free pages.
                "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; " +
                "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 268435456";
            settings.ExecuteNonQuery();
            if (SqliteSchema.Migrate(writer, path))
            {
                // Written by a program that did not overwrite what it deleted: the file is written anew, once.
                settings.CommandText = "VACUUM";
                settings.ExecuteNonQuery();
            }

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
