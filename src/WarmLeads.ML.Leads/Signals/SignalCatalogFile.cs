using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>The text of `signals.json`: what is new or different from the shipped catalog.</summary>
/// <remarks>
/// <code>
/// {
///   "shipped": true,
///   "kinds":     { "podcast_played": { "family": "content", "traits": ["warm"] } },
///   "signals":   { "podcast": { "display": "Podcasts played", "family": "content",
///                               "counts": ["podcast_played", { "kind": "page_view", "property": "page", "contains": ["podcast"] }] } },
///   "sequences": { "podcast_then_reply": { "display": "Podcast, then a reply", "first": "podcast", "then": "reply", "within_days": 30 } },
///   "names":     { "Podcast Played": "podcast_played" }
/// }
/// </code>
/// `names` says which kind an event name of another system is (a Segment event, the type of a CloudEvent).
/// Every part may be left out. A kind, signal or sequence that is shipped too replaces the shipped one in its place; with
/// `"shipped": false` nothing is shipped and the file stands alone.
/// </remarks>
public static class SignalCatalogFile
{
    static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a catalog.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">The text is not such a catalog; the message says where and what to do.</exception>
    public static SignalCatalog Parse(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var document = JsonDocument.Parse(json, s_reading);
            return Read(new SignalCatalogNode(document.RootElement, file, "the file"));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{file} line {e.LineNumber + 1} column {e.BytePositionInLine + 1}: this is not JSON. Correct the text there.", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    /// <summary>Writes a whole catalog as a text that stands alone and that <see cref="Parse"/> reads back.</summary>
    public static string Format(SignalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteBoolean("shipped", false);
            json.WriteStartObject("kinds");
            foreach (var kind in catalog.Kinds)
                Write(json, kind);
            json.WriteEndObject();
            json.WriteStartObject("signals");
            foreach (var signal in catalog.TrackedSignals)
                Write(json, signal);
            json.WriteEndObject();
            json.WriteStartObject("sequences");
            foreach (var sequence in catalog.Sequences)
                Write(json, sequence);
            json.WriteEndObject();
            if (catalog.Names.Own.Count > 0)
            {
                json.WriteStartObject("names");
                foreach (var (name, kind) in catalog.Names.Own.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(name, kind);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static SignalCatalog Read(SignalCatalogNode root)
    {
        root.AllowOnly("shipped", "kinds", "signals", "sequences", "names");
        var isShipped = root.OptionalBoolean("shipped") ?? true;
        return new SignalCatalog(
            Merge("Kind", isShipped ? ShippedSignals.Kinds : [], root.Members("kinds", ReadKind), kind => kind.Name),
            Merge("Signal", isShipped ? ShippedSignals.TrackedSignals : [], root.Members("signals", ReadSignal), signal => signal.Name),
            Merge("Sequence", isShipped ? ShippedSignals.Sequences : [], root.Members("sequences", ReadSequence), sequence => sequence.Name),
            Names(root));
    }

    static Dictionary<string, string> Names(SignalCatalogNode root)
    {
        var names = root.Members("names", (name, node) => (Name: name, Kind: node.OwnText()));
        SignalCatalogChecks.RefuseTwice("Name", names.Select(pair => pair.Name));
        return names.ToDictionary(pair => pair.Name, pair => pair.Kind, StringComparer.Ordinal);
    }

    static List<T> Merge<T>(string what, IReadOnlyList<T> shipped, List<T> own, Func<T, string> nameOf)
    {
        SignalCatalogChecks.RefuseTwice(what, own.Select(nameOf));
        var merged = shipped.ToList();
        var places = Enumerable.Range(0, shipped.Count).ToDictionary(i => nameOf(shipped[i]), StringComparer.Ordinal);
        foreach (var item in own)
        {
            if (places.TryGetValue(nameOf(item), out var place))
                merged[place] = item;
            else
                merged.Add(item);
        }
        return merged;
    }

    static SignalKind ReadKind(string name, SignalCatalogNode node)
    {
        node.AllowOnly("family", "traits");
        var traits = SignalTraits.None;
        foreach (var trait in node.OptionalTexts("traits"))
            traits |= node.Choice<SignalTraits>("trait", trait);
        return new SignalKind(name, node.Choice<SignalFamily>("family", node.RequiredText("family")), traits);
    }

    static TrackedSignal ReadSignal(string name, SignalCatalogNode node)
    {
        node.AllowOnly("display", "family", "counts");
        return new TrackedSignal(
            name, node.RequiredText("display"), node.Choice<SignalFamily>("family", node.RequiredText("family")),
            node.Items("counts", ReadSource));
    }

    static SignalSource ReadSource(SignalCatalogNode node)
    {
        if (node.OptionalOwnText() is { } kind)
            return new SignalSource(kind);
        node.AllowOnly("kind", "property", "contains");
        return new SignalSource(node.RequiredText("kind"), node.OptionalText("property"), node.OptionalTexts("contains"));
    }

    static SignalSequence ReadSequence(string name, SignalCatalogNode node)
    {
        node.AllowOnly("display", "first", "then", "within_days");
        return new SignalSequence(
            name, node.RequiredText("display"), node.RequiredText("first"), node.RequiredText("then"), node.OptionalNumber("within_days") ?? 30);
    }

    static void Write(Utf8JsonWriter json, SignalKind kind)
    {
        json.WriteStartObject(kind.Name);
        json.WriteString("family", SignalCatalogNode.NameOf(kind.Family));
        if (kind.Traits != SignalTraits.None)
        {
            json.WriteStartArray("traits");
            foreach (var trait in Enum.GetValues<SignalTraits>().Where(trait => trait != SignalTraits.None && kind.Traits.HasFlag(trait)))
                json.WriteStringValue(SignalCatalogNode.NameOf(trait));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, TrackedSignal signal)
    {
        json.WriteStartObject(signal.Name);
        json.WriteString("display", signal.DisplayName);
        json.WriteString("family", SignalCatalogNode.NameOf(signal.Family));
        json.WriteStartArray("counts");
        foreach (var source in signal.Sources)
        {
            if (source.Property is null)
            {
                json.WriteStringValue(source.Kind);
                continue;
            }
            json.WriteStartObject();
            json.WriteString("kind", source.Kind);
            json.WriteString("property", source.Property);
            json.WriteStartArray("contains");
            foreach (var text in source.Contains)
                json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, SignalSequence sequence)
    {
        json.WriteStartObject(sequence.Name);
        json.WriteString("display", sequence.DisplayName);
        json.WriteString("first", sequence.First);
        json.WriteString("then", sequence.Then);
        json.WritePropertyName("within_days");
        json.WriteRawValue(sequence.WithinDays.ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
