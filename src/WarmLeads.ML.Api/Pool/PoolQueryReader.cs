using System.Globalization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads what is asked of the pool out of an address.</summary>
static class PoolQueryReader
{
    /// <summary>The rankings by name.</summary>
    public const string ByProbability = "-probability", ByExpectedValue = "-expectedValue";

    const int DefaultLimit = 50, MaximumLimit = 200, LargestCapacity = 1_000_000;

    /// <summary>Reads it.</summary>
    /// <param name="words">What the address says.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    /// <returns>What is asked for; null when something is wrong.</returns>
    public static PoolQuery? Read(PoolWords words, out string? problem)
    {
        var mistakes = new List<string>();
        var limit = Number("limit", words.Limit, MaximumLimit, mistakes) ?? DefaultLimit;
        var capacity = Number("capacity", words.Capacity, LargestCapacity, mistakes);
        var order = Given(words.Sort) switch
        {
            null or ByProbability => StandingOrder.Probability,
            ByExpectedValue => StandingOrder.ExpectedValue,
            { } other => Wrong(mistakes, $"Query 'sort' is '{other}'; the pool is sorted by {ByProbability} or {ByExpectedValue}.", StandingOrder.Probability),
        };
        var states = new List<LeadState>();
        foreach (var word in Given(words.State)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (Enum.TryParse<LeadState>(word, ignoreCase: true, out var state) && state is LeadState.Cold or LeadState.Warm or LeadState.Hot && !char.IsDigit(word[0]))
                states.Add(state);
            else
                mistakes.Add($"Query 'state' has '{word}'; give cold, warm or hot, with commas between them.");
        }

        LeadTrend? trend = null;
        if (Given(words.Trend) is { } trendWord)
        {
            if (Enum.TryParse<LeadTrend>(trendWord, ignoreCase: true, out var known) && !char.IsDigit(trendWord[0]))
                trend = known;
            else
                mistakes.Add($"Query 'trend' is '{trendWord}'; give heating, cooling or steady.");
        }

        var (rewarmed, overdue) = (Flag("rewarmed", words.Rewarmed, mistakes), Flag("overdue", words.Overdue, mistakes));
        problem = mistakes.Count == 0 ? null : string.Join(' ', mistakes);
        if (problem is not null)
            return null;
        var filter = new StandingFilter { Trend = trend, Segment = Given(words.Segment), RewarmedSince = rewarmed ? DateTimeOffset.UnixEpoch : null };
        return new PoolQuery(states.Count > 0 ? filter with { States = states } : filter, order, rewarmed, overdue, capacity, limit);
    }

    /// <summary>The same query with a cursor, for the next page.</summary>
    public static string Next(HttpRequest request, PoolCursor cursor)
    {
        var parts = request.Query.Where(part => part.Key != "cursor")
            .Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value.ToString())}&");
        return $"{request.Path}?{string.Concat(parts)}cursor={cursor.Encode()}";
    }

    static string? Given(string? word) => string.IsNullOrEmpty(word) ? null : word;

    static int? Number(string name, string? word, int most, List<string> mistakes)
    {
        if (Given(word) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        mistakes.Add($"Query '{name}' is '{text}'; give 1 to {most.ToString(CultureInfo.InvariantCulture)}.");
        return null;
    }

    static bool Flag(string name, string? word, List<string> mistakes) => Given(word) switch
    {
        null or "false" => false,
        "true" => true,
        { } other => Wrong(mistakes, $"Query '{name}' is '{other}'; give true or false.", value: false),
    };

    static T Wrong<T>(List<string> mistakes, string sentence, T value)
    {
        mistakes.Add(sentence);
        return value;
    }
}
