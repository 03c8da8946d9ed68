using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>From calls of Segment's HTTP API to what is stored.</summary>
/// <remarks>
/// `userId` is the lead's id, and `anonymousId` until there is one: a call that has both makes the anonymous id an alias of the
/// lead, and so does `alias`. identify changes the lead's attributes, group its account and the attributes `account_…`; track
/// and page are events. A lead is known from its first identify or group.
/// </remarks>
/// <param name="kinds">From the name of a track call to a kind.</param>
/// <param name="now">When it was received.</param>
sealed class SegmentReader(EventKinds kinds, DateTimeOffset now)
{
    const string Source = "segment", AccountPrefix = "account_";

    static readonly (string Property, string[] Path)[] FromContext =
    [
        ("page", ["page", "path"]), ("url", ["page", "url"]), ("referrer", ["page", "referrer"]), ("title", ["page", "title"]),
        ("user_agent", ["userAgent"]), ("utm_source", ["campaign", "source"]), ("utm_medium", ["campaign", "medium"]),
        ("utm_campaign", ["campaign", "name"]),
    ];

    /// <summary>Reads one call.</summary>
    public IntakeItem Read(SegmentMessage message) => IntakeItem.Read(message.Path, mistakes => Read(message, mistakes));

    IntakeItem Read(SegmentMessage message, JsonMistakes mistakes)
    {
        var id = message.Text("messageId");
        var fields = new IntakeFields(mistakes);
        if (id is not null)
            fields.Key(id, $"{message.Path}.messageId", "message id");
        var (user, anonymous) = (Id(message, "userId", fields), Id(message, "anonymousId", fields));
        if ((user ?? anonymous) is not { } lead)
        {
            mistakes.Add(message.Path, "The call has neither 'userId' nor 'anonymousId'; give one of them.");
            return new IntakeItem { Id = id };
        }

        var occurredAt = SegmentClock.OccurredAt(
            Instant(message, "originalTimestamp", mistakes), Instant(message, "timestamp", mistakes), message.SentAt, now);
        var alias = user is not null && anonymous is not null && user != anonymous ? new LeadAlias(anonymous, user) : null;
        return message.Type switch
        {
            "identify" => Identify(message, id, lead, alias, occurredAt, fields),
            "group" => Group(message, id, lead, alias, occurredAt, fields, mistakes),
            "alias" => Alias(message, id, user, fields, mistakes),
            _ => Happened(message, id, lead, alias, occurredAt, fields, mistakes),
        };
    }

    static string? Id(SegmentMessage message, string name, IntakeFields fields) =>
        message.Text(name) is { } text ? fields.Key(text, $"{message.Path}.{name}", name) : null;

    static DateTimeOffset? Instant(SegmentMessage message, string name, JsonMistakes mistakes)
    {
        if (!message.Body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return new JsonFields(mistakes).Instant(value, $"{message.Path}.{name}");
    }

    static IntakeItem Identify(SegmentMessage message, string? id, string lead, LeadAlias? alias, DateTimeOffset at, IntakeFields fields)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var removed = new List<string>();
        var consents = new List<ConsentStatement>();
        var change = new LeadChange(lead, at);
        var left = 0;
        foreach (var trait in message.Object("traits")?.EnumerateObject().ToArray() ?? [])
        {
            var where = $"{message.Path}.traits.{trait.Name}";
            if (SegmentConsent.Find(trait, lead, at, Source) is { } statement)
                consents.Add(statement);
            else if (trait.Name is "createdAt" or "created_at" && JsonFields.TryParseInstant(JsonWords.Text(trait.Value), out var created) && created <= at)
                change = change with { CreatedAt = created };
            else if (trait.Name == "value" && trait.Value.ValueKind == JsonValueKind.Number)
                change = change with { Value = fields.Number(trait.Value, where) };
            else if (trait is { Name: "company", Value.ValueKind: JsonValueKind.Object })
                (change, left) = WithCompany(change, trait.Value, attributes, where, left, fields);
            else if (trait.Value.ValueKind == JsonValueKind.Null)
                removed.Add(trait.Name);
            else
                left += FlattenOne(trait, attributes);
        }

        var all = attributes.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        foreach (var name in removed)
            all.TryAdd(name, null);
        return Noted(new IntakeItem { Id = id, Alias = alias, Change = change with { Attributes = all }, Consents = consents }, left);
    }

