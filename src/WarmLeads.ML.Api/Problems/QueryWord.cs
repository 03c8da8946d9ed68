using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>A name in a query or a body as the answers write it: `notReady`, `not_ready`, whatever its case.</summary>
static class QueryWord
{
    /// <summary>The value that a word names.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        var bare = word.Replace("_", "", StringComparison.Ordinal);
        foreach (var known in Enum.GetValues<T>())
        {
            if (known.ToString().Equals(bare, StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>All words, for a sentence.</summary>
    public static string Known<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
