namespace WarmLeads.ML.BoostedTrees;

/// <summary>The calling thread and its helpers, who claim the blocks of one step after another.</summary>
/// <remarks>
/// A step ends when its blocks are done, not when every helper has arrived: a helper that the system has put to sleep
/// holds up nothing but the block it works on. Helpers spin for a few microseconds between steps, then park. The token is
/// looked at before every block, so whoever works in blocks can be stopped inside a step.
/// </remarks>
sealed class WorkCrew : IDisposable
{
    const int SpinsBeforeParking = 200;

    readonly Thread[] _helpers;
    readonly CancellationToken _stop;
    readonly Lock _gate = new();
    readonly SemaphoreSlim _bell = new(0);
    volatile Step? _current;
    volatile bool _closed;
    int _parked;

    /// <summary>Starts the helpers.</summary>
    /// <param name="threadCount">Threads in all, the caller among them; 0 = one per processor.</param>
    /// <param name="stop">Stops the work: no block is begun after it.</param>
    public WorkCrew(int threadCount, CancellationToken stop = default)
    {
        _stop = stop;
        ThreadCount = Resolve(threadCount);
        _helpers = new Thread[ThreadCount - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = "boosted trees" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads in all, the caller among them.</summary>
    public int ThreadCount { get; }

    /// <summary>0 means one per processor.</summary>
    public static int Resolve(int threadCount) => threadCount == 0 ? Environment.ProcessorCount : threadCount;

    /// <summary>Runs blocks 0..count-1 and returns when all are done. An exception of a block comes out here; after it none is begun.</summary>
    /// <exception cref="OperationCanceledException">The crew was stopped.</exception>
    public void Run(IBlockWork work, int count)
    {
        if (count <= 1 || _helpers.Length == 0)
        {
            for (var block = 0; block < count; block++)
            {
                _stop.ThrowIfCancellationRequested();
                work.Run(block);
            }

            return;
        }

        var step = new Step(work, count, _stop);
        _current = step;
        Interlocked.MemoryBarrier();
        var sleepers = Math.Min(Volatile.Read(ref _parked), count - 1);
        if (sleepers > 0)
        {
            Wake(sleepers);
        }

        step.Work();
        step.WaitUntilDone();
        _current = null;
    }

    public void Dispose()
    {
        _closed = true;
        _bell.Release(_helpers.Length + 1);
        foreach (var helper in _helpers)
        {
            helper.Join();
        }

        _bell.Dispose();
    }

    void Wake(int most)
    {
        lock (_gate)
        {
            var count = Math.Min(most, _parked);
            _parked -= count;
            if (count > 0)
            {
                _bell.Release(count);
            }
        }
    }

    void Help()
    {
        Step? last = null;
        while (!_closed)
        {
            var step = WaitForStep(last);
            step?.Work();
            last = step ?? last;
        }
    }

    // A new step, or null after a rest in which nothing new came.
    Step? WaitForStep(Step? last)
    {
        for (var spin = 0; spin < SpinsBeforeParking; spin++)
        {
            if (IsNew(_current, last))
            {
                return _current;
            }

            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            _parked++;
        }

        // The caller looks at _parked after it has set the step: either it sees us, or we see the step.
        Interlocked.MemoryBarrier();
        if (IsNew(_current, last) && TryUnpark())
        {
            return _current;
        }

        _bell.Wait();
        return IsNew(_current, last) ? _current : null;
    }

    static bool IsNew(Step? step, Step? last) => step is not null && !ReferenceEquals(step, last);

    // False when the caller has already counted us out and rung the bell for us.
    bool TryUnpark()
    {
        lock (_gate)
        {
            if (_parked == 0)
            {
                return false;
            }

            _parked--;
            return true;
        }
    }

    sealed class Step(IBlockWork work, int count, CancellationToken stop)
    {
        readonly Lock _failureGate = new();
        readonly ManualResetEventSlim _finished = new(initialState: false, spinCount: 100);
        volatile Exception? _failure;
        int _next = -1, _done;

        public void Work()
        {
            for (var block = Interlocked.Increment(ref _next); block < count; block = Interlocked.Increment(ref _next))
            {
                try
                {
                    if (_failure is null)
                    {
                        stop.ThrowIfCancellationRequested();
                        work.Run(block);
                    }
                }
                catch (Exception failure)
                {
                    lock (_failureGate)
                    {
                        _failure ??= failure;
                    }
                }

                if (Interlocked.Increment(ref _done) == count)
                {
                    _finished.Set();
                }
            }
        }

        public void WaitUntilDone()
        {
            _finished.Wait();
            if (_failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
            }
        }
    }
}
