using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WarmLeads.ML.Cli;

/// <summary>An id for what has none, made of its content: the same row read again is the same event.</summary>
static class ContentId
{
    /// <summary>The id of texts in their order.</summary>
    public static string Of(IEnumerable<string> texts)
    {
        var content = new StringBuilder();
        // With its length before it, no text runs into the next.
        foreach (var text in texts)
            content.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        return $"content-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())).AsSpan(0, 16))}";
    }
}
