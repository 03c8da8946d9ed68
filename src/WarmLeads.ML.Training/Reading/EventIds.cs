using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WarmLeads.ML.Training;

/// <summary>Gives events without an id one that stays the same when the file is read again: from content, and order among equals.</summary>
sealed class EventIds
{
    readonly Dictionary<(ulong, ulong), int> _seen = [];
    readonly StringBuilder _content = new();

    /// <summary>Forgets what came before: of a lead that is done, no content comes again.</summary>
    public void Forget() => _seen.Clear();

    public string Next(
        string leadId, string kind, DateTimeOffset occurredAt, string source, IReadOnlyDictionary<string, string> properties)
    {
        _content.Clear();
        Append(leadId);
        Append(kind);
        Append(occurredAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Append(source);
        foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            Append(name);
            Append(value);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(_content.ToString()));
        var key = (BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8)));
        var ordinal = _seen.GetValueOrDefault(key) + 1;
        _seen[key] = ordinal;
        return $"row-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}-{ordinal.ToString(CultureInfo.InvariantCulture)}";
    }

    // With its length before it, no text runs into the next.
    void Append(string text) => _content.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}
