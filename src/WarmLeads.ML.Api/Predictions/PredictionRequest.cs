using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>The body of a prediction request: one lead, or `leads` with up to <see cref="MaximumLeads"/> of them.</summary>
/// <param name="Leads">The leads, at least one.</param>
/// <param name="IsBatch">Whether they came in `leads`, and so are answered in a list.</param>
sealed record PredictionRequest(IReadOnlyList<LeadInput> Leads, bool IsBatch)
{
    /// <summary>Most leads of one request.</summary>
    public const int MaximumLeads = 1000;

    const string LeadsMember = "leads";
    const int MaximumDepth = 8;

    /// <summary>Reads the body of a request. ASP.NET calls it by its name.</summary>
    /// <exception cref="InvalidRequestException">The body is not understood.</exception>
    /// <exception cref="BadHttpRequestException">The body is no JSON by its type, or too large.</exception>
    public static async ValueTask<PredictionRequest?> BindAsync(HttpContext context)
    {
        JsonBody.RequireJson(context);
        // The columns point into the document, which lives as long as the request.
        return Read(await JsonBody.ReadAsync(context, RequestLimits.Leads, MaximumDepth));
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="InvalidRequestException">It is not understood; the exception names every mistake.</exception>
    public static PredictionRequest Read(JsonElement body)
    {
        var mistakes = new JsonMistakes();
        var reader = new LeadInputReader(mistakes);
        List<LeadInput> leads = [];
        var isBatch = body.ValueKind == JsonValueKind.Object && body.TryGetProperty(LeadsMember, out var list);
        if (!isBatch)
        {
            leads.Add(reader.Read(body, "$"));
        }
        else
        {
            list = body.GetProperty(LeadsMember);
            foreach (var other in body.EnumerateObject().Where(member => !member.NameEquals(LeadsMember)))
                mistakes.Add($"$.{other.Name}", "Beside 'leads' the body may hold nothing else; put it into the leads it belongs to.");
            if (list.ValueKind != JsonValueKind.Array)
                mistakes.Add("$.leads", $"'leads' must be a list of leads; it is {JsonWords.Kind(list)}.");
            else if (list.GetArrayLength() is var count and (0 or > MaximumLeads))
                mistakes.Add("$.leads", $"'leads' holds {count} leads; send 1 to {MaximumLeads} at a time.");
            else
                leads.AddRange(list.EnumerateArray().Select((lead, index) => reader.Read(lead, $"$.leads[{index}]")));
        }

        mistakes.ThrowIfAny();
        return new PredictionRequest(leads, isBatch);
    }
}
