using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>The text of `advice.json`: the numbers that differ from the shipped ones.</summary>
/// <remarks>
/// <code>
/// { "hot_touch_days": 1, "rewarmed_touch_days": 3, "warm_touch_days": 7, "cold_touch_days": 30,
///   "shortest_touch_days": 3, "longest_touch_days": 45, "fewest_gaps": 3, "neglect_days": 14, "most_unanswered_touches": 4,
///   "hard_selling_days": 30, "hard_selling": ["call_attempted"], "no_touches": ["sales_accepted"] }
/// </code>
/// What is left out is as shipped.
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
            "fewest_gaps", "neglect_days", "most_unanswered_touches", "hard_selling_days", "hard_selling", "no_touches");
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
        };
    }

    static int? Whole(string name, SignalCatalogNode node, string file) => node.OptionalNumber(name) switch
    {
        null => null,
        { } number when number == Math.Round(number) && Math.Abs(number) <= 1000 => (int)number,
        { } number => throw new InvalidDataException($"{file}: {name} is {number}, which is no whole number up to 1000. Write one."),
    };
}
