using System.Net;
using System.Net.Sockets;

namespace WarmLeads.ML.Api;

/// <summary>Connects to receivers of alerts. Looked at is the very address that is connected to: a name may mean another one by then.</summary>
static class ReceiverConnection
{
    const int LongestHeaders = 16;

    /// <summary>The handler of all calls: no redirects, no proxy, no cookies, and no private addresses unless allowed.</summary>
    /// <param name="allowPrivate">Whether every address may be called.</param>
    /// <param name="timeout">How long connecting may take.</param>
    public static SocketsHttpHandler Handler(bool allowPrivate, TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        MaxResponseHeadersLength = LongestHeaders,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, allowPrivate, stop),
    };

    static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, bool allowPrivate, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(place.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(place.Host, stop);
        IPAddress[] allowed = [.. addresses.Where(address => allowPrivate || ReceiverAddress.IsPublic(address))];
        if (allowed.Length == 0)
            throw new HttpRequestException($"{place.Host} has no public address; alerts go to private ones only when Pool:AllowPrivateReceivers is true.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, place.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
