using System.Globalization;
using System.Net;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Tells alerts to their addresses: signed, tried again for days, each under one id however often it is tried.</summary>
sealed class AlertSender : BackgroundService
{
    const int AlertsTogether = 64, SentAtATime = 8, BytesRead = 4096;
    static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromMilliseconds(500), AfterAFault = TimeSpan.FromSeconds(2), MostPatience = TimeSpan.FromDays(1);

    readonly IPoolStore _store;
    readonly ServiceOptions _options;
    readonly MonitorState _state;
    readonly AlertNudge _nudge;
    readonly TimeProvider _clock;
    readonly ILogger<AlertSender> _log;
    readonly HttpClient _client;
    readonly TimeSpan _timeout;

    public AlertSender(IPoolStore store, ServiceOptions options, MonitorState state, AlertNudge nudge, TimeProvider clock, ILogger<AlertSender> log)
    {
        (_store, _options, _state, _nudge, _clock, _log) = (store, options, state, nudge, clock, log);
        _timeout = TimeSpan.FromSeconds(options.Pool.AlertTimeoutSeconds);
        _client = new HttpClient(ReceiverConnection.Handler(options.Pool.AllowPrivateReceivers, _timeout)) { Timeout = _timeout };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("WarmLeads.ML");
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    /// <summary>Tells the alerts whose time has come.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> StepAsync(CancellationToken stop)
    {
        // Held until every attempt must have ended; whoever dies meanwhile leaves them to be tried again.
        var hold = _timeout * (AlertsTogether / SentAtATime) + TimeSpan.FromSeconds(15);
        var due = await _store.ClaimAlertsAsync(_clock.GetUtcNow(), hold, AlertsTogether, stop);
        if (due.Count == 0)
            return 0;
        var webhooks = (await _store.ListWebhooksAsync(stop)).ToDictionary(webhook => webhook.Id, StringComparer.Ordinal);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = SentAtATime, CancellationToken = stop },
            async (alert, token) => await TellAsync(alert, webhooks.GetValueOrDefault(alert.WebhookId), token));
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await _state.WaitForStartAsync(stoppingToken))
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await StepAsync(stoppingToken) == 0)
                    await _nudge.WaitAsync(LookAtLeastEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                _log.LogError(problem, "Alerts could not be told; they are tried again.");
                await Task.Delay(AfterAFault, _clock, stoppingToken);
            }
        }
    }

    async Task TellAsync(Alert alert, Webhook? webhook, CancellationToken stop)
    {
        var attempt = webhook switch
        {
            null => Ended(alert, AlertStatus.Dead, "Its webhook was removed."),
            { DisabledBecause: { } why } => Ended(alert, AlertStatus.Dead, $"Its webhook is switched off: {why}"),
            _ => await PostAsync(alert, webhook, stop),
        };
        await _store.RecordAttemptAsync(attempt, stop);
    }

    async Task<AlertAttempt> PostAsync(Alert alert, Webhook webhook, CancellationToken stop)
    {
        try
        {
            var sentAt = _clock.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
            {
                Content = new StringContent(alert.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("webhook-id", alert.Id);
            request.Headers.Add("webhook-timestamp", sentAt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", AlertSignature.Sign(webhook.Secret, alert.Id, sentAt, alert.Body));
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            await ReadSomeAsync(answer, stop);
            if (answer.IsSuccessStatusCode)
                return Ended(alert, AlertStatus.Delivered, $"It answered {(int)answer.StatusCode}.");
            if (answer.StatusCode == HttpStatusCode.Gone)
                return await SwitchOffAsync(alert, webhook, stop);
            var redirects = (int)answer.StatusCode is >= 300 and < 400 ? ", and redirects are not followed" : "";
            return Again(alert, $"It answered {(int)answer.StatusCode}{redirects}.", answer.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Again(alert, $"It did not answer within {_timeout.TotalSeconds:0.##} s.", null);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            // The handler puts a sentence of ReceiverConnection into one of its own.
            return Again(alert, problem.InnerException is HttpRequestException refused ? refused.Message : problem.Message, null);
        }
    }

    // So much that a small answer leaves its connection usable, and no more: whoever sends more is cut off.
    static async Task ReadSomeAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[BytesRead];
        _ = await body.ReadAtLeastAsync(buffer, BytesRead, throwOnEndOfStream: false, stop);
    }

    async Task<AlertAttempt> SwitchOffAsync(Alert alert, Webhook webhook, CancellationToken stop)
    {
        // As it is by now: somebody may have changed it meanwhile.
        if (await _store.FindWebhookAsync(webhook.Id, stop) is { } current && current.Url == webhook.Url)
            await _store.PutWebhookAsync(current with { DisabledBecause = "It answered 410 Gone." }, stop);
        return Ended(alert, AlertStatus.Dead, "It answered 410, and its webhook was switched off.");
    }

    AlertAttempt Ended(Alert alert, AlertStatus status, string message)
    {
        var now = _clock.GetUtcNow();
        return new AlertAttempt(alert.Id, now, status, now, message);
    }

    AlertAttempt Again(Alert alert, string message, TimeSpan? asked)
    {
        var now = _clock.GetUtcNow();
        if (AlertBackoff.WaitAfter(alert, _options.Pool.Retries) is not { } wait)
            return new AlertAttempt(alert.Id, now, AlertStatus.Dead, now, message);
        if (asked > wait)
            wait = asked.Value < MostPatience ? asked.Value : MostPatience;
        return new AlertAttempt(alert.Id, now, AlertStatus.Waiting, now + wait, message);
    }
}
