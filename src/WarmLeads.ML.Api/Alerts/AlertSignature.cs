using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WarmLeads.ML.Api;

/// <summary>Signs alerts so that a receiver can tell that they come from here and are new.</summary>
/// <remarks>Source: the Standard Webhooks specification 1.0, symmetric signatures: `v1,` and HMAC-SHA256 over id, time and body in base64.</remarks>
static class AlertSignature
{
    const string Prefix = "whsec_";
    const int NewSecretBytes = 32, ShortestSecret = 24, LongestSecret = 64;

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewSecretBytes));

    /// <summary>The bytes of a secret; null when it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = new byte[LongestSecret + 1];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= ShortestSecret and <= LongestSecret
            ? key[..length]
            : null;
    }

    /// <summary>The value of header `webhook-signature`.</summary>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="id">The value of header `webhook-id`.</param>
    /// <param name="timestamp">The value of header `webhook-timestamp`, in seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(string secret, string id, long timestamp, string body)
    {
        var key = KeyOf(secret) ?? throw new InvalidDataException($"The secret is no {Prefix} and {ShortestSecret} to {LongestSecret} bytes in base64.");
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }
}
