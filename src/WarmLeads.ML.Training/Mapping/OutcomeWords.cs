namespace WarmLeads.ML.Training;

/// <summary>What the texts of an outcome mean, as far as words tell.</summary>
static class OutcomeWords
{
    /// <summary>Whether a text means lost: `Closed Lost`, `0`, `not converted`.</summary>
    public static bool IsLost(string text)
    {
        var name = Named(text);
        return name.IsNamed(ColumnWords.Lost) || ColumnWords.LostAlone.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) ||
            (name.IsNamed(ColumnWords.Negations) && name.IsNamed(ColumnWords.Won));
    }

    /// <summary>Whether a text means converted: `Closed Won`, `1`, `approved`.</summary>
    public static bool IsWon(string text) =>
        !IsLost(text) && (Named(text).IsNamed(ColumnWords.Won) || ColumnWords.WonAlone.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a text means that nothing is decided.</summary>
    public static bool IsOpen(string text) => !IsLost(text) && !IsWon(text) && Named(text).IsNamed(ColumnWords.Open);

    /// <summary>The place of a text among the words for converted, the most telling first.</summary>
    public static int RankOfWon(string text) => Named(text).Rank(ColumnWords.Won);

    /// <summary>A name to be looked for among words.</summary>
    public static SampledColumn Named(string name) => new(name, [], 0, 0);
}
