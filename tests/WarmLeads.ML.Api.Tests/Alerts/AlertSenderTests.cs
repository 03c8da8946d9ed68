using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Api.Tests;

public sealed class AlertSenderTests : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    readonly TemporaryFolder _folder = new();
    readonly SetClock _clock = new(Monday);
    readonly SqliteLeadStore _store;
    AlertReceiver _receiver = null!;

    public AlertSenderTests() => _store = new SqliteLeadStore(_folder["leads.db"]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await AlertReceiver.StartAsync();
        await _store.InitializeAsync(Stop);
        await _store.PutWebhookAsync(new Webhook("w1", _receiver.Url, AlertSignature.NewSecret(), Monday), Stop);
        await _store.AddAlertAsync(new Alert("m1", "w1", "a", "lead.hot", Monday, "{\"type\":\"lead.hot\"}"), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_alert_is_told_once_and_signed()
    {
        using var sender = Sender();
        Assert.Equal(1, await sender.StepAsync(Stop));
        Assert.Equal(0, await sender.StepAsync(Stop));
        var (id, timestamp, signature, body) = Assert.Single(_receiver.Told);
        Assert.Equal(("m1", "{\"type\":\"lead.hot\"}"), (id, body));
        Assert.Equal(Monday.ToUnixTimeSeconds(), long.Parse(timestamp));
        Assert.Equal(AlertSignature.Sign((await _store.FindWebhookAsync("w1", Stop))!.Secret, id, long.Parse(timestamp), body), signature);
        await AssertStandsAsync(AlertStatus.Delivered, "It answered 204.");
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_the_same_id_until_it_is_dead()
    {
        using var sender = Sender(retries: "60,60");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _receiver.Answer(HttpStatusCode.InternalServerError);
            Assert.Equal(1, await sender.StepAsync(Stop));
            Assert.Equal(0, await sender.StepAsync(Stop));
            _clock.Now += TimeSpan.FromSeconds(66);
        }

        await AssertStandsAsync(AlertStatus.Dead, "It answered 500.");
        Assert.Equal(0, await sender.StepAsync(Stop));
        await _store.ReplayAlertAsync("m1", _clock.Now, Stop);
        await sender.StepAsync(Stop);
        await AssertStandsAsync(AlertStatus.Delivered, "It answered 204.");
        Assert.Equal(["m1", "m1", "m1", "m1"], _receiver.Told.Select(told => told.Id));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _receiver.Answer(HttpStatusCode.TemporaryRedirect, "Location", _receiver.Url);
        using var sender = Sender();
        await sender.StepAsync(Stop);
        Assert.Single(_receiver.Told);
        await AssertStandsAsync(AlertStatus.Waiting, "It answered 307, and redirects are not followed.");
    }

    [Fact]
    public async Task An_address_that_is_gone_is_switched_off()
    {
        _receiver.Answer(HttpStatusCode.Gone);
        using var sender = Sender();
        await sender.StepAsync(Stop);
        await AssertStandsAsync(AlertStatus.Dead, "It answered 410, and its webhook was switched off.");
        Assert.Equal("It answered 410 Gone.", (await _store.FindWebhookAsync("w1", Stop))!.DisabledBecause);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it()
    {
        _receiver.Answer(HttpStatusCode.ServiceUnavailable, "Retry-After", "3600");
        using var sender = Sender(retries: "1");
        await sender.StepAsync(Stop);
        Assert.Equal(Monday.AddHours(1), (await _store.FindAlertAsync("m1", Stop))!.DueAt);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_left()
    {
        _receiver.Answers.Enqueue(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var sender = Sender(timeout: 0.3);
        await sender.StepAsync(Stop);
        await AssertStandsAsync(AlertStatus.Waiting, "It did not answer within 0.3 s.");
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_beginning_is_read()
    {
        _receiver.Answers.Enqueue(async context =>
        {
            context.Response.StatusCode = 200;
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(new string('x', 1000), context.RequestAborted);
        });
        using var sender = Sender();
        await sender.StepAsync(Stop);
        await AssertStandsAsync(AlertStatus.Delivered, "It answered 200.");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_private_address_is_refused_when_connecting_whatever_its_name(string host)
    {
        var url = new UriBuilder(_receiver.Url) { Host = host }.ToString();
        await _store.PutWebhookAsync(new Webhook("w1", url, AlertSignature.NewSecret(), Monday), Stop);
        using var sender = Sender(allowPrivate: false);
        await sender.StepAsync(Stop);
        Assert.Empty(_receiver.Told);
        await AssertStandsAsync(
            AlertStatus.Waiting, $"{host} has no public address; alerts go to private ones only when Pool:AllowPrivateReceivers is true.");
    }

    [Fact]
    public async Task What_was_in_the_hands_of_a_sender_that_died_is_told_by_the_next()
    {
        await _store.ClaimAlertsAsync(Monday, TimeSpan.FromMinutes(1), 10, Stop);
        using var sender = Sender();
        Assert.Equal(0, await sender.StepAsync(Stop));
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(1, await sender.StepAsync(Stop));
        Assert.Equal("m1", Assert.Single(_receiver.Told).Id);
    }

    AlertSender Sender(string retries = "60", double timeout = 30, bool allowPrivate = true) => new(
        _store, new ServiceOptions { Pool = new PoolOptions { AllowPrivateReceivers = allowPrivate, AlertRetrySeconds = retries, AlertTimeoutSeconds = timeout } },
        new MonitorState(), new AlertNudge(), _clock, NullLogger<AlertSender>.Instance);

    async Task AssertStandsAsync(AlertStatus status, string message)
    {
        var alert = (await _store.FindAlertAsync("m1", Stop))!;
        Assert.Equal((status, message), (alert.Status, alert.Message));
    }
}
