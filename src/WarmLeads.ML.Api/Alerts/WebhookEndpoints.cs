using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class WebhookEndpoints
{
    const int LongestUrl = 2000;

    public static RouteGroupBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks").WithTags("Alerts");
        webhooks.MapGet("/", ListWebhooks).WithSummary("The addresses that are told of changes");
        webhooks.MapPost("/", AddWebhook)
            .WithSummary("Tell an address of changes; the answer shows the secret, this once")
            .WithDescription(
                "Alerts are posted after the Standard Webhooks specification: headers webhook-id, webhook-timestamp and webhook-signature " +
                "(HMAC-SHA256). An alert may come more than once, always under the same id. What fails is tried again for days.");
        webhooks.MapGet("/{id}", GetWebhook).WithSummary("One address");
        webhooks.MapPut("/{id}", ChangeWebhook).WithSummary("Change an address or what it is told, and switch it on again");
        webhooks.MapDelete("/{id}", RemoveWebhook).WithSummary("Remove an address and what it has not been told yet");
        webhooks.MapPost("/{id}/secret", RenewSecret).WithSummary("Sign with a new secret from now on; the answer shows it, this once");
        webhooks.MapPost("/{id}/test", TestWebhook).WithSummary("Post a test alert to an address; follow Location to see how it went");
        return webhooks;
    }

    static async Task<Ok<WebhookList>> ListWebhooks(IPoolStore store, CancellationToken stop) =>
        TypedResults.Ok(new WebhookList([.. (await store.ListWebhooksAsync(stop)).Select(WebhookAnswer.From)]));

    static async Task<Results<Created<WebhookAnswer>, InvalidRequest>> AddWebhook(
        WebhookInput input, IPoolStore store, ServiceOptions options, TimeProvider clock, CancellationToken stop)
    {
        if (Mistake(input, options) is { } mistake)
            return mistake;
        var now = clock.GetUtcNow();
        var webhook = new Webhook(Guid.CreateVersion7(now).ToString("N"), input.Url!, AlertSignature.NewSecret(), now) { Kinds = input.Kinds ?? [] };
        await store.PutWebhookAsync(webhook, stop);
        return TypedResults.Created($"/v1/webhooks/{webhook.Id}", WebhookAnswer.From(webhook) with { Secret = webhook.Secret });
    }

    static async Task<Results<Ok<WebhookAnswer>, WebhookUnknown>> GetWebhook(string id, IPoolStore store, CancellationToken stop) =>
        await store.FindWebhookAsync(id, stop) is { } webhook ? TypedResults.Ok(WebhookAnswer.From(webhook)) : Unknown(id);

    static async Task<Results<Ok<WebhookAnswer>, InvalidRequest, WebhookUnknown>> ChangeWebhook(
        string id, WebhookInput input, IPoolStore store, ServiceOptions options, CancellationToken stop)
    {
        if (Mistake(input, options) is { } mistake)
            return mistake;
        if (await store.FindWebhookAsync(id, stop) is not { } webhook)
            return Unknown(id);
        var changed = webhook with { Url = input.Url!, Kinds = input.Kinds ?? [], DisabledBecause = null };
        await store.PutWebhookAsync(changed, stop);
        return TypedResults.Ok(WebhookAnswer.From(changed));
    }

    static async Task<Results<NoContent, WebhookUnknown>> RemoveWebhook(string id, IPoolStore store, CancellationToken stop) =>
        await store.RemoveWebhookAsync(id, stop) ? TypedResults.NoContent() : Unknown(id);

    static async Task<Results<Ok<WebhookAnswer>, WebhookUnknown>> RenewSecret(string id, IPoolStore store, CancellationToken stop)
    {
        if (await store.FindWebhookAsync(id, stop) is not { } webhook)
            return Unknown(id);
        var renewed = webhook with { Secret = AlertSignature.NewSecret() };
        await store.PutWebhookAsync(renewed, stop);
        return TypedResults.Ok(WebhookAnswer.From(renewed) with { Secret = renewed.Secret });
    }

    static async Task<Results<Accepted<AlertAnswer>, WebhookUnknown>> TestWebhook(
        string id, IPoolStore store, AlertNudge nudge, TimeProvider clock, CancellationToken stop)
    {
        if (await store.FindWebhookAsync(id, stop) is not { } webhook)
            return Unknown(id);
        var alert = AlertWriter.OfTest(webhook, clock.GetUtcNow());
        await store.AddAlertAsync(alert, stop);
        nudge.Set();
        return TypedResults.Accepted($"/v1/alerts/{alert.Id}", AlertAnswer.From(alert));
    }

    static WebhookUnknown Unknown(string id) => new($"There is no webhook '{id}'; GET /v1/webhooks lists them.");

    static InvalidRequest? Mistake(WebhookInput input, ServiceOptions options)
    {
        var isPrivateAllowed = options.Pool.AllowPrivateReceivers;
        if (input.Url is not { Length: > 0 and <= LongestUrl } || !Uri.TryCreate(input.Url, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return new InvalidRequest($"$.url is '{input.Url}'; give an absolute address such as https://crm.example/warmleads, of up to {LongestUrl} characters.");
        if (url.Scheme == Uri.UriSchemeHttp && !isPrivateAllowed)
            return new InvalidRequest($"$.url is '{input.Url}', which is not encrypted; give an https address.");
        if (url.UserInfo.Length > 0)
            return new InvalidRequest("$.url has a user name in it; leave it out, alerts are signed.");
        if (!isPrivateAllowed && IPAddress.TryParse(url.DnsSafeHost, out var literal) && !ReceiverAddress.IsPublic(literal))
            return new InvalidRequest($"$.url names {literal}, which is no public address; alerts go to private ones only when Pool:AllowPrivateReceivers is true.");
        var unknown = (input.Kinds ?? []).FirstOrDefault(kind => !AlertWriter.Kinds.Contains(kind, StringComparer.Ordinal));
        return unknown is null ? null
            : new InvalidRequest($"$.kinds has '{unknown}', which is no kind of alert; known are {string.Join(", ", AlertWriter.Kinds)}.");
    }
}
