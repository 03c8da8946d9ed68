using System.Text.Json;
using Microsoft.Net.Http.Headers;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads CloudEvents 1.0 (JSON format 1.0.2, HTTP binding 1.0.2): `subject` is the lead, `type` the kind, `data` the properties.</summary>
/// <remarks>`source` and `id` make an event unique, as the specification says. Without `time` it happened when it was received.</remarks>
/// <param name="kinds">From a type to a kind.</param>
/// <param name="now">When it was received.</param>
sealed class CloudEventReader(EventKinds kinds, DateTimeOffset now)
{
    /// <summary>Content types, before the format of the body.</summary>
    public const string Structured = "application/cloudevents", Batched = "application/cloudevents-batch";

    /// <summary>The one format that is read.</summary>
    public const string AsJson = "+json";

    const string HeaderPrefix = "ce-", Version = "1.0";

    static readonly string[] Attributes = ["specversion", "id", "source", "type", "subject", "time"];

    /// <summary>How a request carries CloudEvents, by its content type and headers.</summary>
    /// <exception cref="BadHttpRequestException">It carries them in a format other than JSON.</exception>
    public static CloudEventForm FormOf(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value! : "";
        if (type.StartsWith(Structured, StringComparison.OrdinalIgnoreCase))
        {
            return type.ToLowerInvariant() switch
            {
                $"{Structured}{AsJson}" => CloudEventForm.Structured,
                $"{Batched}{AsJson}" => CloudEventForm.Batched,
                _ => throw new BadHttpRequestException(
                    $"The body's type is '{type}'; send CloudEvents as {Structured}{AsJson} or {Batched}{AsJson}.", StatusCodes.Status415UnsupportedMediaType),
            };
        }

        return request.Headers.ContainsKey(HeaderPrefix + Attributes[0]) ? CloudEventForm.Binary : CloudEventForm.None;
    }

    /// <summary>Reads the events of a request.</summary>
    /// <exception cref="InvalidRequestException">The body as a whole is not understood.</exception>
    public async Task<IReadOnlyList<IntakeItem>> ReadAsync(HttpContext context, CloudEventForm form)
    {
        if (form == CloudEventForm.Binary)
            return [await ReadBinaryAsync(context)];
        var body = await JsonBody.ReadAsync(context, RequestLimits.Leads);
        if (form == CloudEventForm.Structured)
            return [Read(body, "$")];
        var mistakes = new JsonMistakes();
        var list = JsonBody.List(body, "$", EventEndpoints.MaximumEvents, mistakes);
        mistakes.ThrowIfAny();
        return [.. list.Select(item => Read(item.Value, item.Path))];
    }

    IntakeItem Read(JsonElement value, string path) => IntakeItem.Read(path, mistakes =>
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"A CloudEvent must be an object; it is {JsonWords.Kind(value)}.");
            return new IntakeItem();
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = new JsonFields(mistakes);
        foreach (var name in Attributes)
        {
            if (value.TryGetProperty(name, out var attribute) && fields.Text(attribute, $"{path}.{name}") is { } text)
                texts.Add(name, text);
        }

        if (value.TryGetProperty("data_base64", out _))
            mistakes.Add($"{path}.data_base64", "Data must be JSON; send it as 'data'.");
        return Make(texts, value.TryGetProperty("data", out var data) ? data : null, name => $"{path}.{name}", mistakes);
    });

    async Task<IntakeItem> ReadBinaryAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Attributes)
        {
            if (headers.TryGetValue(HeaderPrefix + name, out var header))
                texts.Add(name, Uri.UnescapeDataString(header.ToString()));
        }

        JsonElement? data = null;
        if (context.Request.ContentLength is not (null or 0))
        {
            JsonBody.RequireJson(context);
            data = await JsonBody.ReadAsync(context, RequestLimits.Leads);
        }

        return IntakeItem.Read("$", mistakes => Make(texts, data, name => $"header {HeaderPrefix}{name}", mistakes));
    }

    IntakeItem Make(Dictionary<string, string> texts, JsonElement? data, Func<string, string> place, JsonMistakes mistakes)
    {
        foreach (var name in Attributes.Where(name => name != "time" && !texts.ContainsKey(name)))
            mistakes.Add(place(name), name == "subject" ? "'subject' is missing; it names the lead." : $"'{name}' is missing; a CloudEvent must have it.");
        if (texts.TryGetValue("specversion", out var version) && version != Version)
            mistakes.Add(place("specversion"), $"The version is '{version}'; send CloudEvents {Version}.");
        var fields = new IntakeFields(mistakes);
        foreach (var name in (string[])["id", "source", "subject", "type"])
        {
            if (texts.TryGetValue(name, out var text))
                fields.Key(text, place(name), name);
        }

        var occurredAt = now;
        if (texts.TryGetValue("time", out var time))
        {
            if (!JsonFields.TryParseInstant(time, out occurredAt))
                mistakes.Add(place("time"), $"'{time}' is no instant; write it as RFC 3339: 2026-05-04T09:30:00Z.");
            else if (occurredAt > now + IntakeFields.ClockTolerance)
                mistakes.Add(place("time"), IntakeFields.FutureSentence(occurredAt, now));
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = 0;
        if (data is { ValueKind: JsonValueKind.Object } content)
            left = PropertyReader.Flatten(content, "", properties);
        else if (data is { ValueKind: not JsonValueKind.Null } other)
            mistakes.Add(place("data"), $"Data must be an object of properties; it is {JsonWords.Kind(other)}.");
        var id = texts.GetValueOrDefault("id");
        if (mistakes.Errors.Count > 0)
            return new IntakeItem { Id = id };
        var item = new IntakeItem
        {
            Id = id,
            Event = new EngagementEvent(texts["subject"], KindOf(texts["type"]), occurredAt, now)
            {
                Source = texts["source"],
                EventId = texts["id"],
                Properties = properties,
            },
        };
        if (PropertyReader.LeftOut(left) is { } note)
            item.Notes.Add(note);
        return item;
    }

    // com.example.demo_requested: the type as a whole may be configured; otherwise what stands after the last dot names the act.
    string KindOf(string type) => kinds.Configured(type) ?? kinds.KindOf(type[(type.LastIndexOf('.') + 1)..] is { Length: > 0 } last ? last : type);
}
