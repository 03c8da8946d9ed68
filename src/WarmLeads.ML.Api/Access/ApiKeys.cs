using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace WarmLeads.ML.Api;

/// <summary>Who may call: the holders of a key, or without keys whoever is on this machine.</summary>
sealed class ApiKeys
{
    /// <summary>Fewest characters of a key.</summary>
    public const int ShortestKey = 16;

    const string Bearer = "Bearer ", Basic = "Basic ";

    readonly byte[][] _hashes;

    /// <summary>Takes the keys of the settings.</summary>
    public ApiKeys(ServiceOptions options) => _hashes = [.. options.ApiKeys.Values.Select(Hash)];

    /// <summary>Whether callers need a key.</summary>
    public bool AreNeeded => _hashes.Length > 0;

    /// <summary>Whether a request carries a key: as `Bearer KEY`, or as the name or password of basic authentication, as Segment's write key is.</summary>
    public bool Admit(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return IsKey(header[Bearer.Length..].Trim());
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return false;
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), buffer, out var length))
            return false;
        var pair = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        // Both are looked at, so that the time tells nothing.
        return IsKey(pair[0]) | (pair.Length == 2 && IsKey(pair[1]));
    }

    /// <summary>Whether a request comes from this machine.</summary>
    public static bool IsLocal(HttpContext context) =>
        // Without an address it came through memory or a local socket.
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    bool IsKey(string text)
    {
        var hash = Hash(text);
        var isKey = false;
        foreach (var known in _hashes)
            isKey |= CryptographicOperations.FixedTimeEquals(hash, known);
        return isKey;
    }

    // Of equal length, whatever the texts are.
    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
