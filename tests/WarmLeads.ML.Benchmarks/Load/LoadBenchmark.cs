using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Does a running service keep its latencies when events stream in and predictions are asked for at once?</summary>
sealed class LoadBenchmark : IDisposable
{
    static readonly string[] Kinds = ["page_view", "page_view", "page_view", "site_visit", "email_opened", "email_clicked", "content_download"];

    readonly LoadOptions _options;
    readonly HttpClient _http;
    readonly string _run;
    readonly DateTimeOffset _began;
    string[] _leads = [];
    long _stored;

    LoadBenchmark(LoadOptions options, DateTimeOffset began)
    {
        _options = options;
        _began = began;
        _run = began.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 }) { BaseAddress = options.Url, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Runs the load and prints what came of it; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        if (LoadOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine($"Use: {LoadOptions.Usage}");
            return 2;
        }

        using var benchmark = new LoadBenchmark(options, TimeProvider.System.GetUtcNow());
        return benchmark.RunAsync().GetAwaiter().GetResult();
    }

    public void Dispose() => _http.Dispose();

    async Task<int> RunAsync()
    {
        _leads = await OpenLeadsAsync();
        if (_leads.Length == 0)
        {
            Console.Error.WriteLine($"The service at {_options.Url} lists no open leads; start it over a store that has some.");
            return 1;
        }

        // The first requests of a process are compiled; they are not what is asked for.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => PredictAsync(i)));
        using var events = new OpenLoop((double)_options.EventsPerSecond / _options.Batch, _options.Seconds, SendEventsAsync);
        using var predictions = new OpenLoop(_options.PredictionsPerSecond, _options.Seconds, PredictAsync);
        using var ended = new CancellationTokenSource();
        var watching = WatchMemoryAsync(ended.Token);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(events.RunAsync(), predictions.RunAsync());
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await ended.CancelAsync();
        var memory = await watching;

        Console.WriteLine("| | requests | failed | p50, ms | p90, ms | p99, ms | p99.9, ms | longest, ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Print($"events, {_options.EventsPerSecond} a second in batches of {_options.Batch}", events);
        Print($"predictions, {_options.PredictionsPerSecond} a second", predictions);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _stored)} of {events.Count * _options.Batch} events were acknowledged as new; {took:F1} s to the last answer."));
        if (memory.Count > 0)
            Console.WriteLine($"Resident memory of the service, MB, evenly over the run: {string.Join(", ", Thin(memory))}.");
        return events.Failures + predictions.Failures == 0 ? 0 : 1;
    }

    async Task<string[]> OpenLeadsAsync()
    {
        using var list = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/v1/leads?limit=1000", UriKind.Relative)));
        return [.. list.RootElement.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!)];
    }

    async Task<bool> SendEventsAsync(int number)
    {
        var body = new StringBuilder("{\"events\":[");
        for (var i = 0; i < _options.Batch; i++)
        {
            var which = (number * _options.Batch) + i;
            // As if from all over the pool, with ids in no order, as trackers make them.
            var mixed = (uint)which * 2654435761u;
            body.Append(i == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $"{{\"id\":\"{mixed:x8}-{_run}-{which}\",\"source\":\"load\",\"leadId\":{JsonSerializer.Serialize(_leads[mixed % (uint)_leads.Length])},\"kind\":\"{Kinds[which % Kinds.Length]}\",\"occurredAt\":\"{_began.AddSeconds(-1 - (which % 3600)):yyyy-MM-dd'T'HH:mm:ss'Z'}\",\"properties\":{{\"page\":\"/pricing\",\"seconds\":{which % 90}}}}}");
        }

        body.Append("]}");
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
        var text = await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
            return false;
        using var json = JsonDocument.Parse(text);
        Interlocked.Add(ref _stored, json.RootElement.GetProperty("stored").GetInt32());
        return true;
    }

    async Task<bool> PredictAsync(int number)
    {
        var lead = _leads[(uint)number * 2654435761u % (uint)_leads.Length];
        using var answer = await _http.GetAsync(new Uri($"/v1/leads/{Uri.EscapeDataString(lead)}/prediction", UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK;
    }

    async Task<List<long>> WatchMemoryAsync(CancellationToken ended)
    {
        var megabytes = new List<long>();
        while (_options.ProcessId > 0 && !ended.IsCancellationRequested)
        {
            using (var process = Process.GetProcessById(_options.ProcessId))
                megabytes.Add(process.WorkingSet64 >> 20);
            await Task.Delay(TimeSpan.FromSeconds(1), ended).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return megabytes;
    }

    static IEnumerable<long> Thin(List<long> values)
    {
        const int Shown = 13;
        return Enumerable.Range(0, Math.Min(Shown, values.Count)).Select(i => values[i * (values.Count - 1) / Math.Max(1, Math.Min(Shown, values.Count) - 1)]);
    }

    static void Print(string what, OpenLoop loop)
    {
        if (loop.Count > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {loop.Count} | {loop.Failures} | {loop.Quantile(0.5):F1} | {loop.Quantile(0.9):F1} | {loop.Quantile(0.99):F1} | {loop.Quantile(0.999):F1} | {loop.Quantile(1):F1} |"));
        }
    }
}
