using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What the first rows of a file show of one of its columns.</summary>
/// <param name="Name">The column.</param>
/// <param name="Texts">Different texts that are not empty, in the order of their appearance.</param>
/// <param name="Filled">Rows with a text.</param>
/// <param name="Rows">Rows looked at.</param>
sealed record SampledColumn(string Name, IReadOnlyList<string> Texts, int Filled, int Rows)
{
    /// <summary>Whether no text comes twice.</summary>
    public bool IsUnique => Filled > 0 && Texts.Count == Filled && Filled == Rows;

    /// <summary>Whether every text is an instant that says its offset.</summary>
    public bool SaysOffset => Texts.Count > 0 && Texts.All(text => InstantText.TryParse(text, null, out _, out _, out _));

    /// <summary>Whether every text is a date or an instant, with or without an offset.</summary>
    public bool IsInstant => Texts.Count > 0 && Texts.All(text => InstantText.TryParse(text, TimeSpan.Zero, out _, out _, out _));

    /// <summary>Whether every text is a number.</summary>
    public bool IsNumber => Texts.Count > 0 && Texts.All(text => ValueText.TryParseNumber(text, out _));

    /// <summary>How it counts from 1970, when it does: its numbers lie between 1990 and 2100.</summary>
    public InstantFormat? Unix
    {
        get
        {
            const double earliest = 631_152_000, latest = 4_102_444_800;
            if (!IsNumber)
                return null;
            var numbers = Texts.Select(text => ValueText.TryParseNumber(text, out var number) ? number : 0).ToArray();
            return numbers.All(number => number is > earliest and < latest) ? InstantFormat.UnixSeconds
                : numbers.All(number => number is > earliest * 1000 and < latest * 1000) ? InstantFormat.UnixMilliseconds
                : null;
        }
    }

    /// <summary>Whether the name is one of some words, or has one as a part; blanks, dashes, colons and dots count as `_`.</summary>
    public bool IsNamed(IReadOnlyList<string> words) => Rank(words) < words.Count;

    /// <summary>The place of the first of some words that the name has; their number when it has none.</summary>
    public int Rank(IReadOnlyList<string> words)
    {
        var name = string.Concat(Name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        for (var i = 0; i < words.Count; i++)
        {
            if (name == words[i] || $"_{name}_".Contains($"_{words[i]}_", StringComparison.Ordinal))
                return i;
        }

        return words.Count;
    }
}
