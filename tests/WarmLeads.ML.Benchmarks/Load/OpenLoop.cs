using System.Diagnostics;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Sends requests at fixed moments, whether those before were answered or not.</summary>
/// <remarks>
/// A latency counts from the moment at which the request was due, not from when it was sent: a service that stalls for a second
/// is charged with all that was due in that second. What cannot be sent because too much is under way waits, and its wait counts.
/// </remarks>
/// <param name="perSecond">Requests a second.</param>
/// <param name="seconds">How long.</param>
/// <param name="send">Sends request number n, from 0; its result is whether it was answered as it should be.</param>
sealed class OpenLoop(double perSecond, int seconds, Func<int, Task<bool>> send) : IDisposable
{
    const int MostUnderWay = 2000;

    readonly double[] _milliseconds = new double[(int)(perSecond * seconds)];
    readonly SemaphoreSlim _places = new(MostUnderWay, MostUnderWay);
    int _failures;

    /// <summary>Requests that were not answered as they should be.</summary>
    public int Failures => _failures;

    /// <summary>Requests sent.</summary>
    public int Count => _milliseconds.Length;

    /// <summary>Runs to the end, until the last answer.</summary>
    public async Task RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var ticksPerRequest = Stopwatch.Frequency / perSecond;
        var underWay = new List<Task>(_milliseconds.Length);
        for (var i = 0; i < _milliseconds.Length; i++)
        {
            var due = start + (long)(i * ticksPerRequest);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait);
            await _places.WaitAsync();
            underWay.Add(SendAsync(i, due));
        }

        await Task.WhenAll(underWay);
        Array.Sort(_milliseconds);
    }

    /// <summary>The latency in milliseconds that so many of the requests did not exceed.</summary>
    public double Quantile(double share) =>
        _milliseconds.Length == 0 ? 0 : _milliseconds[Math.Min(_milliseconds.Length - 1, (int)Math.Ceiling(share * _milliseconds.Length) - 1)];

    public void Dispose() => _places.Dispose();

    async Task SendAsync(int number, long due)
    {
        try
        {
            if (!await send(number))
                Interlocked.Increment(ref _failures);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failures);
        }
        finally
        {
            _milliseconds[number] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
            _places.Release();
        }
    }
}
