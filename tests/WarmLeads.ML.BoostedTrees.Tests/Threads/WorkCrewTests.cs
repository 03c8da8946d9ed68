namespace WarmLeads.ML.BoostedTrees.Tests;

public class WorkCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_block_of_every_step_is_done_once(int threads)
    {
        using var crew = new WorkCrew(threads);
        for (var step = 0; step < 2000; step++)
        {
            var count = step % 9;
            var work = new Counting(count);
            crew.Run(work, count);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failure_in_a_block_comes_out_of_the_step_and_the_crew_goes_on(int threads)
    {
        using var crew = new WorkCrew(threads);
        var failure = Assert.Throws<InvalidOperationException>(() => crew.Run(new Failing(), 20));
        Assert.Equal("block 13", failure.Message);
        var work = new Counting(20);
        crew.Run(work, 20);
        Assert.All(work.Runs, runs => Assert.Equal(1, runs));
    }

    [Fact]
    public void Helpers_that_have_parked_are_woken()
    {
        using var crew = new WorkCrew(3);
        for (var i = 0; i < 5; i++)
        {
            using var meeting = new Meeting(3);
            Thread.Sleep(5);
            crew.Run(meeting, 3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_stopped_crew_begins_no_block_and_no_step(int threads)
    {
        using var stop = new CancellationTokenSource();
        using var crew = new WorkCrew(threads, stop.Token);
        var work = new Stopping(stop, at: 5);
        Assert.Throws<OperationCanceledException>(() => crew.Run(work, 10_000));

        // The others may have looked at the token just before it was set.
        Assert.InRange(work.BegunAfterwards, 0, threads - 1);
        Assert.Throws<OperationCanceledException>(() => crew.Run(new Counting(0), 1));
    }

    sealed class Stopping(CancellationTokenSource stop, int at) : IBlockWork
    {
        int _begunAfterwards;

        public int BegunAfterwards => _begunAfterwards;

        public void Run(int block)
        {
            if (stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref _begunAfterwards);
            }

            if (block == at)
            {
                stop.Cancel();
            }
        }
    }

    sealed class Counting(int count) : IBlockWork
    {
        public int[] Runs { get; } = new int[count];

        public void Run(int block) => Interlocked.Increment(ref Runs[block]);
    }

    sealed class Failing : IBlockWork
    {
        public void Run(int block)
        {
            if (block == 13)
            {
                throw new InvalidOperationException("block 13");
            }
        }
    }

    // Its blocks end only when all are under way at a time, so it hangs unless every helper comes.
    sealed class Meeting(int count) : IBlockWork, IDisposable
    {
        readonly Barrier _barrier = new(count);

        public void Run(int block) => _barrier.SignalAndWait();

        public void Dispose() => _barrier.Dispose();
    }
}
