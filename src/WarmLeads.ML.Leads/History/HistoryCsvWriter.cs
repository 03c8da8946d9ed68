using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>Writes lead histories as the project's own three CSV files, one lead at a time.</summary>
/// <remarks>
/// leads.csv: lead_id, created_at, the attributes, account_id, value. events.csv: lead_id, kind, occurred_at, event_id,
/// received_at, source, properties (a JSON object). outcomes.csv: lead_id, outcome (converted or lost), occurred_at,
/// recorded_at. Instants are ISO 8601 with offset; what is missing is an empty field; fields are quoted as RFC 4180 says
/// and only when they must be; lines end with a line feed. The same histories give the same bytes.
/// </remarks>
public sealed class HistoryCsvWriter
{
    static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");
    static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] s_ownColumns = ["lead_id", "created_at", "account_id", "value"];

    readonly TextWriter _leads, _events, _outcomes;
    readonly IReadOnlyList<string> _attributeNames;
    readonly HashSet<string> _knownAttributes;
    readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Writes the three header lines.</summary>
    /// <param name="leads">Receives leads.csv; the caller closes it.</param>
    /// <param name="events">Receives events.csv.</param>
    /// <param name="outcomes">Receives outcomes.csv.</param>
    /// <param name="attributeNames">The attribute columns of leads.csv, in order.</param>
    /// <exception cref="ArgumentException">An attribute has the name of a column that every file has, or a name twice.</exception>
    public HistoryCsvWriter(TextWriter leads, TextWriter events, TextWriter outcomes, IReadOnlyList<string> attributeNames)
    {
        ArgumentNullException.ThrowIfNull(leads);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(attributeNames);
        _leads = leads;
        _events = events;
        _outcomes = outcomes;
        _attributeNames = attributeNames;
        _knownAttributes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in attributeNames)
        {
            if (s_ownColumns.Contains(name, StringComparer.Ordinal) || !_knownAttributes.Add(name))
                throw new ArgumentException($"Two columns of leads.csv would be named '{name}'. Rename the attribute.", nameof(attributeNames));
        }
        WriteLine(leads, ["lead_id", "created_at", .. attributeNames, "account_id", "value"]);
        WriteLine(events, "lead_id", "kind", "occurred_at", "event_id", "received_at", "source", "properties");
        WriteLine(outcomes, "lead_id", "outcome", "occurred_at", "recorded_at");
    }

    /// <summary>Writes a lead, its events, and its outcome when there is one.</summary>
    /// <exception cref="ArgumentException">The lead has an attribute that has no column.</exception>
    public void Write(LeadHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lead = history.Lead;
        foreach (var name in lead.Attributes.Keys)
        {
            if (!_knownAttributes.Contains(name))
            {
                throw new ArgumentException(
                    $"Lead '{lead.Id}' has the attribute '{name}', which has no column. Add it to the attribute names.", nameof(history));
            }
        }
        WriteField(_leads, lead.Id, isFirst: true);
        WriteField(_leads, Instant(lead.CreatedAt));
        foreach (var name in _attributeNames)
            WriteField(_leads, lead.Attributes.GetValueOrDefault(name, ""));
        WriteField(_leads, lead.AccountId ?? "");
        WriteField(_leads, lead.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        _leads.Write('\n');

        foreach (var item in history.Events)
        {
            WriteLine(
                _events, item.LeadId, item.Kind, Instant(item.OccurredAt), item.EventId, Instant(item.ReceivedAt), item.Source,
                Json(item.Properties));
        }
        if (history.Outcome is { } outcome)
        {
            WriteLine(
                _outcomes, outcome.LeadId, outcome.Kind == OutcomeKind.Converted ? "converted" : "lost",
                Instant(outcome.OccurredAt), Instant(outcome.RecordedAt));
        }
    }

    /// <summary>An instant as the files have it: `2025-03-01T09:30:00Z`, or with an offset other than zero `…+02:00`.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToString(
            instant.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
            CultureInfo.InvariantCulture);

    internal static void WriteLine(TextWriter writer, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
            WriteField(writer, fields[i], isFirst: i == 0);
        writer.Write('\n');
    }

    static void WriteField(TextWriter writer, string field, bool isFirst = false)
    {
        if (!isFirst)
            writer.Write(',');
        if (!field.AsSpan().ContainsAny(s_quoted))
        {
            writer.Write(field);
            return;
        }
        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    string Json(IReadOnlyDictionary<string, string> properties)
    {
        if (properties.Count == 0)
            return "";
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, s_json))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
                json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
