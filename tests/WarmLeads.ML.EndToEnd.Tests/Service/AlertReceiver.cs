using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>A receiver of alerts that outlives the services that tell it: what it was told, by the id that stays.</summary>
sealed class AlertReceiver : IDisposable
{
    readonly HttpListener _listener = new();

    public AlertReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = TakeAsync();
    }

    public string Url { get; }

    /// <summary>Of each id the lead that it was about, and how often it came.</summary>
    public ConcurrentDictionary<string, (string Lead, int Times)> Told { get; } = new(StringComparer.Ordinal);

    public void Dispose() => _listener.Close();

    async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = await JsonDocument.ParseAsync(call.Request.InputStream);
            var lead = body.RootElement.GetProperty("data").GetProperty("leadId").GetString()!;
            Told.AddOrUpdate(call.Request.Headers["webhook-id"]!, _ => (lead, 1), (_, before) => (before.Lead, before.Times + 1));
            call.Response.StatusCode = 204;
            call.Response.Close();
        }
    }
}
