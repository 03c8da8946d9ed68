using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What the rows of a file that were looked at show of one of its columns.</summary>
/// <param name="Name">The column.</param>
/// <param name="Texts">Different texts that are not empty, in the order of their appearance.</param>
/// <param name="Filled">Rows with a text.</param>
/// <param name="Rows">Rows looked at.</param>
sealed record SampledColumn(string Name, IReadOnlyList<string> Texts, int Filled, int Rows)
{
    /// <summary>Whether no text comes twice.</summary>
    public bool IsUnique => Filled > 0 && Texts.Count == Filled && Filled == Rows;

    /// <summary>Whether every text is an instant that says its offset.</summary>
    public bool SaysOffset => Format is { } format && Texts.All(text => InstantText.TryParse(text, format, null, out _, out _, out _));

    /// <summary>How its texts are instants; null when they are none. Of two ways to read a date, the one with the day first.</summary>
    public InstantFormat? Format { get; } = FormatOf(Texts);

    /// <summary>Whether every text is a moment: a date, an instant, or a number of seconds or parts of them since 1970.</summary>
    public bool IsMoment => Format is not null;

    /// <summary>Whether every text is a date or an instant that is written out; numbers may be something else.</summary>
    public bool IsInstant => Format is not (null or InstantFormat.UnixSeconds or InstantFormat.UnixMilliseconds);

    /// <summary>Whether every text could be a date with the day first as well as one with the month first.</summary>
    public bool IsUndecided => Format == InstantFormat.DayFirst && AllRead(Texts, InstantFormat.MonthFirst);

    /// <summary>Whether every text is a number.</summary>
    public bool IsNumber => Texts.Count > 0 && Texts.All(text => ValueText.TryParseNumber(text, out _));

    /// <summary>Whether numbers are written with a decimal comma, `1250,50` or `1.250,50`, and some cannot be read otherwise.</summary>
    public bool HasDecimalCommas =>
        Texts.Count > 0 && !IsNumber && Texts.All(text => ValueText.TryParseNumber(text, out _) || DecimalComma.TryMend(text, out _));

    /// <summary>Whether the name is one of some words, or has one as a part; blanks, dashes, colons and dots count as `_`, which also stands before a capital.</summary>
    public bool IsNamed(IReadOnlyList<string> words) => Rank(words) < words.Count;

    /// <summary>Whether the whole name is one of some words.</summary>
    public bool IsNamedExactly(IReadOnlyList<string> words) => words.Contains(Word());

    /// <summary>The place of the first of some words that the name has; their number when it has none.</summary>
    public int Rank(IReadOnlyList<string> words)
    {
        var name = Word();
        for (var i = 0; i < words.Count; i++)
        {
            if (name == words[i] || $"_{name}_".Contains($"_{words[i]}_", StringComparison.Ordinal))
                return i;
        }

        return words.Count;
    }

    string Word() => string.Concat(Name.Select((c, i) => !char.IsLetterOrDigit(c) ? "_"
        : i > 0 && char.IsUpper(c) && char.IsLower(Name[i - 1]) ? $"_{char.ToLowerInvariant(c)}"
        : char.ToLowerInvariant(c).ToString()));

    static InstantFormat? FormatOf(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return null;
        if (AllRead(texts, InstantFormat.Iso8601))
        {
            return texts.All(text => text.Length > 11 && UnixTime.TryParse(text, InstantFormat.Iso8601, out _)) ? InstantFormat.UnixMilliseconds
                : texts.All(text => UnixTime.TryParse(text, InstantFormat.Iso8601, out _)) ? InstantFormat.UnixSeconds
                : InstantFormat.Iso8601;
        }

        return AllRead(texts, InstantFormat.DayFirst) ? InstantFormat.DayFirst
            : AllRead(texts, InstantFormat.MonthFirst) ? InstantFormat.MonthFirst
            : null;
    }

    static bool AllRead(IReadOnlyList<string> texts, InstantFormat format) =>
        texts.All(text => InstantText.TryParse(text, format, TimeSpan.Zero, out _, out _, out _));
}
