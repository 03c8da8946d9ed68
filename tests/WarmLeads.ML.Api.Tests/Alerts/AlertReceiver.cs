using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WarmLeads.ML.Api.Tests;

/// <summary>A receiver of alerts on this machine that keeps what it is told and answers as it is bid.</summary>
sealed class AlertReceiver : IAsyncDisposable
{
    readonly WebApplication _app;

    AlertReceiver(WebApplication app) => _app = app;

    /// <summary>What came, in order: id, timestamp, signature and body.</summary>
    public ConcurrentQueue<(string Id, string Timestamp, string Signature, string Body)> Told { get; } = [];

    /// <summary>The answers to the next calls; 204 when there is none left.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = [];

    public string Url => $"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/hook";

    public static async Task<AlertReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new AlertReceiver(app);
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Bids a status, and a header with it.</summary>
    public void Answer(HttpStatusCode status, string? header = null, string value = "") => Answers.Enqueue(context =>
    {
        context.Response.StatusCode = (int)status;
        if (header is not null)
            context.Response.Headers[header] = value;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Told.Enqueue((headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, await reader.ReadToEndAsync()));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (Answers.TryDequeue(out var answer))
            await answer(context);
    }
}
