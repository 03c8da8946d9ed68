using System.Text.Json.Serialization;

namespace WarmLeads.ML.Leads;

/// <summary>What is measured of a history beyond the shipped features: the kinds and properties that this history has.</summary>
/// <remarks>
/// Kinds are an open set, so nobody can list them beforehand; a model keeps the measures that it was trained with, and
/// every path that scores with it measures the same.
/// </remarks>
public sealed record HistoryMeasures
{
    /// <summary>Kinds that are counted and timed one by one, the most widespread first.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Properties of events whose values are numbers: summed, averaged, and the latest one.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Properties of events whose values are texts: how many different ones, and the latest one.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Whether the engagement of colleagues at the same account is measured, and the account's intent.</summary>
    // Left out where it is not: the file of a model without colleagues is what it was before there were any.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Colleagues { get; init; }

    /// <summary>Whether nothing is measured beyond the shipped features.</summary>
    public bool IsEmpty => Kinds.Count + Numbers.Count + Texts.Count == 0 && !Colleagues;

    /// <summary>A name made of a text as features carry it: lower-case letters, digits and `_`.</summary>
    internal static string NameOf(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));

    /// <summary>A name for each text, told apart by a number where two would be the same.</summary>
    internal static string[] NamesOf(string prefix, IReadOnlyList<string> texts)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[texts.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var stem = prefix + NameOf(texts[i]);
            names[i] = stem;
            for (var number = 2; !taken.Add(names[i]); number++)
                names[i] = $"{stem}_{number}";
        }

        return names;
    }
}
