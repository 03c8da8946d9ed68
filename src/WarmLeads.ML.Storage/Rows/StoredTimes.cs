using System.Buffers;
using System.Text;
using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Since when the parts of a lead hold, as JSON in microseconds since 1970-01-01 UTC.</summary>
static class StoredTimes
{
    const string Replaced = "replaced", Created = "created", Account = "account", Value = "value", Attributes = "attributes";

    /// <summary>The text.</summary>
    public static string Write(LeadTimes times)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteInstant(json, Replaced, times.Replaced);
            // Of a registration that nobody told, it is known that nobody did.
            if (times.IsCreationImplied)
                json.WriteNull(Created);
            else
                WriteInstant(json, Created, times.Created);
            WriteInstant(json, Account, times.Account);
            WriteInstant(json, Value, times.Value);
            json.WriteStartObject(Attributes);
            foreach (var (name, at) in times.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                WriteInstant(json, name, at);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The times in a text that <see cref="Write"/> made; null is of a lead that nobody said since when.</summary>
    /// <exception cref="InvalidDataException">The text is something else.</exception>
    public static LeadTimes Read(string? text)
    {
        if (text is null)
            return new LeadTimes();
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new LeadTimes
            {
                Replaced = ReadInstant(root, Replaced),
                Created = ReadInstant(root, Created),
                IsCreationImplied = root.TryGetProperty(Created, out var created) && created.ValueKind == JsonValueKind.Null,
                Account = ReadInstant(root, Account),
                Value = ReadInstant(root, Value),
                Attributes = root.GetProperty(Attributes).EnumerateObject()
                    .ToDictionary(member => member.Name, member => Instant(member.Value), StringComparer.Ordinal),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"Stored times of a lead cannot be read ({e.Message}); restore the store from a backup.", e);
        }
    }

    // The earliest instant there is stands for nothing said, and is left out.
    static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset at)
    {
        if (at != default)
            json.WriteNumber(name, InstantColumn.Microseconds(at));
    }

    static DateTimeOffset ReadInstant(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Instant(value) : default;

    static DateTimeOffset Instant(JsonElement value) => DateTimeOffset.UnixEpoch.AddTicks(value.GetInt64() * TimeSpan.TicksPerMicrosecond);
}
