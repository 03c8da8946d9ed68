using System.Buffers;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>The text of `advice.json`: the numbers that differ from the shipped ones.</summary>
/// <remarks>
/// <code>
/// { "hot_touch_days": 1, "rewarmed_touch_days": 3, "warm_touch_days": 7, "cold_touch_days": 30,
///   "shortest_touch_days": 3, "longest_touch_days": 45, "fewest_gaps": 3, "neglect_days": 14, "most_unanswered_touches": 4,
///   "hard_selling_days": 30, "hard_selling": ["call_attempted"], "no_touches": ["sales_accepted"] }
/// </code>
/// What is left out is as shipped. `warmleads advice learn` adds what a history tells:
/// <code>
/// { "effects": [{ "name": "sales_call", "ratio": 1.6, "low": 1.2, "high": 2.1, "looks": 410, "converted": 60,
///     "other_looks": 5200, "other_converted": 420, "horizon_days": 30, "by_score": true }],
///   "ceiling": { "most_touches": 3, "of_silence": false, "above": [40, 400], "below": [60, 1800], "chance_of_no_effect": 0.0001 } }
/// </code>
/// </remarks>
public static class AdviceFile
{
    static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the rules.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">The text is no such file; the message says where and what to do.</exception>
    public static AdviceRules Parse(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var document = JsonDocument.Parse(json, s_reading);
            var rules = Read(document.RootElement, new SignalCatalogNode(document.RootElement, file, "the file"), file);
            rules.Check();
            return rules;
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

    static AdviceRules Read(JsonElement element, SignalCatalogNode node, string file)
    {
        node.AllowOnly(
            "hot_touch_days", "rewarmed_touch_days", "warm_touch_days", "cold_touch_days", "shortest_touch_days", "longest_touch_days",
            "fewest_gaps", "neglect_days", "most_unanswered_touches", "hard_selling_days", "hard_selling", "no_touches", "effects", "ceiling");
        var shipped = new AdviceRules();
        return new AdviceRules
        {
            HotTouchDays = node.OptionalNumber("hot_touch_days") ?? shipped.HotTouchDays,
            RewarmedTouchDays = node.OptionalNumber("rewarmed_touch_days") ?? shipped.RewarmedTouchDays,
            WarmTouchDays = node.OptionalNumber("warm_touch_days") ?? shipped.WarmTouchDays,
            ColdTouchDays = node.OptionalNumber("cold_touch_days") ?? shipped.ColdTouchDays,
            ShortestTouchDays = node.OptionalNumber("shortest_touch_days") ?? shipped.ShortestTouchDays,
            LongestTouchDays = node.OptionalNumber("longest_touch_days") ?? shipped.LongestTouchDays,
            FewestGaps = Whole("fewest_gaps", node, file) ?? shipped.FewestGaps,
            NeglectDays = node.OptionalNumber("neglect_days") ?? shipped.NeglectDays,
            MostUnansweredTouches = Whole("most_unanswered_touches", node, file) ?? shipped.MostUnansweredTouches,
            HardSellingDays = node.OptionalNumber("hard_selling_days") ?? shipped.HardSellingDays,
            HardSelling = element.TryGetProperty("hard_selling", out _) ? node.OptionalTexts("hard_selling") : shipped.HardSelling,
            NoTouches = element.TryGetProperty("no_touches", out _) ? node.OptionalTexts("no_touches") : shipped.NoTouches,
            Effects = node.Has("effects") ? node.Items("effects", one => Effect(one, file)) : [],
            Ceiling = node.OptionalPart("ceiling") is { } ceiling ? Ceiling(ceiling, element.GetProperty("ceiling"), file) : null,
        };
    }

    static TouchEffect Effect(SignalCatalogNode node, string file)
    {
        node.AllowOnly("name", "ratio", "low", "high", "looks", "converted", "other_looks", "other_converted", "horizon_days", "by_score");
        return new TouchEffect(
            node.RequiredText("name"), Number("ratio", node, file), Number("low", node, file), Number("high", node, file), Count("looks", node, file),
            Count("converted", node, file), Count("other_looks", node, file), Count("other_converted", node, file), Count("horizon_days", node, file),
            node.OptionalBoolean("by_score") ?? false);
    }

    static TouchCeiling Ceiling(SignalCatalogNode node, JsonElement element, string file)
    {
        node.AllowOnly("most_touches", "of_silence", "above", "below", "chance_of_no_effect");
        return new TouchCeiling(
            Count("most_touches", node, file), node.OptionalBoolean("of_silence") ?? false, Share("above", element, file), Share("below", element, file),
            Number("chance_of_no_effect", node, file));
    }

    static WilsonInterval Share(string name, JsonElement element, string file) =>
        element.TryGetProperty(name, out var pair) && pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
            && pair[0].TryGetInt64(out var count) && pair[1].TryGetInt64(out var of) && count >= 0 && count <= of
            ? WilsonInterval.From(count, of)
            : throw new InvalidDataException($"{file}: {name} of the ceiling is no pair of counts. Write how many turned away, of how many, such as [40, 400].");

    static double Number(string name, SignalCatalogNode node, string file) =>
        node.OptionalNumber(name) ?? throw new InvalidDataException($"{file}: what was learned lacks {name}. Add it, or learn it again.");

    static int Count(string name, SignalCatalogNode node, string file) => Number(name, node, file) is var number && number == Math.Round(number) && number is >= 0 and <= int.MaxValue
        ? (int)number
        : throw new InvalidDataException($"{file}: {name} is {number}, which is no count. Write a whole number.");

    /// <summary>Writes rules as a text that says everything and that <see cref="Parse"/> reads back.</summary>
    public static string Format(AdviceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("hot_touch_days", rules.HotTouchDays);
            json.WriteNumber("rewarmed_touch_days", rules.RewarmedTouchDays);
            json.WriteNumber("warm_touch_days", rules.WarmTouchDays);
            json.WriteNumber("cold_touch_days", rules.ColdTouchDays);
            json.WriteNumber("shortest_touch_days", rules.ShortestTouchDays);
            json.WriteNumber("longest_touch_days", rules.LongestTouchDays);
            json.WriteNumber("fewest_gaps", rules.FewestGaps);
            json.WriteNumber("neglect_days", rules.NeglectDays);
            json.WriteNumber("most_unanswered_touches", rules.MostUnansweredTouches);
            json.WriteNumber("hard_selling_days", rules.HardSellingDays);
            Write(json, "hard_selling", rules.HardSelling);
            Write(json, "no_touches", rules.NoTouches);
            if (rules.Effects.Count > 0)
                Write(json, rules.Effects);
            if (rules.Ceiling is { } ceiling)
                Write(json, ceiling);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, IEnumerable<TouchEffect> effects)
    {
        json.WriteStartArray("effects");
        foreach (var effect in effects)
        {
            json.WriteStartObject();
            json.WriteString("name", effect.Name);
            json.WriteNumber("ratio", effect.Ratio);
            json.WriteNumber("low", effect.Low);
            json.WriteNumber("high", effect.High);
            json.WriteNumber("looks", effect.Looks);
            json.WriteNumber("converted", effect.Converted);
            json.WriteNumber("other_looks", effect.OtherLooks);
            json.WriteNumber("other_converted", effect.OtherConverted);
            json.WriteNumber("horizon_days", effect.HorizonDays);
            json.WriteBoolean("by_score", effect.IsByScore);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, TouchCeiling ceiling)
    {
        json.WriteStartObject("ceiling");
        json.WriteNumber("most_touches", ceiling.MostTouches);
        json.WriteBoolean("of_silence", ceiling.IsOfSilence);
        foreach (var (name, share) in new[] { ("above", ceiling.Above), ("below", ceiling.Below) })
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(share.Count);
            json.WriteNumberValue(share.Of);
            json.WriteEndArray();
        }

        json.WriteNumber("chance_of_no_effect", ceiling.ChanceOfNoEffect);
        json.WriteEndObject();
    }

    static int? Whole(string name, SignalCatalogNode node, string file) => node.OptionalNumber(name) switch
    {
        null => null,
        { } number when number == Math.Round(number) && Math.Abs(number) <= 1000 => (int)number,
        { } number => throw new InvalidDataException($"{file}: {name} is {number}, which is no whole number up to 1000. Write one."),
    };
}
