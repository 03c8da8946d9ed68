using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>Reads the body of a request as JSON, strictly.</summary>
static class JsonBody
{
    // As deep as Segment lets properties be.
    const int DeepestProperties = 24;

    /// <summary>Reads it; the document lives as long as the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">Most bytes that it may have.</param>
    /// <param name="maximumDepth">Most objects and lists inside each other.</param>
    /// <exception cref="InvalidRequestException">It is no JSON.</exception>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    public static async Task<JsonElement> ReadAsync(HttpContext context, long limit, int maximumDepth = DeepestProperties)
    {
        RequestLimits.Allow(context, limit);
        try
        {
            var strict = new JsonDocumentOptions { MaxDepth = maximumDepth, AllowDuplicateProperties = false };
            var document = await JsonDocument.ParseAsync(context.Request.Body, strict, context.RequestAborted);
            context.Response.RegisterForDispose(document);
            return document.RootElement;
        }
        catch (JsonException problem)
        {
            var sentence = problem.LineNumber is { } line
                ? $"The body is not valid JSON at line {line + 1}, byte {problem.BytePositionInLine + 1}; correct it and send it again."
                : $"The body is not valid JSON: {problem.Message}";
            throw new InvalidRequestException([new RequestError("$", sentence)]);
        }
        catch (InvalidOperationException)
        {
            // Names are compared with each other, and one that holds half of a character has no text.
            throw new InvalidRequestException([new RequestError("$", "A name in the body is not valid Unicode; send it as UTF-8.")]);
        }
    }

    /// <summary>Refuses a body of another type.</summary>
    /// <exception cref="BadHttpRequestException">The type is neither JSON nor one of the others.</exception>
    public static void RequireJson(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                $"The body's type is '{context.Request.ContentType}'; send JSON with the header Content-Type: application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        }
    }

    /// <summary>The items of a body: the list in its one member of a name, or the body itself.</summary>
    /// <param name="body">The body.</param>
    /// <param name="member">The name, such as `events`.</param>
    /// <param name="most">Most items.</param>
    /// <exception cref="InvalidRequestException">The list is none, is empty or too long, or has something beside it.</exception>
    public static List<(JsonElement Value, string Path)> Items(JsonElement body, string member, int most)
    {
        if (body.ValueKind == JsonValueKind.Object && !body.TryGetProperty(member, out _))
            return [(body, "$")];
        var mistakes = new JsonMistakes();
        if (body.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add("$", $"The body must be an object, or an object with the list '{member}'; it is {JsonWords.Kind(body)}.");
            mistakes.ThrowIfAny();
        }

        foreach (var other in body.EnumerateObject().Where(other => !other.NameEquals(member)))
            mistakes.Add($"$.{other.Name}", $"Beside '{member}' the body may hold nothing else; put it into the items it belongs to.");
        var items = List(body.GetProperty(member), $"$.{member}", most, mistakes);
        mistakes.ThrowIfAny();
        return items;
    }

    /// <summary>The items of a list, or none and a mistake.</summary>
    public static List<(JsonElement Value, string Path)> List(JsonElement list, string path, int most, JsonMistakes mistakes)
    {
        if (list.ValueKind != JsonValueKind.Array)
            mistakes.Add(path, $"Here a list is needed; this is {JsonWords.Kind(list)}.");
        else if (list.GetArrayLength() is var count && (count == 0 || count > most))
            mistakes.Add(path, $"The list holds {count} items; send 1 to {most} at a time.");
        else
            return [.. list.EnumerateArray().Select((one, index) => (one, $"{path}[{index}]"))];
        return [];
    }
}