    static (LeadChange Change, int LeftOut) WithCompany(
        LeadChange change, JsonElement company, Dictionary<string, string> attributes, string where, int left, IntakeFields fields)
    {
        left += PropertyReader.Flatten(company, AccountPrefix, attributes);
        attributes.Remove(AccountPrefix + "id");
        return company.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? (change with { AccountId = fields.Key(id, $"{where}.id", "account's id") }, left)
            : (change, left);
    }

    static int FlattenOne(JsonProperty trait, Dictionary<string, string> attributes)
    {
        // As a member of an object of its own, so that one trait is treated as many are.
        using var alone = JsonDocument.Parse($"{{{JsonSerializer.Serialize(trait.Name)}:{trait.Value.GetRawText()}}}");
        return PropertyReader.Flatten(alone.RootElement, "", attributes);
    }

    static IntakeItem Group(
        SegmentMessage message, string? id, string lead, LeadAlias? alias, DateTimeOffset at, IntakeFields fields, JsonMistakes mistakes)
    {
        var account = Id(message, "groupId", fields);
        if (account is null)
            mistakes.Add(message.Path, "A group call needs 'groupId', the account; add it.");
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = message.Object("traits") is { } traits ? PropertyReader.Flatten(traits, AccountPrefix, attributes) : 0;
        var all = attributes.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        return Noted(new IntakeItem { Id = id, Alias = alias, Change = new LeadChange(lead, at) { AccountId = account, Attributes = all } }, left);
    }

    static IntakeItem Alias(SegmentMessage message, string? id, string? user, IntakeFields fields, JsonMistakes mistakes)
    {
        var previous = Id(message, "previousId", fields) ?? Id(message, "anonymousId", fields);
        if (user is null)
            mistakes.Add(message.Path, "An alias call needs 'userId', the lead; add it.");
        if (previous is null)
            mistakes.Add(message.Path, "An alias call needs 'previousId', the former id; add it.");
        return mistakes.Errors.Count > 0
            ? new IntakeItem { Id = id }
            : new IntakeItem { Id = id, Alias = previous == user ? null : new LeadAlias(previous!, user!) };
    }

    IntakeItem Happened(
        SegmentMessage message, string? id, string lead, LeadAlias? alias, DateTimeOffset at, IntakeFields fields, JsonMistakes mistakes)
    {
        var kind = KindOf(message);
        if (kind is null)
        {
            mistakes.Add(message.Path, "A track call needs 'event', the name of what happened; add it.");
            return new IntakeItem { Id = id };
        }

        fields.Key(kind, $"{message.Path}.event", "event's name");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = message.Object("properties") is { } own ? PropertyReader.Flatten(own, "", properties) : 0;
        if (message.Type != "track")
        {
            // A page call has its path as a property; signals look for the page.
            if (properties.GetValueOrDefault("path") is { } path)
                properties.TryAdd("page", path);
            if (message.Text("name") is { } name && name.Length <= PropertyReader.LongestText)
                properties.TryAdd("name", name);
        }

        foreach (var (property, path) in FromContext)
        {
            if (properties.Count < PropertyReader.Maximum && message.InContext(path) is { Length: <= PropertyReader.LongestText } text)
                properties.TryAdd(property, text);
        }

        return Noted(
            new IntakeItem
            {
                Id = id,
                Alias = alias,
                Event = new EngagementEvent(lead, kind, at, now)
                {
                    Source = Source,
                    EventId = id ?? IntakeFields.ContentId(message.Body),
                    Properties = properties,
                },
            }, left);
    }

    string? KindOf(SegmentMessage message) => message.Type switch
    {
        "page" => "page_view",
        "screen" => "screen_view",
        _ => message.Text("event") is { } name ? kinds.KindOf(name) : null,
    };

    static IntakeItem Noted(IntakeItem item, int left)
    {
        if (PropertyReader.LeftOut(left) is { } note)
            item.Notes.Add(note);
        return item;
    }
}
