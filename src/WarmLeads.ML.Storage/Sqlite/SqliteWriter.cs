using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>The one thread that writes: works that wait together are committed together, and each hears of its own end.</summary>
/// <remarks>
/// waiting   a b c | d e      a, b and c came while the commit before was on its way to the disk
/// commits   [a b c] [d e]    one wait for the disk for each bracket
/// When c fails, the transaction is rolled back, and a, b and c run again each by itself.
/// </remarks>
sealed class SqliteWriter : IAsyncDisposable
{
    // More would make the first wait long for the last; a work is a request, and so up to thousands of rows.
    const int MostTogether = 64;

    readonly Channel<Work> _waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    readonly SqliteConnection _connection;
    readonly SqliteCheckpoint _checkpoint;
    readonly string _path;
    readonly Task _writing;

    /// <summary>Starts the thread; the writer owns the connection and the checkpoint.</summary>
    public SqliteWriter(SqliteConnection connection, string path, SqliteCheckpoint checkpoint)
    {
        (_connection, _path, _checkpoint) = (connection, path, checkpoint);
        // A thread of its own: it waits for the disk, and the pool's few threads answer requests meanwhile.
        _writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Runs a work in a transaction that it may share with others.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> run, CancellationToken stop)
    {
        var work = new Work<T>(run, stop);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(work), this);
        return await work.Ended;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        await _checkpoint.DisposeAsync();
        await _connection.DisposeAsync();
    }

    void Write()
    {
        var together = new List<Work>(MostTogether);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var work))
            {
                if (!work.WasTakenBack())
                    together.Add(work);
            }

            if (together.Count > 0 && !TryCommit(together))
            {
                foreach (var work in together)
                    TryCommit([work]);
            }

            _checkpoint.LookAt(_connection);
        }
    }

    // False when several were tried and one failed: nothing is written then and nobody has heard of it yet.
    bool TryCommit(List<Work> works)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var work in works)
                work.Run(_connection);
            transaction.Commit();
        }
        catch (Exception problem)
        {
            if (works.Count > 1)
                return false;
            works[0].Fail(problem is SqliteException failure ? SqliteFailure.Explain(_path, failure) : problem);
            return true;
        }

        foreach (var work in works)
            work.Succeed();
        return true;
    }

    abstract class Work
    {
        public abstract bool WasTakenBack();

        public abstract void Run(SqliteConnection connection);

        public abstract void Succeed();

        public abstract void Fail(Exception problem);
    }

    sealed class Work<T>(Func<SqliteConnection, Task<T>> run, CancellationToken stop) : Work
    {
        readonly TaskCompletionSource<T> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? _result;

        public Task<T> Ended => _ended.Task;

        public override bool WasTakenBack() => stop.IsCancellationRequested && _ended.TrySetCanceled(stop);

        // SQLite answers at once: the task has ended when it is handed over.
        public override void Run(SqliteConnection connection) => _result = run(connection).GetAwaiter().GetResult();

        public override void Succeed() => _ended.TrySetResult(_result!);

        public override void Fail(Exception problem)
        {
            if (problem is OperationCanceledException && stop.IsCancellationRequested)
                _ended.TrySetCanceled(stop);
            else
                _ended.TrySetException(problem);
        }
    }
}
