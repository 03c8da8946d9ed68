namespace WarmLeads.ML.Reports;

/// <summary>Names from data as a reader expects them.</summary>
static class KindWords
{
    /// <summary>"page_view" becomes "Page view"; a name that is words already stays as it is.</summary>
    public static string Describe(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
