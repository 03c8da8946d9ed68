using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One item of a request as it was read: what is to be stored of it, or why nothing is.</summary>
sealed class IntakeItem
{
    /// <summary>The caller's id of it; null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>Where it stands in the request, as a JSON path.</summary>
    public string Path { get; init; } = "$";

    /// <summary>Why it is refused; empty when it is not.</summary>
    public IReadOnlyList<RequestError> Errors { get; init; } = [];

    /// <summary>What the caller should know although it is taken in, one sentence each.</summary>
    public List<string> Notes { get; } = [];

    public EngagementEvent? Event { get; init; }

    public LeadChange? Change { get; init; }

    public LeadAlias? Alias { get; init; }

    public Outcome? Outcome { get; init; }

    public IReadOnlyList<ConsentStatement> Consents { get; init; } = [];

    /// <summary>An item that cannot be taken in.</summary>
    public static IntakeItem Refused(string? id, IReadOnlyList<RequestError> errors) => new() { Id = id, Errors = errors };

    /// <summary>Reads an item; a text in it that is no Unicode refuses it, and no other item.</summary>
    /// <param name="path">Where the item stands.</param>
    /// <param name="read">Reads it and notes what is wrong.</param>
    public static IntakeItem Read(string path, Func<JsonMistakes, IntakeItem> read)
    {
        var mistakes = new JsonMistakes();
        try
        {
            var item = read(mistakes);
            return mistakes.Errors.Count == 0 ? item : Refused(item.Id, mistakes.Errors);
        }
        catch (InvalidOperationException)
        {
            // JsonElement gives a text that holds half of a character no other way.
            return Refused(null, [new RequestError(path, "A text or a name in it is not valid Unicode; send it as UTF-8.")]);
        }
    }
}
